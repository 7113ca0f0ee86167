import { describe, expect, test } from '@jest/globals';

import { recordedCluster } from '../../src/cluster/recorded.ts';
import { emptyRecording } from '../../src/cluster/recording-format.ts';
import { itIsACluster } from './conformance.ts';
import { shopRecording } from './shop-recording.ts';

const pod = (uid: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'twice', namespace: 'shop', uid },
});

describe('a recorded cluster', () => {
  const cluster = recordedCluster('shop-test', shopRecording());

  itIsACluster(() => cluster);

  test('carries the name it was given and the namespace of the recording', () => {
    expect([cluster.name, cluster.namespace]).toEqual(['shop-test', 'shop']);
  });

  test('refuses what the recording refuses, and nothing else', async () => {
    const refused = recordedCluster('x', {
      ...shopRecording(),
      refusals: [
        { resource: 'pods', verb: 'list', namespace: '', reason: 'forbidden', message: 'no list everywhere' },
        { resource: 'secrets', namespace: 'shop', reason: 'forbidden', message: 'no secrets' },
        { resource: 'pods', verb: 'get', name: 'web-2', reason: 'timeout', message: 'too slow' },
        { resource: 'pods/log', reason: 'unreachable', message: 'no kubelet' },
      ],
    });
    const log = {
      namespace: 'shop',
      pod: 'web-1',
      container: 'app',
      previous: false,
      tailLines: 9,
      limitBytes: 99,
    };
    const failures = await Promise.all([
      refused.list('Pod', { namespace: null }),
      refused.list('Pod', { namespace: 'shop' }),
      refused.list('Secret', { namespace: 'shop' }),
      refused.get('Secret', 'shop', 'keys'),
      refused.get('Pod', 'shop', 'web-2'),
      refused.get('Pod', 'shop', 'web-1'),
      refused.log(log),
    ]);
    expect(failures.map((read) => (read.ok ? 'read' : read.failure))).toEqual([
      { reason: 'forbidden', message: 'no list everywhere' },
      'read',
      { reason: 'forbidden', message: 'no secrets' },
      { reason: 'forbidden', message: 'no secrets' },
      { reason: 'timeout', message: 'too slow' },
      'read',
      { reason: 'unreachable', message: 'no kubelet' },
    ]);
  });

  test('takes the later of two objects of the same name', async () => {
    const twice = recordedCluster('x', { ...emptyRecording(), objects: [pod('first'), pod('second')] });
    const read = await twice.list('Pod', { namespace: null });
    expect(read.ok && read.value.items.map(({ metadata }) => metadata?.uid)).toEqual(['second']);
  });
});
