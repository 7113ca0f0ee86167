import { describe, expect, test } from '@jest/globals';

import { recordedCluster } from '../../src/cluster/recorded.ts';
import type { RecordedObject, Refusal } from '../../src/cluster/recording-format.ts';
import { emptyRecording } from '../../src/cluster/recording-format.ts';
import { find } from '../../src/facts/find.ts';
import { diagnosable, kindOf } from '../../src/facts/kinds.ts';
import type { Cluster } from '../../src/ports.ts';

const named = (kind: string, name: string, namespace?: string): RecordedObject => ({
  apiVersion: kind === 'Deployment' ? 'apps/v1' : 'v1',
  kind,
  metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
});
const refused = (resource: string, rest: Partial<Refusal> = {}): Refusal => ({
  resource,
  reason: 'forbidden',
  message: `${resource} is forbidden`,
  ...rest,
});
const gap = (what: string) => ({
  what,
  why: `the bot may not read it: ${what.split(' ')[0]} is forbidden`,
});
const cluster = (refusals: Refusal[], namespace: string | null = null): Cluster =>
  recordedCluster('test', {
    ...emptyRecording(),
    namespace,
    objects: [
      named('Deployment', 'checkout', 'shop'),
      named('Pod', 'checkout-1', 'shop'),
      named('Node', 'worker'),
    ],
    refusals,
  });
const asked = (name: string, kind: string | null, namespace: string | null) => ({
  words: name,
  kind,
  name,
  namespace,
  cluster: null,
});

describe('a name that is nowhere', () => {
  test('is not found for certain where everything could be listed', async () => {
    expect(await find(cluster([]), asked('chekout', null, 'shop'))).toEqual({
      type: 'not-found',
      suggestions: [{ kind: 'Deployment', namespace: 'shop', name: 'checkout' }],
      unexamined: [],
    });
  });

  test('may be of a kind that could not be listed', async () => {
    expect(await find(cluster([refused('deployments')]), asked('any', 'Deployment', null))).toEqual({
      type: 'not-found',
      suggestions: [],
      unexamined: [gap('deployments')],
    });
    expect(await find(cluster([refused('jobs')]), asked('any', null, 'shop'))).toMatchObject({
      unexamined: [gap('jobs in namespace shop')],
    });
  });

  test('is named once where neither the own namespace nor all could be listed', async () => {
    const found = await find(cluster([refused('deployments')], 'shop'), asked('any', 'Deployment', null));
    expect(found).toMatchObject({ unexamined: [gap('deployments')] });
  });

  test('is not looked for outside of namespaces where one was named', async () => {
    const refusals = [refused('nodes'), refused('namespaces')];
    expect(await find(cluster(refusals), asked('any', null, 'shop'))).toMatchObject({ unexamined: [] });
    expect(await find(cluster(refusals), asked('any', null, null))).toMatchObject({
      unexamined: [gap('nodes'), gap('namespaces')],
    });
  });

  test('is still not found where only the search for near names had no answer; those of its namespace stay', async () => {
    const late = diagnosable.map((kind) =>
      refused(kindOf(kind).plural, { namespace: '', reason: 'timeout', verb: 'list' }),
    );
    expect(await find(cluster(late.slice(0, 12)), asked('chekout', 'Deployment', 'shop'))).toEqual({
      type: 'not-found',
      suggestions: [{ kind: 'Deployment', namespace: 'shop', name: 'checkout' }],
      unexamined: [],
    });
  });

  test('cannot be told where nothing answers', async () => {
    const dead = diagnosable.map((kind) => refused(kindOf(kind).plural, { reason: 'unreachable' }));
    expect(await find(cluster(dead), asked('any', null, 'shop'))).toEqual({
      type: 'unreadable',
      failure: { reason: 'unreachable', message: 'deployments is forbidden' },
    });
  });
});
