import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from '@jest/globals';

import { formatRecording } from '../../src/cluster/format-recording.ts';
import { parseRecording } from '../../src/cluster/parse-recording.ts';
import { readRecording } from '../../src/cluster/recording-files.ts';
import { emptyRecording } from '../../src/cluster/recording-format.ts';
import { shopRecording } from './shop-recording.ts';

const folder = mkdtempSync(join(tmpdir(), 'kubewhy-'));
afterAll(() => rmSync(folder, { recursive: true }));
const nothing = (): Promise<string> => Promise.resolve('');

test('reads back what it writes', () => {
  const recording = {
    ...shopRecording(),
    refusals: [
      {
        resource: 'pods/log',
        verb: 'log' as const,
        namespace: 'shop',
        name: 'web-1',
        container: 'app',
        previous: true,
        reason: 'rejected' as const,
        message: 'gone: "yes" # no',
      },
    ],
  };
  expect(parseRecording(formatRecording(recording), 'x')).toEqual({ ok: true, recording });
});

test('takes lists apart, fills in what their items leave out, and drops nulls', () => {
  const list = { kind: 'PodList', apiVersion: 'v1', items: [{ metadata: { name: 'a', labels: null } }] };
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'default' } };
  expect(parseRecording(JSON.stringify(list), 'x')).toEqual({
    ok: true,
    recording: { ...emptyRecording(), objects: [pod], whole: [{ kind: 'Pod', namespace: 'default' }] },
  });
});

test('a big list in JSON does not go through the YAML parser', () => {
  const items = Array.from({ length: 2000 }, (_, index) => ({
    metadata: {
      name: `web-${index}`,
      namespace: 'shop',
      annotations: { note: 'x'.repeat(800), empty: null },
    },
    spec: {
      containers: Array.from({ length: 4 }, (__, at) => ({ name: `c-${at}`, image: 'web:1', args: [] })),
    },
  }));
  const text = `\n${JSON.stringify({ kind: 'PodList', apiVersion: 'v1', items }, null, 4)}\n`;
  const begun = performance.now();
  const read = parseRecording(text, 'x');
  expect(performance.now() - begun).toBeLessThan(1000);
  expect(read.ok && read.recording.objects.length).toBe(2000);
  expect(read.ok && read.recording.objects[7]?.metadata).toEqual({
    name: 'web-7',
    namespace: 'shop',
    annotations: { note: 'x'.repeat(800) },
  });
});

test('JSON documents one after the other, and a mistake in JSON with its line', () => {
  const pod = '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"}}';
  const two = parseRecording(`${pod}\n---\n${pod.replace('"a"', '"b"')}\n`, 'x');
  expect(two.ok && two.recording.objects.map(({ metadata }) => metadata.name)).toEqual(['a', 'b']);
  const complaint = {
    file: 'x',
    document: 1,
    line: 2,
    expected: 'metadata.name of this Pod, a text that is not empty',
  };
  expect(parseRecording('\n{"apiVersion":"v1","kind":"Pod","metadata":{}}', 'x')).toEqual({
    ok: false,
    complaint,
  });
});

describe('complaints', () => {
  test.each([
    ['# first\n---\napiVersion: v1\nkind: Pod\nmetadata: { name: a }\n---\nkind: [x\n', 2, 8, /^valid YAML/],
    ['\n- 1', 1, 2, /^a Kubernetes object/],
    ['just text', 1, 1, /^a Kubernetes object/],
    ['kind: Pod\nmetadata: { name: a }', 1, 1, /^a Kubernetes object/],
    ['apiVersion: v1\nkind: Pod\nmetadata: {}', 1, 1, /^metadata.name of this Pod/],
    ['apiVersion: v1\nkind: Pod\nmetadata: { name: a, namespace: 3 }', 1, 1, /^metadata.namespace of Pod a/],
    [
      '---\n---\napiVersion: kubewhy/v1\nkind: Log',
      2,
      3,
      /^metadata.namespace and metadata.name of this Log/,
    ],
    [
      'apiVersion: kubewhy/v1\nkind: Refusal\nresource: pods\nreason: bored',
      1,
      1,
      /^reason of this Refusal, one of/,
    ],
    ['apiVersion: kubewhy/v1\nkind: Recording\nat: yesterday', 1, 1, /RFC 3339/],
    ['apiVersion: kubewhy/v1\nkind: Tape', 1, 1, /one of: Log, Refusal, Recording/],
    ['a: *nowhere', 1, 1, /^valid YAML/],
  ])('%j', (text, document, line, expected) => {
    const complaint = { file: 'f.yaml', document, line, expected: expect.stringMatching(expected) };
    expect(parseRecording(text, 'f.yaml')).toEqual({ ok: false, complaint });
  });
});

const pod = (name: string): string => `{apiVersion: v1, kind: Pod, metadata: {name: ${name}}}\n`;

describe('files', () => {
  test('reads files, folders and the standard input', async () => {
    writeFileSync(join(folder, 'b.yaml'), pod('b'));
    writeFileSync(join(folder, 'a.yml'), `${pod('a')}---\n# a kustomization is no object\n`);
    writeFileSync(join(folder, 'c.json'), '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"c"}}');
    writeFileSync(join(folder, 'notes.txt'), 'not read');
    const read = await readRecording([folder, '-'], () => Promise.resolve(pod('in')));
    expect(read.ok && read.recording.objects.map(({ metadata }) => metadata.name)).toEqual([
      'a',
      'b',
      'c',
      'in',
    ]);
  });

  test('complains about what is not there, and about nothing at all', async () => {
    const missing = join(folder, 'missing');
    const nowhere = { document: null, line: null };
    expect(await readRecording([missing], nothing)).toEqual({
      ok: false,
      complaint: { file: missing, ...nowhere, expected: 'a file or folder that can be read (ENOENT)' },
    });
    expect(await readRecording(['-'], nothing)).toEqual({
      ok: false,
      complaint: { file: '-', ...nowhere, expected: 'at least one Kubernetes object in YAML or JSON' },
    });
  });
});
