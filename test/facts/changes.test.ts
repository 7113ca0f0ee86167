import { expect, test } from '@jest/globals';

import { changesOf } from '../../src/facts/changes/index.ts';
import type { Facts } from '../../src/facts/facts.ts';
import { neighbourhood } from '../../src/facts/related.ts';
import { someFacts } from './some-facts.ts';

const owner = (kind: string, name: string) => [{ kind, name, uid: name, controller: true, apiVersion: 'v1' }];
const write = (manager: string, time: string, fields: object) => ({
  manager,
  time,
  operation: 'Update',
  fieldsV1: fields,
});

const shop: Partial<Facts['objects']> = {
  Deployment: [
    {
      metadata: {
        name: 'web',
        namespace: 'shop',
        uid: 'web',
        creationTimestamp: '2026-11-20T00:00:00Z',
        managedFields: [
          write('helm', '2026-11-22T11:29:58Z', { 'f:spec': { 'f:template': {} } }),
          { manager: 'kubectl', operation: 'Update', subresource: 'scale' },
        ],
      },
      spec: { replicas: 3 },
    },
  ],
  ReplicaSet: [1, 2].map((number) => ({
    metadata: {
      name: `web-${number}`,
      namespace: 'shop',
      uid: `web-${number}`,
      creationTimestamp: number === 1 ? '2026-11-20T00:00:00Z' : '2026-11-22T11:30:00Z',
      annotations: { 'deployment.kubernetes.io/revision': String(number) },
      ownerReferences: owner('Deployment', 'web'),
    },
    spec: {
      replicas: number === 1 ? 0 : 3,
      template: {
        spec: {
          containers: [
            {
              name: 'app',
              image: `shop/web:v${number}`,
              resources: { limits: { memory: number === 1 ? '64Mi' : '32Mi' } },
            },
          ],
        },
      },
    },
  })),
  Pod: [
    {
      metadata: {
        name: 'web-2-x',
        namespace: 'shop',
        creationTimestamp: '2026-11-22T11:30:01Z',
        ownerReferences: owner('ReplicaSet', 'web-2'),
      },
      spec: {
        nodeName: 'node-a',
        containers: [{ name: 'app', envFrom: [{ configMapRef: { name: 'settings' } }] }],
      },
      status: {
        phase: 'Running',
        startTime: '2026-11-22T11:30:01Z',
        conditions: [{ type: 'Ready', status: 'False', lastTransitionTime: '2026-11-22T11:50:00Z' }],
        containerStatuses: [
          { name: 'app', restartCount: 2, state: { waiting: { reason: 'CrashLoopBackOff' } } },
        ],
      },
    },
  ],
  ConfigMap: ['settings', 'other'].map((name) => ({
    metadata: {
      name,
      namespace: 'shop',
      creationTimestamp: '2026-11-19T00:00:00Z',
      managedFields: [
        write('kubectl-edit', '2026-11-22T11:48:00Z', { 'f:data': {} }),
        write('kubectl-annotate', '2026-11-22T11:49:00Z', {}),
        write('kubectl-edit', '2026-11-22T11:58:00Z', { 'f:metadata': {} }),
      ],
    },
  })),
  Node: [
    {
      metadata: {
        name: 'node-a',
        managedFields: [
          write('kubectl-cordon', '2026-11-22T11:40:00Z', { 'f:spec': { 'f:unschedulable': {} } }),
        ],
      },
      spec: {
        unschedulable: true,
        taints: [
          {
            key: 'node.kubernetes.io/unschedulable',
            effect: 'NoSchedule',
            timeAdded: '2026-11-22T11:40:00Z',
          },
        ],
      },
    },
  ],
  Event: [
    {
      metadata: {},
      reason: 'ScalingReplicaSet',
      message: 'Scaled up replica set web-2 from 2 to 3',
      lastTimestamp: '2026-11-22T11:45:00Z',
      involvedObject: { kind: 'Deployment', namespace: 'shop', name: 'web' },
    },
    {
      metadata: {},
      reason: 'ScalingReplicaSet',
      message: 'Scaled up replica set web-2 from 0 to 3',
      lastTimestamp: '2026-11-22T11:30:01Z',
      involvedObject: { kind: 'Deployment', namespace: 'shop', name: 'web' },
    },
  ],
};

test('what changed before the first bad moment, newest first, and who did it', () => {
  const facts = someFacts(shop);
  const near = neighbourhood(facts, { kind: 'Deployment', namespace: 'shop', name: 'web' });
  expect(changesOf(facts, near).map(({ at, what, by }) => [at, what, by])).toEqual([
    ['2026-11-22T11:48:00Z', 'ConfigMap shop/settings was edited', 'kubectl edit'],
    ['2026-11-22T11:45:00Z', 'Deployment shop/web was scaled from 2 to 3', 'kubectl'],
    ['2026-11-22T11:40:00Z', 'Node node-a was cordoned', 'kubectl cordon'],
    [
      '2026-11-22T11:30:00Z',
      'revision 2 of web: image shop/web:v1 → shop/web:v2 (container app); resources.limits.memory 64Mi → 32Mi (container app)',
      'helm',
    ],
  ]);
});

test('what came after the first bad moment did not break it', () => {
  const facts = someFacts({
    ...shop,
    ConfigMap: [
      {
        metadata: {
          name: 'settings',
          namespace: 'shop',
          creationTimestamp: '2026-11-19T00:00:00Z',
          managedFields: [write('kubectl-edit', '2026-11-22T11:55:00Z', { 'f:data': {} })],
        },
      },
    ],
  });
  const near = neighbourhood(facts, { kind: 'Service', namespace: 'shop', name: 'web' });
  expect(changesOf(facts, near)).toEqual([]);
  const own = neighbourhood(facts, { kind: 'Pod', namespace: 'shop', name: 'web-2-x' });
  expect(changesOf(facts, own).map(({ what }) => what)).not.toContain('ConfigMap shop/settings was edited');
});
