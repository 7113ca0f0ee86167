import { claimsOf } from '../claims.ts';
import { hasDefaults } from '../limit-defaults.ts';
import type { Pod } from '../objects.ts';
import { placedPods } from '../placement/placed-pods.ts';
import { refusalsIn } from '../placement/sentence.ts';
import type { SchedulingProblem } from '../placement/sentence.ts';
import { conditionOf } from '../pods.ts';
import type { Want, Wanting } from './want.ts';

const volumesAtMost = 4;

const settledByPods: readonly SchedulingProblem[] = [
  'resources',
  'pods',
  'port',
  'affinity',
  'cordon',
  'taint',
];

const sentenceOf = (pod: Pod): string => {
  const condition = conditionOf(pod, 'PodScheduled');
  return condition?.status === 'False' ? (condition.message ?? '') : '';
};

const everywhere = { namespace: null };

/** Where the scheduler refuses a pod: what is left on the nodes, and where its volumes can be used. */
export const placement: Wanting = {
  id: 'placement',
  rights: [
    { kind: 'Pod', verb: 'list' },
    { kind: 'PersistentVolume', verb: 'get' },
    { kind: 'StorageClass', verb: 'list' },
    { kind: 'CSINode', verb: 'list' },
    { kind: 'VolumeAttachment', verb: 'list' },
    { kind: 'ResourceClaim', verb: 'list' },
    { kind: 'LimitRange', verb: 'list' },
  ],
  wants: ({ facts, pods }) => {
    const refused = pods.filter((pod) => sentenceOf(pod) !== '');
    const said = new Set(refused.flatMap((pod) => refusalsIn(sentenceOf(pod)).map(({ problem }) => problem)));
    const sentences = refused.map(sentenceOf).join('\n');
    // Of each node the scheduler names the first thing that keeps the pod away: behind it can be the volume.
    const claims = refused.flatMap((pod) => claimsOf(facts, pod));
    const volumes = [...new Set(claims.flatMap(({ spec }) => spec?.volumeName ?? []))];
    const waiting = claims.some(({ spec }) => spec?.volumeName === undefined);
    // Without its claim a pod does not even come before the scheduler.
    const device = pods.find(
      ({ spec }) => spec?.nodeName === undefined && (spec?.resourceClaims ?? []).length > 0,
    );
    // A request that nobody wrote is by a LimitRange of the namespace.
    const defaulted = refused.find(hasDefaults);
    // Of tainted and cordoned nodes it matters whether the pod would have room there.
    const onNodes = [...said].some((problem) => settledByPods.includes(problem));
    return [
      ...(onNodes ? [{ read: 'list', kind: 'Pod', query: placedPods } satisfies Want] : []),
      ...volumes
        .slice(0, volumesAtMost)
        .map((name): Want => ({ read: 'get', kind: 'PersistentVolume', namespace: null, name })),
      ...(waiting ? [{ read: 'list', kind: 'StorageClass', query: everywhere } satisfies Want] : []),
      ...(sentences.includes('max volume count')
        ? [
            { read: 'list', kind: 'CSINode', query: everywhere } satisfies Want,
            { read: 'list', kind: 'VolumeAttachment', query: everywhere } satisfies Want,
          ]
        : []),
      ...(defaulted === undefined || !said.has('resources')
        ? []
        : [
            {
              read: 'list',
              kind: 'LimitRange',
              query: { namespace: defaulted.metadata?.namespace ?? null },
              spare: true,
            } satisfies Want,
          ]),
      ...(device === undefined
        ? []
        : [
            {
              read: 'list',
              kind: 'ResourceClaim',
              query: { namespace: device.metadata?.namespace ?? null },
            } satisfies Want,
          ]),
    ];
  },
};
