import { globSync, readFileSync } from 'node:fs';

import { expect, test } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

import { parseCommand } from '../../handlers/parse.ts';
import { recordedCluster } from '../../src/cluster/recorded.ts';
import { readRecording } from '../../src/cluster/recording-files.ts';
import { emptyRecording } from '../../src/cluster/recording-format.ts';
import { askable, kindOf } from '../../src/facts/kinds.ts';
import type { KindName } from '../../src/facts/objects.ts';
import { isKnownProject, projects } from '../../src/facts/outside/projects.ts';
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
      discover: () => cluster.discover(),
      listOutside: (kind, query) => {
        // Other custom resources are read where a role of the team lets the bot.
        if (isKnownProject(kind)) used.add(`list ${kind.group}/${kind.plural}`);
        return cluster.listOutside(kind, query);
      },
      log: (query) => {
        use('get', 'Pod', '/log');
        return cluster.log(query);
      },
    },
  };
};

const target = (kind: KindName, name: string, namespace: string | null) => ({
  words: name,
  kind,
  name,
  namespace,
  cluster: null,
});

const bindings = ['Role', 'ClusterRole'].map((kind) => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
  metadata: { name: kind.toLowerCase(), namespace: 'shop' },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name: 'reader' },
}));

test('the roles in deploy/ grant every right that answers use, and no other', async () => {
  const used = new Set<string>();
  for (const path of globSync('test/cases/*/*.yaml')) {
    // One after the other keeps the memory small; the reads need no cluster.
    // oxlint-disable-next-line no-await-in-loop
    const read = await readRecording([path], () => Promise.resolve(''));
    if (!read.ok) throw new Error(read.complaint.expected);
    const { recording } = read;
    const { cluster, used: here } = watched(recordedCluster('recorded', recording));
    const parsed = parseCommand(recording.question ?? '');
    if (parsed.type !== 'why') throw new Error(`${path} asks nothing`);
    // oxlint-disable-next-line no-await-in-loop
    await why(cluster, parsed.target, new Date(recording.at ?? 0));
    for (const right of here) used.add(right);
  }
  const empty = watched(recordedCluster('empty', emptyRecording()));
  const now = new Date(0);
  // oxlint-disable-next-line no-await-in-loop
  for (const kind of askable) await why(empty.cluster, target(kind, 'absent', 'shop'), now);
  await problems(empty.cluster, 'shop', now);
  const serving = { ...empty.cluster, discover: async () => ({ ok: true as const, value: [...projects] }) };
  await problems(serving, null, now);
  const bound = watched(recordedCluster('bound', { ...emptyRecording(), objects: bindings }));
  await problems(bound.cluster, 'shop', now);
  for (const right of bound.used) used.add(right);
  for (const right of empty.used) used.add(right);
  const all = [...granted('deploy/rbac.yaml'), ...granted('deploy/optional/secret-names.yaml')];
  expect(all.toSorted()).toEqual([...used].toSorted());
  expect(granted('deploy/rbac.yaml').filter((right) => /\/secrets$|\*| (?!\S)/.test(right))).toEqual([]);
  // It asks every recorded case.
}, 60_000);
