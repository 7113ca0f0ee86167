import type { Evidence } from '../answer.ts';
import { logEvidence } from './evidence.ts';
import type { Facts, Log } from './facts.ts';
import { complaintsIn, timesWords } from './log-lines.ts';
import type { SaidLine } from './log-lines.ts';
import { unreached } from './log-signs/sign.ts';
import type { LogSign, SignName } from './log-signs/sign.ts';
import { signsIn } from './log-signs/signs.ts';
import { once } from './memo.ts';
import { containersOf, controllerOf, lastEnd, logOf } from './pods.ts';
import type { ContainerView } from './pods.ts';

/** What a container said, and which one said it: of replicas that fail alike the log of one was read. */
export type Spoken = { log: Log; view: ContainerView };

/** Many twins share one log: what it complains of is worked out once. */
const lastComplaints = once((lines: readonly string[]) => complaintsIn(lines, 3));

const twinKey = (view: ContainerView): string =>
  [controllerOf(view.pod)?.uid, view.name, lastEnd(view.status)?.exitCode ?? 'runs'].join(' ');

const twins = once((facts: Facts) => {
  const pods = new Map(
    facts.objects.Pod.map((pod) => [`${pod.metadata?.namespace ?? ''}/${pod.metadata?.name ?? ''}`, pod]),
  );
  const index = new Map<string, Spoken>();
  for (const log of facts.logs) {
    const pod = pods.get(`${log.namespace}/${log.pod}`);
    const view = pod === undefined ? undefined : containersOf(pod).find(({ name }) => name === log.container);
    if (view !== undefined && controllerOf(view.pod) !== undefined && !index.has(twinKey(view)))
      index.set(twinKey(view), { log, view });
  }
  return index;
});

/** The log of a container, or that of a replica which fails in the same way. */
export const spokenBy = (facts: Facts, view: ContainerView): Spoken | null => {
  if (facts.logs.length === 0) return null;
  const log = logOf(facts, view);
  if (log !== undefined) return { log, view };
  return controllerOf(view.pod) === undefined ? null : (twins(facts).get(twinKey(view)) ?? null);
};

/** What a log ends with when something it said before has brought the program down. */
const farewell =
  /\bexit(?:s|ed|ing)?\b|\bshut(?:s|ting)? ?down\b|\bgiv(?:e|es|ing) up\b|\babort|\bterminat|\bstopp(?:ed|ing)\b|\bquit|\b(?:fail(?:ed|s|ure)?|unable|cannot|could not|couldn't|error|problem)\b.{0,40}\b(?:start|init|boot|run(?:ning)?\b|launch|migrat|bootstrap|setup|set up|connect|continue|establish|acquire|get ready)|\bstartup (?:failed|error)|\bretries\b|\bretry\b|\battempts?\b|\bended (?:unexpectedly|abnormally)\b|^\s*(?:fatal|panic)(?: error)?:?\s*$/i;

/** Whether a line names what a sign is about, and so says the same in other words. */
const speaksOf = ({ subject, host }: LogSign, headline: string): boolean =>
  [subject, host].some((name) => name !== null && name.length > 2 && headline.includes(name));

/** What ends a program for a reason that it told before. */
const consequences: readonly SignName[] = ['crash', 'leader-lost'];

/** Whether a complaint is one of those that give a sign. */
const tells = ({ headline, text }: SaidLine, { line, also }: LogSign): boolean =>
  [line, ...also].some(
    (told) => headline === told || text.includes(told) || (headline !== '' && told.includes(headline)),
  );

/** Whether a later sign is the end of the same trouble: time ran out, with no word on what it waited for. */
const isSameTrouble = (sign: LogSign, later: LogSign): boolean =>
  (sign.sign === 'rbac-denied' || (sign.host !== null && unreached.includes(sign.sign))) &&
  later.sign === 'timeout' &&
  later.host === null;

/** Whether a later complaint adds no reason to what a sign says: a farewell, its echo, or what comes of it. */
const addsNothing = (sign: LogSign, headline: string, other: LogSign | undefined): boolean => {
  if (other !== undefined && isSameTrouble(sign, other)) return true;
  if (other !== undefined && !consequences.includes(other.sign)) return false;
  return farewell.test(headline) || speaksOf(sign, headline) || other?.sign === 'leader-lost';
};

/** A sign that a log gives, and how well it fits the end of it. `last`: nothing but farewells and echoes came after it. */
export type Said = { sign: LogSign; last: boolean };

/** The signs among what a log complained of last, newest first; those that went well after all are left out. */
export const lastSigns = once((lines: readonly string[]): Said[] => {
  const complaints = lastComplaints(lines);
  const said = signsIn(lines).filter(({ past }) => !past);
  return said.flatMap((sign) => {
    const at = complaints.findLastIndex((complaint) => tells(complaint, sign));
    if (at === -1) return [];
    const later = complaints.slice(at + 1);
    const last = later.every(({ headline }) =>
      addsNothing(
        sign,
        headline,
        said.find((other) => other !== sign && other.line === headline),
      ),
    );
    return [{ sign, last }];
  });
});

/** The line that gives a sign, whole, as evidence. */
export const spokenEvidence = ({ log, view }: Spoken, sign: LogSign): Evidence => {
  const said = lastComplaints(log.lines).findLast((complaint) => tells(complaint, sign));
  return logEvidence(view, log, `${said?.text ?? sign.line}${said === undefined ? '' : timesWords(said)}`);
};
