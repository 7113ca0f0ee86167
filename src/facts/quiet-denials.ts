import type { Evidence } from '../answer.ts';
import { statusEvidence } from './evidence.ts';
import type { Facts, Log } from './facts.ts';
import { blocksIn } from './log-lines/blocks.ts';
import type { LogSign } from './log-signs/sign.ts';
import { writtenAt } from './log-times.ts';
import { containerTitle, isReady, liveContainers } from './pods.ts';
import type { ContainerView } from './pods.ts';
import { denialIn } from './rbac-denials.ts';
import type { Denial } from './rbac-denials.ts';
import { capital } from './sentences.ts';
import { lastSigns } from './spoken.ts';
import type { Spoken } from './spoken.ts';

/** A container that is ready, and is denied again and again what it asks of the API. */
export type QuietDenial = {
  view: ContainerView;
  spoken: Spoken;
  sign: LogSign;
  denial: Denial;
  words: string;
  evidence: Evidence[];
};

/** Clients that are denied back off to minutes at most: later than that nobody asks any more; milliseconds. */
const goesOnMs = 15 * 60 * 1000;
/** Denials at least, by which it is no single try; more where the lines say no time. */
const triesAtLeast = { timed: 2, untimed: 5 };
/** Where lines say no time, a denial is new among the last of them. */
const lastLines = 3;

/** What clients of the API say once they may: of a list or watch that stands, of a lease that they hold. */
const wentWell =
  /\b(?:synced|succeeded|success(?:ful(?:ly)?)?|acquired|recovered|established|watching|became (?:the )?leader)\b/i;

/** Whether denials are what a log consists of since the first of them, and go on. */
const goesOn = (lines: readonly string[], account: Denial['account'], now: string): boolean => {
  const blocks = blocksIn(lines);
  const denied = blocks.filter(({ line, more }) => {
    const denial = denialIn([line.raw, ...more].join('\n'));
    return denial?.account.name === account.name && denial.account.namespace === account.namespace;
  });
  const [first] = denied;
  const newest = denied.at(-1);
  if (first === undefined || newest === undefined) return false;
  const later = blocks.slice(blocks.indexOf(newest) + 1);
  if (later.some(({ line, weight }) => weight === 0 && wentWell.test(line.said))) return false;
  const since = blocks.length - blocks.indexOf(first);
  if (denied.length * 2 < since) return false;
  const at = writtenAt(newest.line.raw, now);
  return at === null
    ? denied.length >= triesAtLeast.untimed && blocks.slice(-lastLines).includes(newest)
    : denied.length >= triesAtLeast.timed && Date.parse(now) - at < goesOnMs;
};

const deniedIn = (facts: Facts, view: ContainerView, log: Log): QuietDenial[] => {
  const said = lastSigns(log.lines).find(({ sign }) => sign.sign === 'rbac-denied');
  const denial = said?.last === true ? denialIn(said.sign.line) : null;
  const own = view.pod.spec?.serviceAccountName ?? 'default';
  if (said === undefined || denial === null) return [];
  if (denial.account.name !== own || denial.account.namespace !== view.ref.namespace) return [];
  if (!goesOn(log.lines, denial.account, facts.now)) return [];
  return [
    {
      view,
      spoken: { log, view },
      sign: said.sign,
      denial,
      words: `${capital(containerTitle(view))} is ready, but denied what it asks of the API`,
      evidence: [
        statusEvidence(
          view.ref,
          `${view.name}: ready; its log consists of denials`,
          view.status?.state?.running?.startedAt ?? null,
        ),
      ],
    },
  ];
};

/**
 * Containers that are ready although their ServiceAccount is denied what they ask for: the newest complaint of the current run
 * is a denial, nothing after it says that it went well, and since the first one the log holds little else. A denial among
 * ordinary lines is none.
 */
export const quietDenials = (facts: Facts): QuietDenial[] =>
  facts.logs.length === 0
    ? []
    : liveContainers(facts)
        .filter(({ pod, status }) => isReady(pod) && status?.ready === true)
        .flatMap((view) =>
          facts.logs
            .filter(
              ({ namespace, pod, container, previous }) =>
                !previous &&
                namespace === view.ref.namespace &&
                pod === view.ref.name &&
                container === view.name,
            )
            .flatMap((log) => deniedIn(facts, view, log)),
        );
