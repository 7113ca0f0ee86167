import { readFileSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';

import type { ProblemGroup, Problems } from '../../src/answer.ts';
import { parseRecording } from '../../src/cluster/parse-recording.ts';
import { recordedCluster } from '../../src/cluster/recorded.ts';
import type { RecordedObject, Recording } from '../../src/cluster/recording-format.ts';
import { emptyRecording } from '../../src/cluster/recording-format.ts';
import { nameOf } from '../../src/facts/refs.ts';
import { problems } from '../../src/problems.ts';
import { crashing, says } from './crashing.ts';

const recordingOf = (path: string): Recording => {
  const file = `test/cases/${path}.yaml`;
  const read = parseRecording(readFileSync(file, 'utf8'), file);
  if (!read.ok) throw new Error(read.complaint.expected);
  return read.recording;
};

const overviewOf = async (recording: Recording, namespace: string | null): Promise<Problems> => {
  const outcome = await problems(
    recordedCluster('test', recording),
    namespace,
    new Date(recording.at ?? '2026-11-22T12:00:00Z'),
  );
  if (outcome.type !== 'problems') throw new Error(outcome.type);
  return outcome.problems;
};

const inShort = ({ cause, objects, effects }: ProblemGroup): string =>
  `${cause}: ${objects.map(nameOf).join(', ')}${effects.length === 0 ? '' : ` → ${effects.map(nameOf).join(', ')}`}`;

const shortly = async (recording: Recording, namespace: string | null): Promise<string[]> =>
  (await overviewOf(recording, namespace)).groups.map(inShort);

describe('an overview', () => {
  test('names the root, and under it what follows from it', async () => {
    expect(await shortly(recordingOf('dependency-unreachable/behind-an-ingress'), 'run-shop')).toEqual([
      'crash-loop: Pod run-shop/db-c5c9d97c6-7d6cw → Deployment run-shop/shop, Pod run-shop/shop-854d5fb794-6st8s, Pod run-shop/shop-854d5fb794-b45nm, Service run-shop/db, Service run-shop/shop, Ingress run-shop/shop',
      'ingress-class-missing: Ingress run-shop/shop',
    ]);
  });

  test('reads logs and policies, so that a policy is the root of what it shuts off', async () => {
    expect(await shortly(recordingOf('network-policy-blocks/label'), 'net-pol')).toEqual([
      'network-policy-blocks: NetworkPolicy net-pol/api-clients → Pod net-pol/web-6d74c55b99-bldkt',
    ]);
  });

  test('reads the certificates that Ingresses name', async () => {
    expect(await shortly(recordingOf('ingress-certificate/expired'), 'net-tls')).toEqual([
      'ingress-certificate: Ingress net-tls/expired',
    ]);
  });

  test('looks for what RoleBindings name, but of those that every cluster has', async () => {
    const recording = recordingOf('binding-dangling/service-account');
    const labels = { 'kubernetes.io/bootstrapping': 'rbac-defaults' };
    const built = recording.objects.map((object) =>
      object.kind === 'RoleBinding' ? { ...object, metadata: { ...object.metadata, labels } } : object,
    );
    expect(await shortly(recording, 'nod-a')).toEqual(['binding-dangling: RoleBinding nod-a/importer-views']);
    expect(await shortly({ ...recording, objects: built }, 'nod-a')).toEqual([]);
  });

  test('says once that Secrets may not be read', async () => {
    const recording = recordingOf('ingress-certificate/expired');
    const [ingress] = recording.objects.filter(({ kind }) => kind === 'Ingress');
    if (ingress === undefined) throw new Error('no Ingress');
    const more = { ...ingress, metadata: { name: 'more', namespace: 'net-tls' }, spec: tls('one', 'two') };
    const refused = { resource: 'secrets', reason: 'forbidden', message: '' } as const;
    const overview = await overviewOf(
      { ...recording, objects: [...recording.objects, more], refusals: [refused] },
      'net-tls',
    );
    expect(overview.unexamined.filter(({ what }) => what.includes('Secret'))).toEqual([
      { what: 'Secret cert-expired and 2 more secrets', why: 'the bot may not read it' },
    ]);
  });
});

const tls = (...names: string[]) => ({
  tls: names.map((secretName) => ({ secretName, hosts: [`${secretName}.example.com`] })),
});

const podOn = (nodeName: string): RecordedObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web-1', namespace: 'shop' },
  spec: { nodeName, containers: [{ name: 'app' }] },
  status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
});

describe('an overview of one namespace', () => {
  const lost = recordingOf('node-lost/never-reported');

  test('leaves out nodes that carry nothing of it', async () => {
    expect(await shortly({ ...lost, objects: [...lost.objects, podOn('another')] }, 'shop')).toEqual([]);
  });

  test('names a lost node that carries a pod of it', async () => {
    expect(await shortly({ ...lost, objects: [...lost.objects, podOn('batch-1')] }, 'shop')).toEqual([
      'node-lost: Node batch-1 → Pod shop/web-1',
    ]);
  });
});

test('workloads that miss the same thing outside the cluster are one problem', async () => {
  const names = ['cart', 'mail', 'tax'];
  const text = 'Error: dial tcp: connect to rates.example.com:443: connection timed out\n';
  const { groups } = await overviewOf(
    {
      ...emptyRecording(),
      objects: names.flatMap(crashing),
      logs: names.map((name) => says(name, text)),
    },
    'shop',
  );
  expect(groups.map(({ summary, count }) => ({ summary, count }))).toEqual([
    {
      summary:
        'rates.example.com:443 cannot be reached (no answer in time): it is outside the cluster (3 pods)',
      count: 3,
    },
  ]);
});

test('beyond twenty logs of one namespace the rest is said to be not examined', async () => {
  const names = Array.from({ length: 25 }, (_, index) => `app-${index}`);
  const { groups, unexamined } = await overviewOf(
    {
      ...emptyRecording(),
      objects: names.flatMap(crashing),
      logs: names.map((name) => says(name, 'fatal: no such table\n')),
    },
    'shop',
  );
  expect(groups.filter(({ summary }) => summary.includes('no such table'))).toHaveLength(20);
  expect(groups).toHaveLength(25);
  expect(unexamined).toEqual([
    {
      what: 'logs of 5 more failing containers',
      why: 'an overview reads at most 20 of them; ask about one with why',
    },
  ]);
});

test('of one severity come first what has no ready pod and lost nodes, and a lone custom resource last', async () => {
  const widget: RecordedObject = {
    apiVersion: 'example.com/v1',
    kind: 'Widget',
    metadata: { name: 'a', namespace: 'shop' },
    status: { conditions: [{ type: 'Ready', status: 'False', reason: 'Full', message: 'no slot' }] },
  };
  const service: RecordedObject = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'front', namespace: 'shop' },
    spec: { selector: { app: 'cart' }, ports: [{ port: 80 }] },
  };
  const lost = recordingOf('node-lost/never-reported');
  const objects = [...lost.objects, widget, service, ...crashing('cart')];
  expect(await shortly({ ...lost, objects }, null)).toEqual([
    'crash-loop: Pod shop/cart → Service shop/front',
    'node-lost: Node batch-1',
    'custom-resource-not-ready: Widget shop/a',
  ]);
});
