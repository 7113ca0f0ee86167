import { expect, test } from '@jest/globals';

import { recordedCluster } from '../../src/cluster/recorded.ts';
import type { RecordedObject } from '../../src/cluster/recording-format.ts';
import { emptyRecording } from '../../src/cluster/recording-format.ts';
import { why } from '../../src/why.ts';

const now = new Date('2026-11-22T12:00:00Z');
const old = '2026-11-22T10:00:00Z';

const pod = (name: string, app: string, rest: object): RecordedObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'big', labels: { app }, creationTimestamp: old },
  ...rest,
});
const event = (name: string, about: string, reason: string, message: string): RecordedObject => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name, namespace: 'big' },
  involvedObject: { kind: 'Pod', namespace: 'big', name: about, fieldPath: 'spec.containers{app}' },
  reason,
  message,
  lastTimestamp: '2026-11-22T11:59:00Z',
});

/** A namespace in which what matters stands beyond the first page of every list. */
const big = () => {
  const crowd = Array.from({ length: 700 }, (_, index) => `a-${String(index).padStart(4, '0')}`);
  const ready = { status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] } };
  const killed = {
    spec: {
      restartPolicy: 'Always',
      containers: [{ name: 'app', livenessProbe: { tcpSocket: { port: 9 } } }],
    },
    status: {
      phase: 'Running',
      startTime: old,
      conditions: [{ type: 'Ready', status: 'False' }],
      containerStatuses: [
        {
          name: 'app',
          restartCount: 4,
          state: { waiting: { reason: 'CrashLoopBackOff' } },
          lastState: { terminated: { exitCode: 137, reason: 'Error', finishedAt: '2026-11-22T11:59:05Z' } },
        },
      ],
    },
  };
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'z', namespace: 'big', uid: 'd' },
    spec: { replicas: 1, selector: { matchLabels: { app: 'z' } } },
  };
  const set = {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: 'z-1',
      namespace: 'big',
      uid: 'r',
      labels: { app: 'z' },
      ownerReferences: [{ kind: 'Deployment', name: 'z', uid: 'd', controller: true, apiVersion: 'apps/v1' }],
    },
    spec: { replicas: 1, selector: { matchLabels: { app: 'z' } } },
  };
  const owned = pod('z-1-x', 'z', killed);
  owned.metadata.ownerReferences = [
    { kind: 'ReplicaSet', name: 'z-1', uid: 'r', controller: true, apiVersion: 'apps/v1' },
  ];
  return recordedCluster('test', {
    ...emptyRecording(),
    objects: [
      deployment,
      set,
      owned,
      ...crowd.map((name) => pod(name, 'a', ready)),
      ...crowd.map((name) => event(`${name}.1`, name, 'Pulled', 'ok')),
      event('z-1-x.1', 'z-1-x', 'Killing', 'Container app failed liveness probe, will be restarted'),
    ],
  });
};

test('in a crowded namespace the pods and events of the subject are found beyond the first page', async () => {
  const target = { words: 'z', kind: 'deployment', name: 'z', namespace: 'big', cluster: null };
  const outcome = await why(big(), target, now);
  const findings =
    outcome.type === 'answer'
      ? outcome.answer.findings.map(({ cause, confidence }) => `${cause} ${confidence}`)
      : [];
  expect(findings).toEqual(['liveness-kill certain']);
});
