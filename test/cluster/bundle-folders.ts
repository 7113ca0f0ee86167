import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { stringify } from 'yaml';

import { readRecording } from '../../src/cluster/recording-files.ts';
import type { RecordedLog, RecordedObject } from '../../src/cluster/recording-format.ts';
import { kinds } from '../../src/facts/kinds.ts';

/** What the bundles of these tests hold: part of a shop that was recorded from a real cluster. */
export type Shop = { objects: RecordedObject[]; logs: RecordedLog[] };

export const recordedShop = async (): Promise<Shop> => {
  const read = await readRecording(['src/sandbox/cluster/recordings'], () => Promise.resolve(''));
  if (!read.ok) throw new Error(read.complaint.expected);
  const { objects, logs } = read.recording;
  return {
    objects: objects.filter(({ metadata }) => ['shop', undefined].includes(metadata.namespace)),
    logs: logs.filter(({ namespace }) => namespace === 'shop'),
  };
};

type Files = Record<string, string>;

/** Writes files by their paths below a folder. */
export const writeFiles = (folder: string, files: Files): string => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
};

type Group = {
  plural: string;
  group: string;
  kind: string;
  namespace: string | undefined;
  items: RecordedObject[];
};

/** One list for each kind and namespace, an empty one of every kind that a namespace could have. */
const grouped = ({ objects }: Shop): Group[] =>
  kinds.flatMap(({ kind, plural, group, namespaced }) =>
    (namespaced ? ['shop'] : [undefined]).map((namespace) => ({
      plural,
      group,
      kind,
      namespace,
      items: objects.filter(
        (object) => object.kind === kind && (!namespaced || object.metadata.namespace === namespace),
      ),
    })),
  );

const versionOf = ({ kind, group }: Group): string => {
  const version = kinds.find((each) => each.kind === kind && each.group === group)?.version ?? 'v1';
  return group === '' ? version : `${group}/${version}`;
};

/** Without what the list says for all its items. */
const nameless = (object: RecordedObject): object => ({ ...object, apiVersion: undefined, kind: undefined });

/** As the API writes lists: the items say neither kind nor version. */
const typedList = (group: Group): object => ({
  kind: `${group.kind}List`,
  apiVersion: versionOf(group),
  metadata: { resourceVersion: '1' },
  items: group.items.length === 0 ? null : group.items.map(nameless),
});

const json = (value: unknown): string => JSON.stringify(value, null, 4);

const dumped: Readonly<Record<string, string>> = {
  Event: 'events',
  ReplicationController: 'replication-controllers',
  Service: 'services',
  DaemonSet: 'daemonsets',
  Deployment: 'deployments',
  ReplicaSet: 'replicasets',
  Pod: 'pods',
};

const section = ({ namespace, pod, container, text }: RecordedLog): string =>
  `==== START logs for container ${container} of pod ${namespace}/${pod} ====\n${text}\n==== END logs for container ${container} of pod ${namespace}/${pod} ====\n`;

/** `kubectl cluster-info dump --output-directory`: the log of the last run of each container is all it has. */
export const dumpFolder = (shop: Shop): Files => {
  const lists = grouped(shop);
  const nodes = lists.find(({ kind }) => kind === 'Node');
  return {
    'nodes.json': json(nodes === undefined ? {} : typedList(nodes)),
    ...Object.fromEntries(
      lists
        .filter(({ kind, namespace }) => namespace !== undefined && kind in dumped)
        .map((list) => [`shop/${dumped[list.kind] ?? ''}.json`, json(typedList(list))]),
    ),
    ...Object.fromEntries(shop.logs.map((log) => [`shop/${log.pod}/logs.txt`, section(log)])),
  };
};

/** The same as it is printed without a folder. */
export const dumpStream = (shop: Shop): string => {
  const files = dumpFolder(shop);
  return Object.entries(files)
    .map(([path, text]) => (path.endsWith('.json') ? `${text}\n` : text))
    .join('');
};

const folders: Readonly<Record<string, string>> = {
  Ingress: 'ingress',
  PersistentVolumeClaim: 'pvcs',
  PersistentVolume: 'pvs',
  PodDisruptionBudget: 'pod-disruption-budgets',
  NetworkPolicy: 'network-policy',
  ResourceQuota: 'resource-quota',
  StorageClass: 'storage-classes',
};

/** A support bundle; `bare` as older versions wrote it: lists in brackets whose items say no kind. */
export const supportBundleFolder = (shop: Shop, bare = false): Files => {
  const root = 'support-bundle-1/cluster-resources';
  const listOf = (list: Group): unknown => (bare ? list.items.map(nameless) : typedList(list));
  return {
    ...Object.fromEntries(
      grouped(shop).map((list) => {
        const folder = folders[list.kind] ?? list.plural;
        const path = list.namespace === undefined ? folder : `${folder}/${list.namespace}`;
        return [`${root}/${path}.json`, json(listOf(list))];
      }),
    ),
    ...Object.fromEntries(
      shop.logs.map(({ pod, container, previous, text }) => [
        `${root}/pods/logs/shop/${pod}/${container}${previous ? '-previous' : ''}.log`,
        text,
      ]),
    ),
    [`${root}/pods-errors.json`]: 'null',
    [`${root}/auth-cani-list/shop.json`]: '[]',
    'support-bundle-1/version.yaml': 'apiVersion: troubleshoot.sh/v1beta2\nkind: SupportBundle\n',
    'support-bundle-1/analysis.json': '[{"name": "x"}]',
  };
};

/** A must-gather: YAML, logs with times, and files that hold no objects. */
export const mustGatherFolder = (shop: Shop): Files => {
  const root = 'must-gather.local.1/quay-io-openshift-sha256-0';
  return {
    ...Object.fromEntries(
      grouped(shop).flatMap((list) => {
        const { group, plural, namespace, items } = list;
        const folder = group === '' ? 'core' : group;
        if (namespace !== undefined)
          return [
            [
              `${root}/namespaces/${namespace}/${folder}/${plural}.yaml`,
              `---\n${stringify({ apiVersion: versionOf(list), kind: `${list.kind}List`, items })}`,
            ],
          ];
        return items.map((item) => [
          `${root}/cluster-scoped-resources/${folder}/${plural}/${item.metadata.name}.yaml`,
          `---\n${stringify(item)}`,
        ]);
      }),
    ),
    ...Object.fromEntries(
      shop.logs.map(({ pod, container, previous, text }) => [
        `${root}/namespaces/shop/pods/${pod}/${container}/${container}/logs/${previous ? 'previous' : 'current'}.log`,
        text.replaceAll(/^(?=.)/gm, '2026-11-22T19:30:00.123456789Z '),
      ]),
    ),
    [`${root}/event-filter.html`]: '<html>',
    [`${root}/host_service_logs/masters/kubelet_service.log`]: 'not of a pod\n',
    'must-gather.local.1/timestamp': '2026-11-22 19:30:00\n',
  };
};
