import { expect, test } from '@jest/globals';

import { formatRecording } from '../../src/cluster/format-recording.ts';
import { parseRecording } from '../../src/cluster/parse-recording.ts';
import { recordedCluster } from '../../src/cluster/recorded.ts';
import { recordReads } from '../../src/cluster/recording.ts';
import type { Cluster } from '../../src/ports.ts';
import { shopRecording } from './shop-recording.ts';

const log = {
  namespace: 'shop',
  pod: 'web-1',
  container: 'app',
  previous: false,
  tailLines: 2,
  limitBytes: 99,
};

const ask = (cluster: Cluster): Promise<unknown[]> =>
  Promise.all([
    cluster.list('Pod', { namespace: 'shop', metadataOnly: true }),
    cluster.get('Pod', 'shop', 'web-1'),
    cluster.get('Secret', 'shop', 'keys'),
    cluster.list('Secret', { namespace: 'shop' }),
    cluster.list('Node', { namespace: null }),
    cluster.log(log),
    cluster.log({ ...log, previous: true }),
  ]);

const source = (): Cluster =>
  recordedCluster('shop-test', {
    ...shopRecording(),
    objects: shopRecording().objects.map((object) => ({
      ...object,
      metadata: { ...object.metadata, managedFields: [{ manager: 'kubectl', fieldsV1: { 'f:spec': {} } }] },
    })),
    refusals: [{ resource: 'nodes', reason: 'forbidden', message: 'nodes is forbidden' }],
  });

const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, field: unknown) => (key === 'managedFields' ? undefined : field)));

test('what was read through it gives the same answers again, and no more', async () => {
  const { cluster, recording } = recordReads(source());
  const answers = await ask(cluster);
  const made = recording(new Date('2026-11-22T10:00:00Z'));
  const text = formatRecording(made);
  const back = parseRecording(text, 'x');
  expect(back).toEqual({ ok: true, recording: JSON.parse(JSON.stringify(made)) });
  expect(made.objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    'Pod web-1',
    'Pod web-2',
    'Secret keys',
  ]);
  expect(text).not.toMatch(/hunter|aHVudGVyMg/);
  const replayed = await ask(recordedCluster('shop-test', made));
  expect(plain(replayed)).toEqual(plain(answers));
});

test('the order of reads does not show', async () => {
  const [one, other] = [recordReads(source()), recordReads(source())];
  await one.cluster.get('Pod', 'shop', 'web-1');
  await one.cluster.get('Pod', 'shop', 'web-2');
  await other.cluster.list('Pod', { namespace: 'shop' });
  const at = new Date(0);
  expect(formatRecording(one.recording(at))).toBe(formatRecording(other.recording(at)));
});
