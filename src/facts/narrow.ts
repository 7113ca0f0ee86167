import type { ObjectRef } from '../answer.ts';
import type { Cluster } from '../ports.ts';
import type { Facts } from './facts.ts';
import { listed } from './harvest.ts';
import type { Harvest } from './harvest.ts';
import type { AnyObject } from './objects.ts';
import { isTroubled } from './pods.ts';
import { keyOf, refOf } from './refs.ts';
import { neighbourhood } from './related.ts';
import { toQuery } from './selectors.ts';
import { selectorOf } from './templates.ts';

/** Pages of 500 objects that are read of one kind before the rest is left unexamined. */
export const pagesAtMost = 100;
const podsAtMost = 10;

/**
 * In a namespace too big for one page, each list that goes on is read again for what belongs to the subject: by its
 * selector where it has one, else to the end. A pod is judged by itself: of its siblings one page is enough.
 */
export const narrow = (
  cluster: Cluster,
  subject: ObjectRef,
  object: AnyObject,
  lists: readonly Harvest[],
): Promise<Harvest>[] => {
  const selector = selectorOf(subject.kind, object);
  const namespace = subject.kind === 'Namespace' ? subject.name : subject.namespace;
  const selected = selector === undefined ? {} : { labels: toQuery(selector) };
  return lists
    .filter(({ truncated }) => truncated && subject.kind !== 'Pod')
    .flatMap(({ kind }) => (kind === null || kind === 'Event' ? [] : [kind]))
    .map((kind): Promise<Harvest> => {
      const narrows = kind === 'Pod' || kind === 'ReplicaSet';
      return listed(cluster, kind, { namespace, ...(narrows ? selected : {}) }, pagesAtMost);
    });
};

/** Where the events do not fit on one page: those of the subject, and of the pods below it that are in trouble. */
export const narrowEvents = (cluster: Cluster, subject: ObjectRef, facts: Facts): Promise<Harvest>[] => {
  const { below } = neighbourhood(facts, subject);
  const pods = facts.objects.Pod.filter(
    (pod) => below.has(keyOf(refOf('Pod', pod))) && isTroubled(facts, pod),
  );
  const sets = facts.objects.ReplicaSet.filter(
    (set) => below.has(keyOf(refOf('ReplicaSet', set))) && (set.spec?.replicas ?? 0) > 0,
  );
  const names = [
    subject,
    ...pods.slice(0, podsAtMost).map((pod) => refOf('Pod', pod)),
    ...sets.map((set) => refOf('ReplicaSet', set)),
  ];
  return names.map(({ namespace, name }) =>
    listed(cluster, 'Event', { namespace, fields: `involvedObject.name=${name}` }),
  );
};
