import type { State } from '../answer.ts';
import type { KnownChange } from '../facts/changes/change.ts';
import { span } from '../facts/durations.ts';
import { effectOn } from '../facts/effect-on.ts';
import type { Facts, Subject } from '../facts/facts.ts';
import { keyOf, nameOf, refOf, sameRef } from '../facts/refs.ts';
import type { Neighbourhood } from '../facts/related.ts';
import { metadataOf } from '../facts/serving.ts';
import type { Serving } from '../facts/serving.ts';
import { workloadOf } from '../facts/workloads.ts';
import { countOf, toFinding } from './chain.ts';
import type { Link } from './chain.ts';
import type { Judged } from './judge.ts';
import { sinceOf } from './since.ts';

/** Characters of a summary, by the JSON contract. */
export const summaryAtMost = 200;

/** A text of at most so many characters, cut at the end of a word. */
export const cut = (text: string, atMost: number): string => {
  const points = Array.from(text);
  if (points.length <= atMost) return text;
  const short = points.slice(0, atMost - 1).join('');
  // At the end of a word, where one is near: half a word says less than none.
  const end = short.search(/[\s,;:(]+\S*$/);
  return `${end > short.length - 30 ? short.slice(0, end) : short}…`;
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

const wellSoFar = ' is well so far: ';

/** Healthy, or on its way out in good order. */
const healthWord = (facts: Facts, subject: Subject): string => {
  const at = metadataOf(facts, subject)?.deletionTimestamp;
  if (at === undefined) return 'healthy';
  // Of a pod it is the end of its grace period, of anything else the time at which somebody asked for it.
  return subject.kind === 'Pod'
    ? `being deleted (by ${at})`
    : `being deleted for ${span(Date.parse(facts.now) - Date.parse(at))}`;
};

/**
 * Whose trouble the root is, where neither the subject stands on it nor it on the subject: a workload that one of its pods
 * needs. Nothing where the sentence names it.
 */
const placeOf = (
  facts: Facts,
  subject: Subject,
  { above, below }: Neighbourhood,
  { judged: { lead, members } }: Link,
  said: string,
): string => {
  const { object } = lead;
  const pod = facts.objects.Pod.find((one) => sameRef(refOf('Pod', one), object));
  if (pod === undefined || members.some((one) => above.has(keyOf(one)) || below.has(keyOf(one)))) return '';
  const { kind, name } = workloadOf(facts, pod) ?? object;
  const namespace = object.namespace === subject.namespace ? '' : `${object.namespace ?? ''}/`;
  // Part of a path, it is no name.
  const words = said.split(/[^\w./-]+/);
  return words.includes(name) || words.includes(object.name) ? '' : `${kind} ${namespace}${name}: `;
};

/** Of a namespace in which several things are wrong by themselves: how many, and the first of them, as many as fit. */
const severalIn = ({ name }: Subject, roots: readonly Link[]): string => {
  const briefs = roots.map(
    (root) => `${root.judged.lead.brief ?? toFinding(root).summary}${countOf(root.judged)}`,
  );
  const all = briefs.map(
    (_, index) => `${roots.length} problems in namespace ${name}: ${briefs.slice(0, index + 1).join('; ')}`,
  );
  return all.findLast((one) => Array.from(one).length <= summaryAtMost) ?? cut(all[0] ?? '', summaryAtMost);
};

/** What the summary is made of. */
type Material = {
  state: State;
  near: Neighbourhood;
  links: readonly Link[];
  changes: readonly KnownChange[];
  served: Serving;
};

/** The answer in one sentence of at most 200 characters: the root cause, since when, and its effect on the subject. */
export const summaryOf = (
  facts: Facts,
  subject: Subject,
  { state, near, links, changes, served }: Material,
): string => {
  const [root] = links;
  if (root === undefined) {
    if (state === 'unknown') return `Not enough could be read to say how ${nameOf(subject)} is`;
    return cut(
      `${nameOf(subject)} is ${healthWord(facts, subject)}${facts.gaps.length > 0 ? ' as far as could be read' : ''}${served.words}`,
      summaryAtMost,
    );
  }
  if (subject.kind === 'Namespace') {
    const roots = links.filter(
      ({ because, judged }) => because.length === 0 && judged.lead.severity !== 'info',
    );
    if (roots.length > 1) return severalIn(subject, roots);
  }
  // What is told of the subject itself says how it stands.
  const isTold = root.judged.members.some((member) => sameRef(member, subject));
  const effect = effectOf(links, subject, near, isTold ? undefined : effectOn(facts, subject, served));
  const finding = toFinding(root).summary;
  const place = placeOf(facts, subject, near, root, finding);
  const whole = `${place}${finding}`;
  if (state === 'healthy') {
    const [said = whole] = [whole, `${place}${root.judged.lead.brief ?? finding}`].filter(
      (one) => Array.from(one).length + nameOf(subject).length + wellSoFar.length <= summaryAtMost,
    );
    return cut(`${nameOf(subject)}${wellSoFar}${said}`, summaryAtMost);
  }
  const tail = effect === undefined ? '' : `, so ${effect}`;
  const since = /\brevision \d/.test(`${whole}${tail}`) ? [] : sinceOf(facts, changes, root);
  const brief = `${place}${root.judged.lead.brief ?? finding}${countOf(root.judged)}`;
  // What can be left out goes first: the long form, then what changed, then since when, then the effect. The root stays whole.
  const ways = [...since, ''].flatMap((when) => [`${whole}${when}${tail}`, `${brief}${when}${tail}`]);
  const fits = [...ways, whole, brief].find((one) => Array.from(one).length <= summaryAtMost);
  return fits ?? cut(brief, summaryAtMost);
};
