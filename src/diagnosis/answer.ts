import type { Answer, Finding, State } from '../answer.ts';
import type { Cause } from '../causes/cause.ts';
import { causes } from '../causes/index.ts';
import { firstBadMoment } from '../facts/changes/bad-moment.ts';
import type { KnownChange } from '../facts/changes/change.ts';
import { changesOf } from '../facts/changes/index.ts';
import { span } from '../facts/durations.ts';
import { effectOn } from '../facts/effect-on.ts';
import type { Facts, Subject } from '../facts/facts.ts';
import { unexaminedOf } from '../facts/gaps.ts';
import { kubectl } from '../facts/kubectl.ts';
import type { Pod } from '../facts/objects.ts';
import { groupsOf, refOfOutside } from '../facts/outside/refs.ts';
import { containersOf, lastEnd } from '../facts/pods.ts';
import { keyOf, nameOf, refOf, sameRef } from '../facts/refs.ts';
import { neighbourhood } from '../facts/related.ts';
import type { Neighbourhood } from '../facts/related.ts';
import { serving } from '../facts/serving.ts';
import type { Serving } from '../facts/serving.ts';
import { isBlind } from '../facts/well-by-itself.ts';
import { chain, countOf, toFinding } from './chain.ts';
import type { Link } from './chain.ts';
import { group, judge } from './judge.ts';
import type { Judged, Sighting } from './judge.ts';

const summaryAtMost = 200;
/** Shorter than this a root cause says nothing; then its effect is left to the findings. */
const leastOfRoot = 80;

const stateOf = (
  facts: Facts,
  subject: Subject,
  findings: readonly Finding[],
  { ready, total }: Serving,
): State => {
  const grave = findings.filter(({ severity }) => severity !== 'info');
  if (grave.length === 0) {
    return isBlind(facts, subject) ? 'unknown' : 'healthy';
  }
  if (grave.every(({ severity }) => severity === 'warning'))
    return total > 0 && ready === 0 ? 'failing' : 'degraded';
  // Ready pods do not help a Service that cannot find them, or an Ingress that does not lead to them.
  const broken =
    (subject.kind === 'Service' || subject.kind === 'Ingress') &&
    findings.some(({ severity, object }) => severity === 'critical' && sameRef(object, subject));
  return !broken && ready > 0 ? 'degraded' : 'failing';
};

const cut = (text: string, atMost: number): string => {
  const points = Array.from(text);
  return points.length <= atMost ? text : `${points.slice(0, atMost - 1).join('')}…`;
};

/**
 * The effect nearest to what was asked: that of the subject itself, else what it comes to for its pods (`own`), else the
 * last in the chain of the first root.
 */
const effectOf = (
  links: readonly Link[],
  subject: Subject,
  { above, below }: Neighbourhood,
  own: string | undefined,
): string | undefined => {
  const reached = new Set([0]);
  const effects: { judged: Judged; effect: string }[] = [];
  for (const [index, { because, judged }] of links.entries()) {
    if (index > 0 && !because.some((root) => reached.has(root))) continue;
    reached.add(index);
    if (judged.lead.effect !== undefined && index > 0) effects.push({ judged, effect: judged.lead.effect });
  }
  return (
    effects.find(({ judged }) => judged.members.some((member) => sameRef(member, subject)))?.effect ??
    own ??
    // What the same root does to others is not what was asked.
    effects.findLast(({ judged }) =>
      judged.members.some((member) => above.has(keyOf(member)) || below.has(keyOf(member))),
    )?.effect
  );
};

/** How soon after a rollout its pods must have been unwell for the rollout to be part of the sentence. */
const soonMs = 10 * 60 * 1000;

