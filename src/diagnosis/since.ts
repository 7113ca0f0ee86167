import { askedNames } from '../facts/asked-names.ts';
import { firstBadMoment } from '../facts/changes/bad-moment.ts';
import type { KnownChange } from '../facts/changes/change.ts';
import { span } from '../facts/durations.ts';
import type { Facts } from '../facts/facts.ts';
import type { Pod } from '../facts/objects.ts';
import { containersOf, lastEnd } from '../facts/pods.ts';
import { keyOf, refOf, sameRef } from '../facts/refs.ts';
import { neighbourhood } from '../facts/related.ts';
import type { Link } from './chain.ts';

/** How soon after a change its pods must have been unwell for the change to be part of the sentence. */
const soonMs = 10 * 60 * 1000;

const ofRollout = ({ revision, brief }: NonNullable<KnownChange['rollout']>, ago: string): string[] => {
  const short = `, since revision ${revision} (${ago})`;
  return brief === null ? [short] : [`, since revision ${revision} (${brief}, ${ago})`, short];
};

/** Whether a pod reads an object that was edited, and has run: what never started did not read it. */
const hasRead = (pod: Pod, { object, edited }: KnownChange): boolean =>
  edited === true &&
  askedNames(pod).some(
    ({ kind, name }) =>
      kind === object.kind && name === object.name && (pod.metadata?.namespace ?? null) === object.namespace,
  ) &&
  containersOf(pod).some(
    ({ status }) => status?.state?.running !== undefined || lastEnd(status) !== undefined,
  );

/**
 * `, since revision 7 (image v2 → v3, 12 min ago)`, and shorter without what changed, where the pods of the first root came
 * with a rollout and never did well; `, since ConfigMap web was edited (3 min ago)` where they read it and were unwell
 * soon after; else nothing.
 */
export const sinceOf = (facts: Facts, changes: readonly KnownChange[], root: Link): string[] => {
  const { object } = root.judged.lead;
  const pod = facts.objects.Pod.find((one) => sameRef(refOf('Pod', one), object));
  if (pod === undefined) return [];
  const { above } = neighbourhood(facts, object);
  const made = Date.parse(pod.metadata?.creationTimestamp ?? '');
  const bad = Date.parse(firstBadMoment(facts, { below: new Set([keyOf(object)]), above }) ?? '');
  for (const change of changes) {
    const at = Date.parse(change.at);
    const ago = `${span(Date.parse(facts.now) - at)} ago`;
    if (!(bad - at < soonMs)) continue;
    const { rollout } = change;
    // A pod that is made again has the name of its set, not of its revision: only times tell.
    if (rollout !== null && above.has(keyOf(change.object)) && made >= at - 1000)
      return ofRollout(rollout, ago);
    if (hasRead(pod, change))
      return [`, since ${change.object.kind} ${change.object.name} was edited (${ago})`];
  }
  return [];
};
