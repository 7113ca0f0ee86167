import { controllerOf, isTroubled } from '../pods.ts';
import type { Want, Wanting } from './want.ts';

/** The StatefulSet of a pod that is unwell: it may want another revision of it by now. */
export const ownerSets: Wanting = {
  id: 'owner-sets',
  rights: [{ kind: 'StatefulSet', verb: 'get' }],
  wants: ({ facts, subject, pods }) =>
    pods.slice(0, subject.kind === 'Pod' ? 1 : 0).flatMap((pod): Want[] => {
      const owner = controllerOf(pod);
      const namespace = pod.metadata?.namespace ?? null;
      return owner?.kind === 'StatefulSet' && isTroubled(facts, pod)
        ? [{ read: 'get', kind: 'StatefulSet', namespace, name: owner.name, spare: true }]
        : [];
    }),
};
