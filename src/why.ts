import type { Answer, ObjectRef, WhyOutcome } from './answer.ts';
import type { Target } from './calls.ts';
import { answer } from './diagnosis/answer.ts';
import { manifestAnswer } from './diagnosis/manifest-answer.ts';
import { collect, collectOutside } from './facts/collect.ts';
import type { Facts, Subject } from './facts/facts.ts';
import { findOutside } from './facts/find-outside.ts';
import { findSole } from './facts/find-sole.ts';
import { find } from './facts/find.ts';
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
  manifestAnswer(facts, subject) ?? answer(facts, subject);

/** A kind that is not Kubernetes' own: the cluster is asked whether it serves one of that name. */
const whyOutside = async (
  cluster: Cluster,
  target: Target & { kind: string },
  now: Date,
): Promise<WhyOutcome> => {
  const asked = { cluster: cluster.name, words: target.words };
  const found = await findOutside(cluster, target);
  switch (found.type) {
    case 'not-found':
      return { ...found, ...asked, namespace: target.namespace };
    case 'ambiguous':
      return { ...found, ...asked };
    case 'unreadable':
      return unreadable(cluster.name, found.failure);
    case 'found': {
      const collected = await collectOutside(cluster, found.subject, found.kind, found.family, now);
      if (!collected.ok) return unreadable(cluster.name, collected.failure);
      if (collected.value === null) return gone(asked, target);
      return { type: 'answer', answer: answer(collected.value.facts, collected.value.subject) };
    }
  }
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
    case 'not-found':
      return { ...found, ...asked, namespace: target.namespace };
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