/** `since revision 7 (image v2 → v3, 12 min ago)`, where the pods of the first root came with a rollout and never did well. */
const sinceOf = (facts: Facts, changes: readonly KnownChange[], root: Link): string => {
  const { object } = root.judged.lead;
  if (object.kind !== 'Pod') return '';
  const { above } = neighbourhood(facts, object);
  const change = changes.find((one) => one.rollout !== null && above.has(keyOf(one.object)));
  const pod = facts.objects.Pod.find((one) => sameRef(refOf('Pod', one), object));
  const made = Date.parse(pod?.metadata?.creationTimestamp ?? '');
  const bad = Date.parse(firstBadMoment(facts, { below: new Set([keyOf(object)]), above }) ?? '');
  const at = Date.parse(change?.at ?? '');
  // A pod that is made again has the name of its set, not of its revision: only times tell.
  if (
    !(made >= at - 1000) ||
    !(bad - at < soonMs) ||
    change?.rollout === undefined ||
    change.rollout === null
  )
    return '';
  const { revision, brief } = change.rollout;
  const ago = `${span(Date.parse(facts.now) - at)} ago`;
  return `, since revision ${revision} (${brief === null ? ago : `${brief}, ${ago}`})`;
};

/** Healthy, or on its way out in good order. */
const healthWord = (facts: Facts, subject: Subject): string => {
  const pod = facts.objects.Pod.find((one) => sameRef(refOf('Pod', one), subject));
  return pod?.metadata?.deletionTimestamp === undefined
    ? 'healthy'
    : `being deleted (by ${pod.metadata.deletionTimestamp})`;
};

/** What the summary is made of. */
type Material = {
  state: State;
  near: Neighbourhood;
  links: readonly Link[];
  changes: readonly KnownChange[];
  served: Serving;
};

const summaryOf = (
  facts: Facts,
  subject: Subject,
  { state, near, links, changes, served: { ready, words } }: Material,
): string => {
  const [root] = links;
  if (root === undefined) {
    if (state === 'unknown') return `Not enough could be read to say how ${nameOf(subject)} is`;
    return cut(
      `${nameOf(subject)} is ${healthWord(facts, subject)}${facts.gaps.length > 0 ? ' as far as could be read' : ''}${words}`,
      summaryAtMost,
    );
  }
  // What is told of the subject itself says how it stands.
  const isTold = root.judged.members.some((member) => sameRef(member, subject));
  const effect = effectOf(links, subject, near, isTold ? undefined : effectOn(facts, subject, ready));
  const whole = toFinding(root).summary;
  if (state === 'healthy') return cut(`${nameOf(subject)} is well so far: ${whole}`, summaryAtMost);
  const tail = effect === undefined ? '' : `, so ${effect}`;
  const since = /\brevision \d/.test(`${whole}${tail}`) ? '' : sinceOf(facts, changes, root);
  const brief = `${root.judged.lead.brief ?? whole}${countOf(root.judged)}`;
  // What can be left out goes first: the long form, then since when; the effect stays.
  const fits = [
    `${whole}${since}${tail}`,
    `${brief}${since}${tail}`,
    `${whole}${tail}`,
    `${brief}${tail}`,
  ].find((one) => Array.from(one).length <= summaryAtMost);
  if (fits !== undefined) return fits;
  const room = summaryAtMost - Array.from(tail).length;
  return room < leastOfRoot
    ? cut(whole, summaryAtMost)
    : `${cut(root.judged.lead.brief ?? whole, room)}${tail}`;
};

/** Before a container has run there is no log to read. */
const hasRun = (pod: Pod): boolean =>
  containersOf(pod).some(
    ({ status }) => status?.state?.running !== undefined || lastEnd(status) !== undefined,
  );

