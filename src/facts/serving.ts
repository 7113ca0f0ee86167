import type { ObjectRef } from '../answer.ts';
import type { Facts } from './facts.ts';
import { controllerOf, isReady } from './pods.ts';
import { keyOf, refOf } from './refs.ts';
import { neighbourhood } from './related.ts';

/** How many pods of an object are ready, and the words a healthy answer ends with (`: 2 of 2 pods ready`). */
export const serving = (
  facts: Facts,
  subject: ObjectRef,
): { ready: number; total: number; words: string } => {
  const { below } = neighbourhood(facts, subject);
  const pods =
    subject.kind === 'Node'
      ? []
      : facts.objects.Pod.filter(
          (pod) =>
            below.has(keyOf(refOf('Pod', pod))) &&
            pod.metadata?.deletionTimestamp === undefined &&
            !['Job'].includes(controllerOf(pod)?.kind ?? '') &&
            pod.status?.phase !== 'Succeeded',
        );
  const ready = pods.filter(isReady).length;
  return {
    ready,
    total: pods.length,
    words: pods.length === 0 ? '' : `: ${ready} of ${pods.length} pods ready`,
  };
};
