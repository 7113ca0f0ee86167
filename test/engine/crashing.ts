import type { RecordedLog, RecordedObject } from '../../src/cluster/recording-format.ts';

/** A Deployment whose one pod exits again and again. */
export const crashing = (name: string): RecordedObject[] => {
  const owner = (kind: string) => [
    { apiVersion: 'apps/v1', kind, name, uid: `${kind}-${name}`, controller: true },
  ];
  const at = '2026-11-22T11:00:00Z';
  const end = { exitCode: 1, reason: 'Error', startedAt: at, finishedAt: '2026-11-22T11:58:00Z' };
  const metadata = { name, namespace: 'shop', creationTimestamp: at };
  const selector = { matchLabels: { app: name } };
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { ...metadata, uid: `Deployment-${name}` },
      spec: { replicas: 1, selector },
      status: { replicas: 1 },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { ...metadata, uid: `ReplicaSet-${name}`, ownerReferences: owner('Deployment') },
      spec: { replicas: 1, selector },
    },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { ...metadata, labels: { app: name }, ownerReferences: owner('ReplicaSet') },
      spec: { restartPolicy: 'Always', containers: [{ name }] },
      status: {
        phase: 'Running',
        startTime: at,
        conditions: [
          { type: 'PodScheduled', status: 'True', lastTransitionTime: at },
          { type: 'Ready', status: 'False', lastTransitionTime: at },
        ],
        containerStatuses: [
          {
            name,
            restartCount: 9,
            ready: false,
            state: { waiting: { reason: 'CrashLoopBackOff' } },
            lastState: { terminated: end },
          },
        ],
      },
    },
  ];
};

/** What the run of a pod of `crashing` that ended had said. */
export const says = (pod: string, text: string): RecordedLog => ({
  namespace: 'shop',
  pod,
  container: pod,
  previous: true,
  text,
});
