import type { Answer, ObjectRef, WhyOutcome } from './answer.ts';
import type { Target } from './calls.ts';
import { manifestAnswer } from './diagnosis/manifest-answer.ts';
import { answerInTime } from './diagnosis/untimed.ts';
import { collect, collectOutside } from './facts/collect.ts';
import type { Facts, Subject } from './facts/facts.ts';
import { findAnyOutside, findOutside } from './facts/find-outside.ts';
import type { OutsideOutcome } from './facts/find-outside.ts';
import { findSole } from './facts/find-sole.ts';
import { find, findNamespace } from './facts/find.ts';
import { unreadable } from './facts/gaps.ts';
import { askable, kindByWord } from './facts/kinds.ts';
import type { Cluster } from './ports.ts';

/** The object that kind, namespace and name point at by themselves; null where it must be looked for. */
const exactly = (cluster: Cluster, target: Target): ObjectRef | null => {
  const kind = target.kind === null ? undefined : kindByWord(target.kind);
  if (kind === undefined || !askable.includes(kind.kind)) return null;
  if (!kind.namespaced) return { kind: kind.kind, namespace: null, name: target.name };
  const namespace = target.namespace ?? cluster.namespace;
  return namespace === null ? null : { kind: kind.kind, namespace, name: target.name };
};

const judged = async (cluster: Cluster, ref: ObjectRef, now: Date): Promise<WhyOutcome | null> => {
  const collected = await collect(cluster, ref, now);
  if (!collected.ok) return unreadable(cluster.name, collected.failure);
  return collected.value === null ? null : { type: 'answer', answer: answerAbout(collected.value) };
};

const answerAbout = ({ facts, subject }: { facts: Facts; subject: Subject }): Answer =>
  manifestAnswer(facts, subject) ?? answerInTime(facts, subject);

type NotFound = Extract<WhyOutcome, { type: 'not-found' }>;

/** An outcome of the search outside, `found` read and judged. */
const judgedOutside = async (
  cluster: Cluster,
  target: Target,
  found: Exclude<OutsideOutcome, { type: 'no-kind' }>,
  now: Date,
): Promise<WhyOutcome> => {
  const asked = { cluster: cluster.name, words: target.words };
  switch (found.type) {
    case 'not-found':
      return withLack(cluster, { ...found, ...asked, namespace: target.namespace });
    case 'ambiguous':
      return { ...found, ...asked };
    case 'unreadable':
      return unreadable(cluster.name, found.failure);
    case 'found': {
      const collected = await collectOutside(cluster, found.subject, found.kind, found.family, now);
      if (!collected.ok) return unreadable(cluster.name, collected.failure);
      if (collected.value === null) return gone(asked, target);
      return { type: 'answer', answer: answerInTime(collected.value.facts, collected.value.subject) };
    }
  }
};

/** A kind that is not Kubernetes' own: the cluster is asked whether it serves one of that name. */
const whyOutside = async (
  cluster: Cluster,
  target: Target & { kind: string },
  now: Date,
): Promise<WhyOutcome> => {
  const found = await findOutside(cluster, target);
  if (found.type !== 'no-kind') return judgedOutside(cluster, target, found, now);
  // Whatever else bears that name may be what was meant, and is not what was asked.
  const named = await find(cluster, { ...target, kind: null });
  const suggestions =
    named.type === 'found'
      ? [named.subject]
      : named.type === 'ambiguous'
        ? named.matches
        : named.type === 'not-found'
          ? named.suggestions
          : [];
  const { words, namespace, kind } = target;
  const lacks = { what: 'kind', name: kind, near: found.near } as const;
  return { type: 'not-found', cluster: cluster.name, words, namespace, suggestions, unexamined: [], lacks };
};

/**
 * A name that no object of Kubernetes' own kinds has: it may be that of a custom resource, and what stands before its
 * slash a kind instead of a namespace.
 */
