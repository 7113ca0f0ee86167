import { keyOf, refOf } from '../refs.ts';
import type { Wanting } from './want.ts';

/** What the admission webhook of the VerticalPodAutoscaler notes on each pod it changes. */
const note = 'vpaUpdates';

const kind = {
  group: 'autoscaling.k8s.io',
  version: 'v1',
  kind: 'VerticalPodAutoscaler',
  plural: 'verticalpodautoscalers',
  namespaced: true,
};

/** Where the pods of an autoscaler bear the mark of a VerticalPodAutoscaler: those of the namespace. */
export const verticalScalers: Wanting = {
  id: 'vertical-scalers',
  rights: [],
  wants: ({ facts, near, pods }) => {
    const marked = pods.find(({ metadata }) => metadata?.annotations?.[note] !== undefined);
    const scaled = facts.objects.HorizontalPodAutoscaler.some((scaler) =>
      near.below.has(keyOf(refOf('HorizontalPodAutoscaler', scaler))),
    );
    return marked === undefined || !scaled
      ? []
      : [{ read: 'outside', kind, namespace: marked.metadata?.namespace ?? null, name: null }];
  },
};
