import { eventsOf, seenAt } from '../events.ts';
import { nameOf, keyOf, refOf } from '../refs.ts';
import type { ChangeSource, KnownChange } from './change.ts';

const scaled = /^Scaled (?:up|down) replica set (\S+) from (\d+) to (\d+)/;

/** Within so long of its making a ReplicaSet grows because of its rollout. Milliseconds. */
const rolloutMs = 10 * 60 * 1000;

/**
 * Scales of the Deployments around, by the events of their controller: the API server keeps no time for a write of the
 * `scale` subresource, only who made one.
 */
export const scales: ChangeSource = (facts, { above, below }) =>
  facts.objects.Deployment.flatMap((deployment): KnownChange[] => {
    const object = refOf('Deployment', deployment);
    if (!above.has(keyOf(object)) && !below.has(keyOf(object))) return [];
    const writer = deployment.metadata?.managedFields?.find(({ subresource }) => subresource === 'scale');
    const by =
      writer?.manager === 'kube-controller-manager'
        ? 'the HorizontalPodAutoscaler'
        : (writer?.manager ?? null);
    return eventsOf(facts, object, 'ScalingReplicaSet').flatMap((event): KnownChange[] => {
      const [, name, before, after] = scaled.exec(event.message ?? '') ?? [];
      const at = seenAt(event);
      const set = facts.objects.ReplicaSet.find(
        ({ metadata }) => metadata?.name === name && metadata?.namespace === object.namespace,
      );
      const wanted = deployment.spec?.replicas ?? 1;
      // The last ReplicaSet of a rollout ends where the Deployment wants it; an old one ends at none.
      if (at === null || before === undefined || after === undefined || Number(after) !== wanted) return [];
      const young = Date.parse(at) - Date.parse(set?.metadata?.creationTimestamp ?? at) < rolloutMs;
      return young || set?.spec?.replicas !== wanted
        ? []
        : [
            {
              at,
              what: `${nameOf(object)} was scaled from ${before} to ${after}`,
              by,
              object,
              rollout: null,
            },
          ];
    });
  });
