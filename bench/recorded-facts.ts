import { globSync, readFileSync } from 'node:fs';

import { parseCommand } from '../handlers/parse.ts';
import type { ObjectRef } from '../src/answer.ts';
import { parseRecording } from '../src/cluster/parse-recording.ts';
import { recordedCluster } from '../src/cluster/recorded.ts';
import type { RecordedLog, RecordedObject } from '../src/cluster/recording-format.ts';
import { emptyRecording } from '../src/cluster/recording-format.ts';
import { collect, collectScope } from '../src/facts/collect.ts';
import type { Facts, Subject } from '../src/facts/facts.ts';
import { kinds } from '../src/facts/kinds.ts';

/** A recorded case: its objects, the time it was recorded, and one pod of it with all that is read to judge that pod. */
export type PodCase = {
  path: string;
  objects: RecordedObject[];
  logs: RecordedLog[];
  facts: Facts;
  subject: Subject;
};

const podOf = (question: string | null, objects: readonly RecordedObject[]): ObjectRef | null => {
  const asked = parseCommand(question ?? '');
  const pods = objects.filter(({ kind }) => kind === 'Pod');
  const name = asked.type === 'why' ? asked.target.name : '';
  const pod = pods.find(({ metadata }) => metadata.name === name) ?? pods[0];
  return pod === undefined
    ? null
    : { kind: 'Pod', namespace: pod.metadata.namespace ?? null, name: pod.metadata.name };
};

const podCase = async (path: string): Promise<PodCase[]> => {
  const read = parseRecording(readFileSync(path, 'utf8'), path);
  if (!read.ok) throw new Error(`${path}: ${JSON.stringify(read.complaint)}`);
  const { recording } = read;
  const pod = podOf(recording.question, recording.objects);
  if (pod === null) return [];
  const cluster = recordedCluster(recording.cluster ?? 'bench', recording);
  const collected = await collect(cluster, pod, new Date(recording.at ?? 0));
  if (!collected.ok || collected.value === null) return [];
  return [{ path, objects: recording.objects, logs: recording.logs, ...collected.value }];
};

/** Every recorded case that has a pod: the one it asks about, or its first. */
export const podCases = async (): Promise<PodCase[]> =>
  (await Promise.all(globSync('test/cases/*/*.yaml').toSorted().map(podCase))).flat();

const namespaced: ReadonlySet<string> = new Set(
  kinds.filter((kind) => kind.namespaced).map(({ kind }) => kind),
);
const copiesOfPod = 10;
const nodes = 100;

const parsed = (text: string): RecordedObject => JSON.parse(text);

/**
 * A case in a namespace of its own, each of its pods ten times, with the events of each. Names of nodes and uids get a
 * number too, so that they are shared no more than in a cluster of a hundred nodes.
 */
const laidOut = ({ objects }: PodCase, index: number): RecordedObject[] => {
  const pods = new Set(objects.filter(({ kind }) => kind === 'Pod').map(({ metadata }) => metadata.name));
  return objects.flatMap((object) => {
    const moved = JSON.stringify(object)
      .replaceAll(`"namespace":"${object.metadata.namespace ?? ''}"`, `"namespace":"team-${index}"`)
      .replaceAll(/"uid":"([^"]*)"/g, `"uid":"$1-${index}"`)
      .replaceAll(/"nodeName":"([^"]*)"/g, `"nodeName":"$1-${index % nodes}"`);
    if (object.kind === 'Node') {
      const node = parsed(moved);
      node.metadata.name = `${object.metadata.name}-${index % nodes}`;
      return [node];
    }
    if (!namespaced.has(object.kind)) return index < nodes ? [object] : [];
    const pod = [...pods].find((name) => moved.includes(`"name":"${name}"`));
    if (pod === undefined || (object.kind !== 'Pod' && object.kind !== 'Event')) return [parsed(moved)];
    return Array.from({ length: copiesOfPod }, (_, copy) => {
      const own = parsed(moved.replaceAll(`"name":"${pod}"`, `"name":"${pod}-${copy}"`));
      own.metadata.name = `${object.metadata.name}-${copy}`;
      own.metadata.uid = `${object.metadata.uid ?? ''}-${copy}`;
      return own;
    });
  });
};

/** The logs of a case, for each copy of its pods. */
const logsOf = ({ logs }: PodCase, index: number): RecordedLog[] =>
  logs.flatMap((log) =>
    Array.from({ length: copiesOfPod }, (_, copy) => ({
      ...log,
      namespace: `team-${index}`,
      pod: `${log.pod}-${copy}`,
    })),
  );

/** The facts about a cluster of about `pods` pods, made of the cases in turn. */
export const crowdOf = async (cases: readonly PodCase[], pods: number): Promise<Facts> => {
  const objects: RecordedObject[] = [];
  const logs: RecordedLog[] = [];
  for (let index = 0, count = 0; count < pods; index += 1) {
    const one = cases[index % cases.length];
    if (one === undefined) break;
    const laid = laidOut(one, index);
    count += laid.filter(({ kind }) => kind === 'Pod').length;
    objects.push(...laid);
    logs.push(...logsOf(one, index));
  }
  const now = new Date(cases[0]?.facts.now ?? 0);
  const facts = await collectScope(
    recordedCluster('crowd', { ...emptyRecording(), objects, logs }),
    null,
    now,
  );
  if (!facts.ok) throw new Error(facts.failure.message);
  return facts.value;
};
