import { expect, test } from '@jest/globals';

import { fitShape, misfitOf } from '../../src/cluster/fit-shape.ts';
import { recordedCluster } from '../../src/cluster/recorded.ts';
import { emptyRecording } from '../../src/cluster/recording-format.ts';
import { readPage } from '../../src/cluster/wire.ts';
import { kindOf } from '../../src/facts/kinds.ts';
import { why } from '../../src/why.ts';

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'web-1',
    namespace: 'shop',
    labels: { app: 'web' },
    creationTimestamp: '2026-01-01T10:00:00Z',
  },
  spec: {
    containers: [
      {
        name: 'app',
        ports: [{ containerPort: 80 }],
        readinessProbe: { httpGet: { port: 'http' }, periodSeconds: 5 },
        resources: { limits: { cpu: '1' } },
      },
    ],
  },
  status: { phase: 'Running', newField: { of: ['a later version'] } },
};
const [container] = pod.spec.containers;

test('an object that is right comes back as it is', () => {
  const { object, wrong } = fitShape('Pod', pod);
  expect(object).toBe(pod);
  expect(wrong).toEqual([]);
});

test.each([
  ['a text for an object', { metadata: { ...pod.metadata, labels: 5 } }, 'metadata.labels'],
  ['a list for an object', { status: [] }, 'status'],
  ['an object for a list', { spec: { containers: {} } }, 'spec.containers'],
  ['a number among the items', { spec: { containers: [container, 5] } }, 'spec.containers[1]'],
  ['a list in a map', { metadata: { ...pod.metadata, labels: { app: ['web'] } } }, 'metadata.labels.app'],
  [
    'a text for a number',
    { spec: { terminationGracePeriodSeconds: '30' } },
    'spec.terminationGracePeriodSeconds',
  ],
  ['a number that is none', { spec: { priority: Number.NaN } }, 'spec.priority'],
  ['a number beyond all integers', { spec: { priority: 1e308 } }, 'spec.priority'],
  ['a text for yes or no', { spec: { hostNetwork: 'true' } }, 'spec.hostNetwork'],
  ['a truth for a text', { status: { phase: true } }, 'status.phase'],
  ['a day for a time', { status: { startTime: '2026-01-01' } }, 'status.startTime'],
  ['a time that no calendar has', { status: { startTime: '2026-13-40T99:99:99Z' } }, 'status.startTime'],
  [
    'a list for a port',
    { spec: { containers: [{ ...container, readinessProbe: { httpGet: { port: [80] } } }] } },
    'spec.containers[0].readinessProbe.httpGet.port',
  ],
])('%s is left out, and named', (_, change, path) => {
  const before = { ...pod, ...change };
  const kept = structuredClone(before);
  const { object, wrong } = fitShape('Pod', before);
  expect(wrong).toEqual([path]);
  expect(before).toEqual(kept);
  expect(fitShape('Pod', object)).toEqual({ object, wrong: [] });
});

test('numbers where texts belong are written out, nulls are absent, unknown fields stay', () => {
  const { object, wrong } = fitShape('Pod', {
    metadata: { name: 'web-1', labels: { version: 2 }, annotations: null },
    spec: { containers: [null, { name: 'app', resources: { limits: { cpu: 1 } } }], later: 5 },
  });
  expect({ object, wrong }).toEqual({
    object: {
      metadata: { name: 'web-1', labels: { version: '2' } },
      spec: { containers: [{ name: 'app', resources: { limits: { cpu: '1' } } }], later: 5 },
    },
    wrong: [],
  });
});

test('keys that every JavaScript object has are fields like others', () => {
  const labels: unknown = JSON.parse('{"__proto__": {"a": 1}, "constructor": 5, "toString": "x"}');
  const { object, wrong } = fitShape('Pod', { metadata: { labels } });
  expect(JSON.stringify(object)).toBe('{"metadata":{"labels":{"constructor":"5","toString":"x"}}}');
  expect(wrong).toEqual(['metadata.labels.__proto__']);
  const { labels: plain } = fitShape('Pod', { metadata: { labels: { app: 'web' } } }).object.metadata;
  expect(Reflect.get(plain, 'constructor')).toBeUndefined();
});

test('of a kind from outside Kubernetes only the metadata is known', () => {
  const { object, wrong } = fitShape(null, { metadata: { name: 'a', labels: [] }, spec: 5 });
  expect({ object, wrong }).toEqual({
    object: { metadata: { name: 'a' }, spec: 5 },
    wrong: ['metadata.labels'],
  });
});

test('what was left out has a name of its own', () => {
  expect(misfitOf('Pod', pod, ['a', 'b', 'c', 'd'])).toEqual(['a, b, c and more of Pod shop/web-1']);
  expect(misfitOf('Node', { metadata: { name: 'n1' } }, ['spec'])).toEqual(['spec of Node n1']);
  expect(misfitOf('Pod', pod, [])).toEqual([]);
});

test('an API server and a file say it alike', async () => {
  const broken = { ...pod, status: { phase: 5, conditions: {} } };
  const fromFile = await recordedCluster('files', { ...emptyRecording(), objects: [broken] }).list('Pod', {
    namespace: 'shop',
  });
  const page = readPage({ ...kindOf('Pod'), kind: 'Pod' }, JSON.stringify({ items: [broken] }), false);
  expect(fromFile).toEqual({ ok: true, value: page?.page, wrong: page?.wrong });
  expect(page?.wrong).toEqual(['status.conditions of Pod shop/web-1']);
});

test('what was left out is not examined, and nothing is called healthy for the lack of it', async () => {
  const status = {
    phase: 'Running',
    conditions: [
      { type: 'PodScheduled', status: 'True' },
      { type: 'Ready', status: 'True' },
    ],
    containerStatuses: [{ name: 'app', ready: true, restartCount: 0, state: { running: {} } }],
  };
  const objects = [{ ...pod, spec: { ...pod.spec, nodeName: 'n1', volumes: 5 }, status }];
  const target = { cluster: null, kind: 'pod', namespace: 'shop', name: 'web-1', words: 'web-1' };
  const outcome = await why(
    recordedCluster('files', { ...emptyRecording(), objects }),
    target,
    new Date('2026-01-01T10:01:00Z'),
  );
  expect(outcome).toMatchObject({
    type: 'answer',
    answer: {
      state: 'unknown',
      ruledOut: expect.not.arrayContaining(['image pulls']),
      unexamined: [
        {
          what: 'spec.volumes of Pod shop/web-1',
          why: 'it has a type that the Kubernetes API does not know there',
        },
      ],
    },
  });
});
