import { expect, test } from '@jest/globals';

import { recordedCluster } from '../../src/cluster/recorded.ts';
import type { RecordedObject } from '../../src/cluster/recording-format.ts';
import { emptyRecording } from '../../src/cluster/recording-format.ts';
import { find } from '../../src/facts/find.ts';

const event = (kind: string, name: string, reason: string, type: string, at: string): RecordedObject => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name: `${name}.${reason.toLowerCase()}`, namespace: 'shop' },
  involvedObject: { kind, namespace: 'shop', name },
  reason,
  message: `${reason} it`,
  type,
  lastTimestamp: at,
});

const cluster = recordedCluster('test', {
  ...emptyRecording(),
  objects: [
    event('Pod', 'web-1', 'Killing', 'Normal', '2026-01-01T10:00:03Z'),
    event('Pod', 'web-1', 'BackOff', 'Warning', '2026-01-01T10:00:01Z'),
    event('ConfigMap', 'web-1', 'Odd', 'Warning', '2026-01-01T10:00:02Z'),
    event('Pod', 'web-2', 'Killing', 'Normal', '2026-01-01T10:00:04Z'),
  ],
});

const asked = (kind: string | null, namespace: string | null) => ({
  words: 'web-1',
  kind,
  name: 'web-1',
  namespace,
  cluster: null,
});

const told = [
  { from: 'event', object: 'Pod shop/web-1', text: 'BackOff: BackOff it', at: '2026-01-01T10:00:01Z' },
  { from: 'event', object: 'Pod shop/web-1', text: 'Killing: Killing it', at: '2026-01-01T10:00:03Z' },
];

test.each([
  ['Pod', 'shop'],
  ['Pod', null],
  [null, 'shop'],
])('what events tell of an object that is gone, asked as %s in %s', async (kind, namespace) => {
  expect(await find(cluster, asked(kind, namespace))).toEqual({
    type: 'not-found',
    suggestions: [],
    unexamined: [],
    traces: told,
  });
});

test('nothing is told of another kind or another namespace', async () => {
  const nothing = { type: 'not-found', suggestions: [], unexamined: [] };
  expect(await find(cluster, asked('Deployment', 'shop'))).toEqual(nothing);
  expect(await find(cluster, asked('Pod', 'shipping'))).toEqual(nothing);
});
