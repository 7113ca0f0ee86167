import type { Answer, Finding, State } from '../answer.ts';
import type { Cause } from '../causes/cause.ts';
import { causes } from '../causes/index.ts';
import { changesOf } from '../facts/changes.ts';
import type { Facts, Subject } from '../facts/facts.ts';
import { containersOf } from '../facts/pods.ts';
import { keyOf, nameOf, refOf, sameRef } from '../facts/refs.ts';
import { neighbourhood } from '../facts/related.ts';
import type { Neighbourhood } from '../facts/related.ts';
import { serving } from '../facts/serving.ts';
import { chain, toFinding } from './chain.ts';
import type { Link } from './chain.ts';
import { judge } from './judge.ts';
import type { Judged } from './judge.ts';

const summaryAtMost = 200;

const stateOf = (facts: Facts, subject: Subject, findings: readonly Finding[]): State => {
  const grave = findings.filter(({ severity }) => severity !== 'info');
  if (grave.length === 0) {
    const blind = facts.gaps.some(({ kind }) => kind === subject.kind || kind === 'Pod');
    return blind ? 'unknown' : 'healthy';
  }
  if (grave.every(({ severity }) => severity === 'warning')) return 'degraded';
  return serving(facts, subject).ready > 0 ? 'degraded' : 'failing';
};

const cut = (text: string): string => {
  const points = [...text];
  return points.length <= summaryAtMost ? text : `${points.slice(0, summaryAtMost - 1).join('')}…`;
};

/** The effect nearest to what was asked: that of the subject itself, else the last in the chain of the first root. */
const effectOf = (links: readonly Link[], subject: Subject): string | undefined => {
  const reached = new Set([0]);
  const effects: { judged: Judged; effect: string }[] = [];
  for (const [index, { because, judged }] of links.entries()) {
    if (index > 0 && !because.some((root) => reached.has(root))) continue;
    reached.add(index);
    if (judged.lead.effect !== undefined && index > 0) effects.push({ judged, effect: judged.lead.effect });
  }
  return (
    effects.find(({ judged }) => judged.members.some((member) => sameRef(member, subject))) ?? effects.at(-1)
  )?.effect;
};

const summaryOf = (facts: Facts, subject: Subject, state: State, links: readonly Link[]): string => {
  const [root] = links;
  if (root === undefined) {
    if (state === 'unknown') return `Not enough could be read to say how ${nameOf(subject)} is`;
    return cut(`${nameOf(subject)} is healthy${serving(facts, subject).words}`);
  }
  const { summary } = toFinding(root);
  const effect = effectOf(links, subject);
  const whole = effect === undefined ? summary : `${summary}, so ${effect}`;
  return cut([...whole].length <= summaryAtMost ? whole : summary);
};

/** Quotes what a shell would take apart. */
const shell = (word: string): string =>
  /^[\w./:@=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

const whereOf = (facts: Facts, { below }: Neighbourhood): Answer['where'] => {
  const pods = facts.objects.Pod.filter((pod) => below.has(keyOf(refOf('Pod', pod))));
  const nodes = new Set(pods.flatMap((pod) => pod.spec?.nodeName ?? []));
  const containers = [...new Set(pods.flatMap((pod) => containersOf(pod).map(({ name }) => name)))];
  const [first] = pods;
  const restarted =
    first?.status?.containerStatuses?.some(({ restartCount }) => (restartCount ?? 0) > 0) === true;
  const logs =
    first === undefined
      ? null
      : `kubectl -n ${shell(first.metadata?.namespace ?? '')} logs ${shell(first.metadata?.name ?? '')} --all-containers${restarted ? ' --previous' : ''}`;
  return { node: nodes.size === 1 ? ([...nodes][0] ?? null) : null, containers, logs };
};

const couldLook = (cause: Cause, facts: Facts): boolean =>
  !facts.gaps.some(({ kind }) =>
    cause.looksAt.some((look) => look === kind || (look === 'logs' && kind === 'Log')),
  );

const ruledOut = (facts: Facts, { below }: Neighbourhood, links: readonly Link[]): string[] => {
  const kinds = new Set([...below].map((key) => key.split('/')[0] ?? ''));
  const found = new Set(links.map(({ judged }) => judged.cause.rulesOut));
  const silent = causes.filter(
    (cause) => couldLook(cause, facts) && cause.about.some((kind) => kinds.has(kind)),
  );
  return [...new Set(silent.map((cause) => cause.rulesOut))].filter((phrase) => !found.has(phrase));
};

/**
 * The answer about one object: every cause judges the facts; kept is what concerns the subject or what it stands on,
 * and what follows from that for the things that stand on it.
 */
export const answer = (facts: Facts, subject: Subject): Answer => {
  const near = neighbourhood(facts, subject);
  const { judged, unexamined } = judge(
    facts,
    ({ object }) => near.below.has(keyOf(object)) || near.above.has(keyOf(object)),
  );
  const kept = judged.filter(({ members }) => members.some((member) => near.below.has(keyOf(member))));
  for (let grown = true; grown;) {
    const reached = new Set(kept.flatMap(({ members }) => members.map(keyOf)));
    const effects = judged.filter(
      (one) => !kept.includes(one) && one.follows.some((ref) => reached.has(keyOf(ref))),
    );
    kept.push(...effects);
    grown = effects.length > 0;
  }
  const links = chain(kept, subject);
  const findings = links.map(toFinding);
  const state = stateOf(facts, subject, findings);
  return {
    apiVersion: 'kubewhy/v1',
    target: {
      cluster: facts.cluster,
      kind: subject.kind,
      namespace: subject.namespace,
      name: subject.name,
      uid: subject.uid,
    },
    state,
    summary: summaryOf(facts, subject, state, links),
    findings,
    changes: changesOf(facts, subject, near),
    where: whereOf(facts, near),
    ruledOut: ruledOut(facts, near, links),
    unexamined: [...facts.gaps.map(({ what, why }) => ({ what, why })), ...unexamined],
  };
};
