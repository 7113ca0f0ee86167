import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { create } from 'tar';

import { filesCluster } from '../../src/cluster/files-cluster.ts';
import { readFiles } from '../../src/cluster/recording-files.ts';
import type { Cluster } from '../../src/ports.ts';
import { why } from '../../src/why.ts';
import type { Shop } from './bundle-folders.ts';
import {
  dumpFolder,
  dumpStream,
  mustGatherFolder,
  recordedShop,
  supportBundleFolder,
  writeFiles,
} from './bundle-folders.ts';

// Each test writes and reads hundreds of files.
jest.setTimeout(60_000);

let folder: string;
let shop: Shop;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kubewhy-bundles-'));
  shop = await recordedShop();
});
afterAll(() => rmSync(folder, { recursive: true }));

const today = '2030-01-01T00:00:00Z';

const opened = async (path: string): Promise<{ cluster: Cluster; now: Date; bundles: number }> => {
  const read = await readFiles([path], () => Promise.resolve(''), today);
  if (!read.ok) throw new Error(read.complaint.expected);
  const { recording, bundles, newest } = read;
  const cluster = await filesCluster('files', recording, bundles);
  return { cluster, now: new Date(newest ?? today), bundles: bundles.length };
};

const asked = async (path: string, words: string) => {
  const { cluster, now } = await opened(path);
  const [kind = '', name = ''] = words.split('/');
  const outcome = await why(cluster, { words, kind, name, namespace: 'shop', cluster: null }, now);
  if (outcome.type !== 'answer') throw new Error(`${words}: ${outcome.type}`);
  return outcome.answer;
};

const places = (): Record<string, string> => ({
  'cluster-info dump': writeFiles(join(folder, 'dump'), dumpFolder(shop)),
  'support bundle': writeFiles(join(folder, 'support'), supportBundleFolder(shop)),
  'older support bundle': writeFiles(join(folder, 'older'), supportBundleFolder(shop, true)),
  'must-gather': writeFiles(join(folder, 'gather'), mustGatherFolder(shop)),
});

test('every layout gives the same answers, as folder and as archive', async () => {
  for (const [layout, path] of Object.entries(places())) {
    const archive = `${path}.tar.gz`;
    // oxlint-disable-next-line no-await-in-loop
    await create({ file: archive, gzip: true, cwd: path }, ['.']);
    for (const source of [path, archive]) {
      // oxlint-disable-next-line no-await-in-loop
      const crashing = await asked(source, 'deployment/checkout');
      expect({ layout, state: crashing.state, quoted: JSON.stringify(crashing.findings) }).toEqual({
        layout,
        state: 'failing',
        quoted: expect.stringContaining('FATAL cannot connect to db.shop.svc:5432: connection refused'),
      });
      expect(JSON.stringify(crashing.findings)).not.toContain('123456789Z');
      // oxlint-disable-next-line no-await-in-loop
      const typo = await asked(source, 'service/web-typo');
      expect({ layout, found: typo.findings.map(({ cause, confidence }) => [cause, confidence]) }).toEqual({
        layout,
        found: [['service-selects-nothing', 'certain']],
      });
      // oxlint-disable-next-line no-await-in-loop
      expect({ layout, state: (await asked(source, 'deployment/web')).state }).toEqual({
        layout,
        state: 'healthy',
      });
    }
  }
});

test('a dump that was printed into one stream is the same', async () => {
  const path = join(folder, 'dump.txt');
  writeFileSync(path, dumpStream(shop));
  const answer = await asked(path, 'deployment/checkout');
  expect(JSON.stringify(answer.findings)).toContain('FATAL cannot connect to db.shop.svc:5432');
  expect(answer.unexamined.every(({ reason }) => reason === 'absent')).toBe(true);
});

test('what a layout never holds is not examined, and is no reason to conclude', async () => {
  const path = writeFiles(join(folder, 'dump'), dumpFolder(shop));
  const { cluster } = await opened(path);
  const query = { namespace: 'shop' };
  expect(await cluster.list('Ingress', query)).toEqual({
    ok: false,
    failure: { reason: 'absent', message: '' },
  });
  expect(await cluster.get('ConfigMap', 'shop', 'settings')).toMatchObject({ ok: false });
  expect(await cluster.list('DaemonSet', query)).toEqual({ ok: true, value: { items: [], next: null } });
  expect(await cluster.get('Deployment', 'shop', 'nowhere')).toEqual({ ok: true, value: null });
});

