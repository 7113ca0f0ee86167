import { readFileSync } from 'node:fs';

import { expect, test } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

import { recordedCluster } from '../../src/cluster/recorded.ts';
import { readRecording } from '../../src/cluster/recording-files.ts';
import type { Recording } from '../../src/cluster/recording-format.ts';
import { diagnosable, kindOf } from '../../src/facts/kinds.ts';
import type { KindName } from '../../src/facts/objects.ts';
import type { Cluster } from '../../src/ports.ts';
import { problems } from '../../src/problems.ts';
import { why } from '../../src/why.ts';

const documents = z.array(
  z.object({
    kind: z.string(),
    rules: z
      .array(
        z.object({
          apiGroups: z.array(z.string()),
          resources: z.array(z.string()),
          verbs: z.array(z.string()),
        }),
      )
      .optional(),
  }),
);

/** Each right a file grants, as `list apps/deployments`. */
const granted = (file: string): string[] =>
  documents
    .parse(parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS()))
    .flatMap(({ rules = [] }) => rules)
    .flatMap(({ apiGroups, resources, verbs }) =>
      apiGroups.flatMap((group) =>
        resources.flatMap((resource) => verbs.map((verb) => `${verb} ${group}/${resource}`)),
      ),
    );

/** The same cluster, and every right that was needed to read it. */
const watched = (cluster: Cluster): { cluster: Cluster; used: Set<string> } => {
  const used = new Set<string>();
  const use = (verb: string, kind: KindName, more = ''): void => {
    used.add(`${verb} ${kindOf(kind).group}/${kindOf(kind).plural}${more}`);
  };
  return {
    used,
    cluster: {
      name: cluster.name,
      namespace: cluster.namespace,
      list: (kind, query) => {
        use('list', kind);
        return cluster.list(kind, query);
      },
      get: (kind, namespace, name) => {
        use('get', kind);
        return cluster.get(kind, namespace, name);
      },
      log: (query) => {
        use('get', 'Pod', '/log');
        return cluster.log(query);
      },
    },
  };
};

/** A pod that asks for a key its Secret lacks: the one thing that the recordings of the sandbox do not have. */
const lacksKey: Recording['objects'][number] = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'lacks-key', namespace: 'shop', uid: 'lacks-key' },
  spec: { containers: [{ name: 'app', image: 'app' }] },
  status: {
    phase: 'Pending',
    containerStatuses: [
      {
        name: 'app',
        state: {
          waiting: {
            reason: 'CreateContainerConfigError',
            message: "couldn't find key password in Secret shop/mail",
          },
        },
      },
    ],
  },
};

test('the roles in deploy/ grant every right that answers use, and no other', async () => {
  const read = await readRecording(['src/sandbox/cluster/recordings'], () => Promise.resolve(''));
  if (!read.ok) throw new Error(read.complaint.expected);
  const { recording } = read;
  const objects = [...recording.objects, lacksKey];
  const { cluster, used } = watched(recordedCluster('sandbox', { ...recording, objects }));
  const now = new Date(recording.at ?? 0);
  for (const { kind, metadata } of objects) {
    if (!diagnosable.some((each) => each === kind)) continue;
    const target = { words: metadata.name, kind, name: metadata.name, namespace: metadata.namespace ?? null };
    // One after the other keeps the memory small; the reads need no cluster.
    // oxlint-disable-next-line no-await-in-loop
    await why(cluster, { ...target, cluster: null }, now);
  }
  for (const kind of diagnosable) {
    const target = { words: 'absent', kind, name: 'absent', namespace: 'shop', cluster: null };
    // oxlint-disable-next-line no-await-in-loop
    await why(cluster, target, now);
  }
  await problems(cluster, 'shop', now);
  await problems(cluster, null, now);
  const all = [...granted('deploy/rbac.yaml'), ...granted('deploy/optional/secret-names.yaml')];
  expect(all.toSorted()).toEqual([...used].toSorted());
  expect(granted('deploy/rbac.yaml').filter((right) => /secret|\*| (?!\S)/.test(right))).toEqual([]);
});
