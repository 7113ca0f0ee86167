import { readFileSync } from 'node:fs';

import { expect, test } from '@jest/globals';

import { parseCommand } from '../../handlers/parse.ts';
import { parseRecording } from '../../src/cluster/parse-recording.ts';
import { recordedCluster } from '../../src/cluster/recorded.ts';
import type { RecordedObject, Recording } from '../../src/cluster/recording-format.ts';
import type { Pod } from '../../src/facts/objects.ts';
import { expectSoundAnswer, expectSoundProblems } from './expect-sound.ts';

const recorded = (path: string): Recording => {
  const read = parseRecording(readFileSync(`test/cases/${path}.yaml`, 'utf8'), path);
  if (!read.ok) throw new Error(JSON.stringify(read.complaint));
  return read.recording;
};

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const megabyte = 'é& <b> `x` '.repeat(95_000);

const isPod = (object: RecordedObject): object is RecordedObject & Pod => object.kind === 'Pod';
const isEvent = ({ kind }: RecordedObject): boolean => kind === 'Event';

/** The object under other names; what names it in its own fields stays as it is. */
const copies = (object: RecordedObject, count: number): RecordedObject[] =>
  times(count, (index) => ({
    ...object,
    metadata: { ...object.metadata, name: `${object.metadata.name}-${index}`, uid: `copy-${index}` },
  }));

const manyContainers = (pod: RecordedObject & Pod, count: number): RecordedObject => {
  const [spec] = pod.spec?.containers ?? [];
  const [status] = pod.status?.containerStatuses ?? [];
  return {
    ...pod,
    spec: { ...pod.spec, containers: times(count, (index) => ({ ...spec, name: `app-${index}` })) },
    status: {
      ...pod.status,
      containerStatuses: times(count, (index) => ({ ...status, name: `app-${index}` })),
    },
  };
};

const everywhere =
  (text: string) =>
  (object: RecordedObject): RecordedObject => ({
    ...object,
    metadata: {
      ...object.metadata,
      annotations: { 'example.com/text': text },
      labels: { ...object.metadata.labels, long: text },
    },
    ...('message' in object ? { message: text } : {}),
  });

const crowds: readonly [string, string, (recording: Recording) => Partial<Recording>][] = [
  [
    '10,000 events on the subject',
    'dependency-unreachable/no-such-service',
    ({ objects }) => ({
      objects: [
        ...objects,
        ...objects
          .filter(isEvent)
          .slice(0, 5)
          .flatMap((event) => copies(event, 2000)),
      ],
    }),
  ],
  [
    '500 containers that crash',
    'dependency-unreachable/no-such-service',
    ({ objects }) => ({
      objects: objects.map((object) => (isPod(object) ? manyContainers(object, 500) : object)),
    }),
  ],
  [
    '500 containers without an image',
    'image-not-found/tag',
    ({ objects }) => ({
      objects: objects.map((object) => (isPod(object) ? manyContainers(object, 500) : object)),
    }),
  ],
  [
    '5,000 pods behind a Service',
    'service-no-ready-endpoints/readiness',
    ({ objects }) => ({
      objects: [
        ...objects,
        ...objects
          .filter(isPod)
          .slice(0, 1)
          .flatMap((pod) => copies(pod, 5000)),
      ],
    }),
  ],
  [
    '5,000 pods of a rollout that cannot pull',
    'rollout-stuck/bad-image',
    ({ objects }) => ({
      objects: [
        ...objects,
        ...objects
          .filter(isPod)
          .slice(0, 1)
          .flatMap((pod) => copies(pod, 5000)),
      ],
    }),
  ],
  [
    '1,000 revisions',
    'rollout-stuck/bad-image',
    ({ objects }) => ({
      objects: [
        ...objects,
        ...objects
          .filter(({ kind }) => kind === 'ReplicaSet')
          .slice(0, 1)
          .flatMap((set) => copies(set, 1000)),
      ],
    }),
  ],
  [
    'texts of a megabyte',
    'dependency-unreachable/no-such-service',
    ({ objects }) => ({ objects: objects.map(everywhere(megabyte)) }),
  ],
  [
    'a log line of a megabyte',
    'dependency-unreachable/no-such-service',
    ({ logs }) => ({ logs: logs.map((log) => ({ ...log, text: megabyte })) }),
  ],
  [
    'a log of a million short lines',
    'dependency-unreachable/no-such-service',
    ({ logs }) => ({ logs: logs.map((log) => ({ ...log, text: 'x\n'.repeat(1_000_000) })) }),
  ],
  [
    '1,000 owners in a ring',
    'dependency-unreachable/no-such-service',
    ({ objects }) => ({
      objects: objects.map((object) => ({
        ...object,
        metadata: {
          ...object.metadata,
          ownerReferences: objects.flatMap(({ kind, metadata }) =>
            times(100, () => ({
              apiVersion: 'v1',
              kind,
              name: metadata.name,
              uid: metadata.uid,
              controller: true,
            })),
          ),
        },
      })),
    }),
  ],
];

test.each(crowds)(
  '%s get a sound answer in time',
  async (_, path, grow) => {
    const plain = recorded(path);
    const recording = { ...plain, ...grow(plain) };
    const parsed = parseCommand(recording.question ?? '');
    if (parsed.type !== 'why') throw new Error(`the recording asks no question: ${recording.question}`);
    const now = new Date(recording.at ?? '');
    const cluster = recordedCluster('crowd', recording);
    expect.hasAssertions();
    await expectSoundAnswer(cluster, parsed.target, now);
    await expectSoundProblems(cluster, null, now);
  },
  60_000,
);

const pod = (spec: string): string =>
  `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a","annotations":null},"spec":${spec}}`;

test.each([
  ['objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
  ['lists', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ['a list', `[${'null,{},'.repeat(200_000)}null]`],
])('%s without end are read', (_, spec) => {
  const read = parseRecording(pod(spec), 'deep.json');
  expect(read.ok && read.recording.objects.map(({ metadata }) => metadata.name)).toEqual(['a']);
});

test('YAML that contains itself is refused in words', () => {
  const read = parseRecording('apiVersion: v1\nkind: Pod\nmetadata: &m {name: a, labels: *m}', 'ring.yaml');
  expect(read).toMatchObject({ ok: false, complaint: { file: 'ring.yaml', document: 1, line: 1 } });
});
