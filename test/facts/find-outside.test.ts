import { describe, expect, test } from '@jest/globals';

import { readDiscovery } from '../../src/cluster/outside.ts';
import { recordedCluster } from '../../src/cluster/recorded.ts';
import { emptyRecording } from '../../src/cluster/recording-format.ts';
import { why } from '../../src/why.ts';

const widget = (name: string, namespace: string) => ({
  apiVersion: 'widgets.example.com/v1',
  kind: 'SbWidget',
  metadata: { name, namespace },
  status: { conditions: [{ type: 'Ready', status: 'False', reason: 'Full', message: 'no slot is free' }] },
});
const plain = recordedCluster('test', {
  ...emptyRecording(),
  objects: [widget('w2', 'shop'), { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }],
});
const cluster = {
  ...plain,
  discover: async () => {
    const served = await plain.discover();
    return served.ok
      ? { ok: true as const, value: served.value.map((kind) => ({ ...kind, words: ['sbwidget', 'sw'] })) }
      : served;
  },
};
const ask = (kind: string | null, name: string, namespace: string | null, words = name) =>
  why(cluster, { words, kind, name, namespace, cluster: null }, new Date('2026-03-01T10:00:00Z'));

describe('an object of a kind from outside', () => {
  test.each([['sbwidget'], ['sbwidgets'], ['SbWidget'], ['sw'], ['sbwidgets.widgets.example.com']])(
    'is found by the word %s',
    async (kind) => {
      expect(await ask(kind, 'w2', 'shop')).toMatchObject({
        type: 'answer',
        answer: { target: { kind: 'SbWidget', namespace: 'shop', name: 'w2' }, state: 'failing' },
      });
    },
  );

  test('is found by its name alone, and where its kind was taken for a namespace', async () => {
    const answer = { target: { kind: 'SbWidget', name: 'w2' } };
    expect(await ask(null, 'w2', 'shop')).toMatchObject({ answer });
    expect(await ask(null, 'w2', 'sw', 'sw/w2')).toMatchObject({ answer });
  });

  test('is not found in a namespace or by a kind that is not there, which is said', async () => {
    expect(await ask('Deployment', 'w2', 'shp')).toMatchObject({
      type: 'not-found',
      lacks: { what: 'namespace', name: 'shp', near: ['shop'] },
    });
    expect(await ask('sbwidgit', 'w2', 'shop')).toMatchObject({
      type: 'not-found',
      lacks: { what: 'kind', name: 'sbwidgit', near: ['sbwidget', 'sbwidgets'] },
    });
    expect(await ask('Deployment', 'w2', 'shop')).not.toHaveProperty('lacks');
  });
});

test('discovery names the singular and the short names of a kind', () => {
  const resource = {
    resource: 'kustomizations',
    responseKind: { kind: 'Kustomization' },
    scope: 'Namespaced',
    singularResource: 'kustomization',
    shortNames: ['ks'],
    verbs: ['list'],
  };
  const group = {
    metadata: { name: 'kustomize.toolkit.fluxcd.io' },
    versions: [{ version: 'v1', resources: [resource] }],
  };
  expect(readDiscovery(JSON.stringify({ kind: 'APIGroupDiscoveryList', items: [group] }))).toMatchObject([
    { kind: 'Kustomization', plural: 'kustomizations', words: ['kustomization', 'ks'] },
  ]);
});
