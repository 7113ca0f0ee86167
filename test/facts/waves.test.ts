import { globSync, readFileSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';

import { parseCommand } from '../../handlers/parse.ts';
import { parseRecording } from '../../src/cluster/parse-recording.ts';
import { recordedCluster } from '../../src/cluster/recorded.ts';
import type { Cluster } from '../../src/ports.ts';
import { why } from '../../src/why.ts';

type Reads = { waves: number; requests: string[] };

/** The same cluster, answering only when nothing more is asked: every round of answers is a wave. */
const inWaves = (cluster: Cluster): { cluster: Cluster; reads: Reads } => {
  const reads: Reads = { waves: 0, requests: [] };
  let wave: Promise<void> | null = null;
  const arrival = (request: string): Promise<void> => {
    reads.requests.push(request);
    wave ??= new Promise((resolve) => {
      setImmediate(() => {
        reads.waves += 1;
        wave = null;
        resolve();
      });
    });
    return wave;
  };
  return {
    reads,
    cluster: {
      name: cluster.name,
      namespace: cluster.namespace,
      list: async (kind, query) => {
        await arrival(`list ${kind} ${JSON.stringify(query)}`);
        return cluster.list(kind, query);
      },
      get: async (kind, namespace, name) => {
        await arrival(`get ${kind} ${namespace ?? ''}/${name}`);
        return cluster.get(kind, namespace, name);
      },
      discover: async () => {
        await arrival('discover');
        return cluster.discover();
      },
      listOutside: async (kind, query) => {
        await arrival(`list ${kind.plural} ${JSON.stringify(query)}`);
        return cluster.listOutside(kind, query);
      },
      log: async (query) => {
        await arrival(`log ${query.pod} ${query.container} ${query.previous}`);
        return cluster.log(query);
      },
    },
  };
};

const recordings = globSync('test/cases/*/*.yaml').toSorted();

describe('what an answer costs the API server', () => {
  test.each(recordings)('%s', async (file) => {
    const read = parseRecording(readFileSync(file, 'utf8'), file);
    if (!read.ok) throw new Error(read.complaint.expected);
    const { recording } = read;
    const parsed = parseCommand(recording.question ?? '');
    if (parsed.type !== 'why') throw new Error('asks nothing');
    const { cluster, reads } = inWaves(recordedCluster('recorded', recording));
    await why(cluster, parsed.target, new Date(recording.at ?? 0));
    const outside = reads.requests.includes('discover');
    // What is of a kind from outside is found first. Of anything but a pod, objects of kinds that the cluster has to name take a step more.
    const most = reads.requests[0] === 'discover' ? 4 : 3;
    expect(reads.waves).toBeLessThanOrEqual(outside && parsed.target.kind !== 'Pod' ? most : 2);
    expect(reads.requests.length).toBeLessThanOrEqual(parsed.target.kind === 'Pod' ? 20 : 40);
    // A kind from outside is listed to find the name, and again for what it stands on.
    const distinct = new Set(reads.requests).size;
    expect(outside ? 0 : reads.requests.length - distinct).toBe(0);
    // To answer about a pod, a list across all namespaces names what it is after, or is of a kind that has no namespace.
    const whole = reads.requests.filter(
      (request) =>
        /^list (?:Pod|Event|Service|ConfigMap|Secret|ReplicaSet|Deployment|EndpointSlice) /.test(request) &&
        request.includes('"namespace":null') &&
        !/"(?:fields|labels)"/.test(request),
    );
    expect(parsed.target.kind === 'Pod' ? whole : []).toEqual([]);
  });
});