test('its time is the newest in it, and never that of today', async () => {
  const { now } = await opened(writeFiles(join(folder, 'gather'), mustGatherFolder(shop)));
  const text = JSON.stringify(shop.objects.filter(({ kind }) => ['Node', 'Event', 'Lease'].includes(kind)));
  expect(text).toContain(now.toISOString().slice(0, 16));
});

describe('files of no account', () => {
  test('a broken file of a bundle is what is not examined; one that is named is the complaint', async () => {
    const files = supportBundleFolder(shop);
    const broken = 'support-bundle-1/cluster-resources/events/shop.json';
    const path = writeFiles(join(folder, 'broken'), {
      ...files,
      [broken]: '{"kind": "EventList", "items": [',
    });
    const { unexamined, state } = await asked(path, 'deployment/checkout');
    expect(state).toBe('failing');
    expect(unexamined).toContainEqual({
      what: 'events in namespace shop',
      why: expect.stringMatching(/^a file could not be understood: .*events\/shop\.json, line \d+/),
    });
    expect(await readFiles([join(path, broken)], () => Promise.resolve(''), today)).toMatchObject({
      ok: false,
    });
  });

  test('what the collector was refused is told as it says it', async () => {
    const files = supportBundleFolder(shop);
    delete files['support-bundle-1/cluster-resources/pods/shop.json'];
    const message = 'pods is forbidden: User "x" cannot list resource "pods"';
    const path = writeFiles(join(folder, 'refused'), {
      ...files,
      'support-bundle-1/cluster-resources/pods-errors.json': JSON.stringify({ shop: message }),
    });
    const { cluster } = await opened(path);
    expect(await cluster.list('Pod', { namespace: 'shop' })).toEqual({
      ok: false,
      failure: { reason: 'forbidden', message },
    });
  });

  test('links are not followed, and paths that lead out of an archive are passed over', async () => {
    const path = writeFiles(join(folder, 'links'), mustGatherFolder(shop));
    symlinkSync('/etc', join(path, 'must-gather.local.1', 'etc'));
    expect((await asked(path, 'deployment/web')).state).toBe('healthy');
    const outside = join(folder, 'outside.yaml');
    writeFileSync(outside, '{apiVersion: v1, kind: Pod, metadata: {name: outside}}');
    const archive = join(folder, 'escape.tar');
    await create({ file: archive, cwd: path, preservePaths: true }, [outside]);
    expect(await readFiles([archive], () => Promise.resolve(''), today)).toMatchObject({
      ok: false,
      complaint: { expected: 'at least one Kubernetes object in YAML or JSON' },
    });
  });

  test('an archive that is torn, and one of another kind, are told', async () => {
    const torn = join(folder, 'torn.tar.gz');
    const path = writeFiles(join(folder, 'dump'), dumpFolder(shop));
    await create({ file: torn, gzip: true, cwd: path }, ['.']);
    const { readFileSync, truncateSync } = await import('node:fs');
    truncateSync(torn, Math.floor(readFileSync(torn).length / 2));
    const read = await readFiles([torn], () => Promise.resolve(''), today);
    expect(read).toMatchObject({
      ok: false,
      complaint: { expected: expect.stringMatching(/^an archive that is whole/) },
    });
    const zip = join(folder, 'x.zip');
    writeFileSync(zip, 'PK\u0003\u0004 and so on');
    expect(await readFiles([zip], () => Promise.resolve(''), today)).toMatchObject({
      ok: false,
      complaint: { expected: expect.stringContaining('unpack this zip archive first') },
    });
  });

  test('a folder of folders with manifests is no bundle: one of them is to be named', async () => {
    const path = writeFiles(join(folder, 'tree'), { 'apps/web/web.yaml': 'kind: Pod\n', 'README.md': '#' });
    expect(await readFiles([path], () => Promise.resolve(''), today)).toMatchObject({
      ok: false,
      complaint: { file: path, expected: expect.stringContaining(`such as ${join(path, 'apps/web')}`) },
    });
  });
});
