import { readFileSync } from 'node:fs';

import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';

import { parseCommand } from '../../handlers/parse.ts';
import { parseRecording } from '../../src/cluster/parse-recording.ts';
import { recordedCluster } from '../../src/cluster/recorded.ts';
import type { Recording } from '../../src/cluster/recording-format.ts';
import { readObject, readPage } from '../../src/cluster/wire.ts';
import { kindOf } from '../../src/facts/kinds.ts';
import type { KindName } from '../../src/facts/objects.ts';
import type { Cluster } from '../../src/ports.ts';
import { caseFiles } from './case-files.ts';
import { expectSoundAnswer, expectSoundProblems } from './expect-sound.ts';
import { mutations } from './mutations.ts';

/** How often each case is changed and judged: all of them about 200 times, or as often as one wants to look deeper. */
const runs = Number(process.env['HOSTILE_RUNS'] ?? Math.ceil(200 / caseFiles.length));

const recorded = (path: string): Recording => {
  const read = parseRecording(readFileSync(`${path}.yaml`, 'utf8'), path);
  if (!read.ok) throw new Error(JSON.stringify(read.complaint));
  return read.recording;
};

type Fields = Record<string, unknown>;
type Mutate = (objects: readonly Fields[]) => void;

const mutated = (object: object, mutate: Mutate): unknown => {
  const copy = structuredClone({ ...object });
  mutate([copy]);
  return copy;
};

/** A cluster whose API server answers with changed objects: whatever is read goes over the wire as text. */
const overTheWire = (cluster: Cluster, mutate: Mutate): Cluster => ({
  ...cluster,
  async list(kind, query) {
    const read = await cluster.list(kind, query);
    if (!read.ok) return read;
    const items = structuredClone(read.value.items.map((item) => ({ ...item })));
    mutate(items);
    const page = readPage({ ...kindOf(kind), kind }, JSON.stringify({ metadata: {}, items }), false);
    return page === null
      ? { ok: false, failure: { reason: 'rejected', message: 'no list' } }
      : { ok: true, value: { ...page.page, next: read.value.next }, wrong: page.wrong };
  },
  async get<K extends KindName>(kind: K, namespace: string | null, name: string) {
    const read = await cluster.get(kind, namespace, name);
    if (!read.ok || read.value === null) return read;
    const body = JSON.stringify(mutated(read.value, mutate));
    const object = readObject({ ...kindOf(kind), kind }, body);
    return object === null
      ? { ok: false, failure: { reason: 'rejected', message: 'no object' } }
      : { ok: true, value: object.object, wrong: object.wrong };
  },
});

/** The same objects from a file. What the file lacks to be a recording is told; then there is nothing to judge. */
const fromFile = (recording: Recording, mutate: Mutate): Cluster | null => {
  const items = structuredClone(recording.objects.map((object) => ({ ...object })));
  mutate(items);
  const read = parseRecording(JSON.stringify({ apiVersion: 'v1', kind: 'List', items }), 'list.json');
  if (read.ok) return recordedCluster('files', { ...recording, objects: read.recording.objects });
  expect(read.complaint.expected).not.toBe('');
  return null;
};

test.each(caseFiles)(
  '$cause $name, changed at random, still gets a sound answer',
  async ({ path }) => {
    const recording = recorded(path);
    const parsed = parseCommand(recording.question ?? '');
    if (parsed.type !== 'why') throw new Error(`the recording asks no question: ${recording.question}`);
    const now = new Date(recording.at ?? '');
    const plain = recordedCluster(recording.cluster ?? '', recording);
    expect.hasAssertions();
    await fc.assert(
      fc.asyncProperty(mutations, fc.boolean(), async (mutate, wire) => {
        const cluster = wire ? overTheWire(plain, mutate) : fromFile(recording, mutate);
        if (cluster === null) return;
        await expectSoundAnswer(cluster, parsed.target, now);
        await expectSoundProblems(cluster, null, now);
      }),
      { numRuns: runs },
    );
  },
  600_000,
);