const whereOf = (facts: Facts, { below }: Neighbourhood, findings: readonly Finding[]): Answer['where'] => {
  const pods = facts.objects.Pod.filter((pod) => below.has(keyOf(refOf('Pod', pod))));
  const nodes = new Set(pods.flatMap((pod) => pod.spec?.nodeName ?? []));
  const containers = [...new Set(pods.flatMap((pod) => containersOf(pod).map(({ name }) => name)))];
  // The pod that the first finding is about has the log worth reading.
  const spoken = findings.find(({ object }) => object.kind === 'Pod')?.object.name;
  const first = pods.find(({ metadata }) => metadata?.name === spoken) ?? pods[0];
  const restarted =
    first?.status?.containerStatuses?.some(({ restartCount }) => (restartCount ?? 0) > 0) === true;
  const logs =
    first?.metadata?.name === undefined || !hasRun(first)
      ? null
      : kubectl(
          first.metadata.namespace ?? null,
          'logs',
          first.metadata.name,
          '--all-containers',
          ...(restarted ? ['--previous'] : []),
        );
  return { node: nodes.size === 1 ? ([...nodes][0] ?? null) : null, containers, logs };
};

/** Of the kind it speaks about, a cause may have seen some: it rules out what it saw. */
const couldLook = (cause: Cause, facts: Facts): boolean =>
  !facts.gaps.some(
    ({ kind, partial }) =>
      cause.looksAt.some((look) => look === kind || (look === 'logs' && kind === 'Log')) &&
      !(partial === true && cause.about.some((about) => about === kind)),
  );

const ruledOut = (facts: Facts, { below }: Neighbourhood, links: readonly Link[]): string[] => {
  const kinds = new Set([...below].map((key) => key.split('/')[0] ?? ''));
  for (const object of facts.outside)
    if (below.has(keyOf(refOfOutside(object)))) for (const group of groupsOf(object)) kinds.add(group);
  const found = new Set(links.map(({ judged }) => judged.cause.rulesOut));
  const silent = causes.filter(
    (cause) => couldLook(cause, facts) && cause.about.some((kind) => kinds.has(kind)),
  );
  return [...new Set(silent.map((cause) => cause.rulesOut))].filter((phrase) => !found.has(phrase));
};

/** Findings and what they follow from, wherever that is: a node that is not there, a Service of another namespace. */
const withReasons = (own: readonly Sighting[], sightings: readonly Sighting[]): Sighting[] => {
  const kept = new Set(own);
  for (const { found } of kept) {
    const named = new Set((found.follows ?? []).map(keyOf));
    if (named.size > 0) for (const one of sightings) if (named.has(keyOf(one.found.object))) kept.add(one);
  }
  return [...kept];
};

/** What is wrong with the subject and what it stands on, and then whatever follows from that. */
const concerning = (sightings: readonly Sighting[], { below }: Neighbourhood): Sighting[] => {
  const own = sightings.filter(({ found }) => below.has(keyOf(found.object)));
  const kept = new Set(withReasons(own, sightings));
  const reached = new Set(own.map(({ found }) => keyOf(found.object)));
  for (let grown = true; grown;) {
    const effects = sightings.filter(
      (one) => !kept.has(one) && one.found.follows?.some((ref) => reached.has(keyOf(ref))),
    );
    for (const effect of effects) {
      kept.add(effect);
      reached.add(keyOf(effect.found.object));
    }
    grown = effects.length > 0;
  }
  return [...kept];
};

/**
 * The answer about one object: every cause judges the facts; kept is what concerns the subject or what it stands on,
 * and what follows from that for the things that stand on it.
 */
export const answer = (facts: Facts, subject: Subject): Answer => {
  const near = neighbourhood(facts, subject);
  const { sightings, unexamined } = judge(facts);
  const links = chain(group(concerning(sightings, near), subject), subject);
  const findings = links.map(toFinding);
  const served = serving(facts, subject, near);
  const state = stateOf(facts, subject, findings, served);
  const changes = changesOf(facts, near);
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
    summary: summaryOf(facts, subject, { state, near, links, changes, served }),
    findings,
    changes: changes.map(({ at, what, by }) => ({ at, what, by })),
    where: whereOf(facts, near, findings),
    ruledOut: ruledOut(facts, near, links),
    unexamined: [...unexaminedOf(facts.gaps), ...unexamined],
  };
};