const whyElsewhere = async (
  cluster: Cluster,
  target: Target,
  lost: NotFound,
  now: Date,
): Promise<WhyOutcome> => {
  const { namespace, name, words } = target;
  if (namespace !== null && words.toLowerCase() === `${namespace}/${name}`) {
    const found = await findOutside(cluster, { kind: namespace, namespace: null, name });
    if (found.type === 'found' || found.type === 'ambiguous')
      return judgedOutside(cluster, target, found, now);
  }
  const found = await findAnyOutside(cluster, target);
  if (found.type === 'found' || found.type === 'ambiguous') return judgedOutside(cluster, target, found, now);
  const open = found.type === 'not-found' ? found.unexamined : [];
  return withLack(cluster, { ...lost, unexamined: [...lost.unexamined, ...open] });
};

/** Where nothing was found in a namespace, it may be that the namespace does not exist. */
const withLack = async (cluster: Cluster, lost: NotFound): Promise<NotFound> => {
  if (lost.namespace === null) return lost;
  const place = await findNamespace(cluster, lost.namespace);
  return place.type === 'not-found'
    ? { ...lost, lacks: { what: 'namespace', name: lost.namespace, near: place.suggestions } }
    : lost;
};

type Asked = { cluster: string; words: string };

/** Between two reads an object can be deleted. */
const gone = (asked: Asked, { namespace }: Target): WhyOutcome => ({
  ...asked,
  type: 'not-found',
  namespace,
  suggestions: [],
  unexamined: [],
});

/** What a name looks like that a ReplicaSet, StatefulSet or Job gave to its pod: it is tried as one before a search. */
const podName = /-(?:[bcdfghjklmnpqrstvwxz2456789]{5}|\d{1,3})$/;

/**
 * Find → collect → judge: why one target is unwell. Expected outcomes (no such object, several, a cluster that does not
 * answer) are values; it throws only where the code is wrong.
 */
export const why = async (cluster: Cluster, target: Target, now: Date): Promise<WhyOutcome> => {
  if (target.kind !== null && kindByWord(target.kind) === undefined)
    return whyOutside(cluster, { ...target, kind: target.kind }, now);
  const likelyPod = target.kind === null && podName.test(target.name);
  const exact = exactly(cluster, likelyPod ? { ...target, kind: 'Pod' } : target);
  const direct = exact === null ? null : await judged(cluster, exact, now);
  if (direct !== null) return direct;
  const found = await find(cluster, target);
  const asked = { cluster: cluster.name, words: target.words };
  switch (found.type) {
    case 'not-found': {
      const lost = { ...found, ...asked, namespace: target.namespace };
      return target.kind === null ? whyElsewhere(cluster, target, lost, now) : withLack(cluster, lost);
    }
    case 'ambiguous':
      return { ...found, ...asked };
    case 'unreadable':
      return unreadable(cluster.name, found.failure);
    case 'found':
      return (await judged(cluster, found.subject, now)) ?? gone(asked, target);
  }
};

/**
 * Why the one thing is unwell that files are about, which nobody need name: of a Deployment with its pods the Deployment.
 * Where they hold several, the outcome is `ambiguous` and its `words` are empty.
 */
export const whySole = async (cluster: Cluster, namespace: string | null, now: Date): Promise<WhyOutcome> => {
  const asked = { cluster: cluster.name, words: '' };
  const found = await findSole(cluster, namespace);
  switch (found.type) {
    case 'none':
      return { ...asked, type: 'not-found', namespace, suggestions: [], unexamined: [] };
    case 'several':
      return { ...asked, type: 'ambiguous', matches: found.matches };
    case 'unreadable':
      return unreadable(cluster.name, found.failure);
    case 'found': {
      const { kind, subject } = found;
      const words = `${kind.toLowerCase()}/${subject.name}`;
      const target = { words, kind, name: subject.name, namespace: subject.namespace, cluster: null };
      return why(cluster, target, now);
    }
  }
};
