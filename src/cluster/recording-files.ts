import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { archiveEntries, insideGzip, isGzip, isTar, isZip } from './bundle/archive.ts';
import type { Bundle, Entry } from './bundle/bundle.ts';
import { asBundle, ticking } from './bundle/bundle.ts';
import { folderEntries } from './bundle/folder.ts';
import { decodeText } from './decode-text.ts';
import { errorCode, errorWords } from './error-code.ts';
import { newestTime } from './newest-time.ts';
import type { RecordingRead } from './parse-recording.ts';
import { parseRecording } from './parse-recording.ts';
import type { Recording } from './recording-format.ts';
import { joinRecordings } from './recording-format.ts';

type Failed = Extract<RecordingRead, { ok: false }>;
type Found = { recordings: Recording[]; bundles: Bundle[]; times: (string | null)[] };

/** What `-f` names: objects that were read, bundles that are read as far as is asked, and the newest time in them. */
export type FilesRead = { ok: true; recording: Recording; bundles: Bundle[]; newest: string | null } | Failed;

const extensions = new Set(['.yaml', '.yml', '.json']);
const gzippedAtMost = 1024 * 1024 * 1024;

const complaint = (file: string, expected: string): Failed => ({
  ok: false,
  complaint: { file, document: null, line: null, expected },
});

type Reading = { into: Found; now: string };

const addText = (text: string, file: string, { into, now }: Reading): Failed | null => {
  const parsed = parseRecording(text, file);
  if (!parsed.ok) return parsed;
  into.recordings.push(parsed.recording);
  into.times.push(newestTime(text, now));
  return null;
};

/** In the order in which they are named; the first that is wrong ends it. */
const addEach = async (entries: readonly Entry[], reading: Reading): Promise<Failed | null> => {
  for (const { text, shown } of entries) {
    // oxlint-disable-next-line no-await-in-loop
    const failed = addText(await text(), shown, reading);
    if (failed !== null) return failed;
  }
  return null;
};

const addBundle = async (bundle: Bundle, { into, now }: Reading): Promise<null> => {
  into.bundles.push(bundle);
  for (const kinds of ticking) {
    const clocks = bundle.parts.filter(({ kind }) => kind !== null && kinds.includes(kind));
    const times: (string | null)[] = [];
    // One after the other keeps the memory small.
    // oxlint-disable-next-line no-await-in-loop
    for (const { entry } of clocks) times.push(newestTime(await entry.text(), now));
    into.times.push(...times);
    if (times.some((time) => time !== null)) break;
  }
  return null;
};

/** A bundle, or the manifests directly in a folder, by name; kubectl does not descend either. */
const addFolder = async (folder: string, reading: Reading): Promise<Failed | null> => {
  const entries = await folderEntries(folder);
  const bundle = asBundle(entries, resolve(folder).split(sep).slice(-2));
  if (bundle !== null) return addBundle(bundle, reading);
  const manifests = entries.filter(({ path }) => extensions.has(extname(path)));
  const direct = manifests.filter(({ path }) => !path.includes('/'));
  const [below] = manifests;
  if (direct.length === 0 && below !== undefined)
    return complaint(
      folder,
      `manifests directly in this folder, or a bundle; ${manifests.length} lie in folders below it, which are not searched: name one of them, such as ${below.shown.slice(0, below.shown.lastIndexOf('/'))}`,
    );
  return addEach(direct, reading);
};

const addArchive = async (
  name: string,
  source: AsyncIterable<Buffer>,
  reading: Reading,
): Promise<Failed | null> => {
  const read = await archiveEntries(name, source);
  if (!read.ok) return complaint(name, read.expected);
  const bundle = asBundle(read.entries, []);
  if (bundle !== null) return addBundle(bundle, reading);
  return addEach(
    read.entries.filter(({ path }) => extensions.has(extname(path))),
    reading,
  );
};

const once = async function* (bytes: Uint8Array): AsyncGenerator<Buffer> {
  yield await Promise.resolve(Buffer.from(bytes));
};

/** One file, told by its first bytes: an archive, one file packed with gzip, or text. */
const addFile = async (
  name: string,
  head: Uint8Array,
  whole: () => Promise<Uint8Array>,
  stream: () => AsyncIterable<Buffer>,
  reading: Reading,
): Promise<Failed | null> => {
  if (isZip(head))
    return complaint(name, 'YAML, JSON, or a bundle as folder or .tar.gz: unpack this zip archive first');
  if (isTar(isGzip(head) ? insideGzip(head) : head)) return addArchive(name, stream(), reading);
  const bytes = await whole();
  if (!isGzip(bytes)) return addText(decodeText(bytes), name, reading);
  try {
    return addText(decodeText(gunzipSync(bytes, { maxOutputLength: gzippedAtMost })), name, reading);
  } catch (error) {
    return complaint(name, `a gzip file that is whole (${errorWords(error)})`);
  }
};

const headOf = async (path: string): Promise<Uint8Array> => {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64 * 1024));
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
};

const addPath = async (
  path: string,
  stdin: () => Promise<string | Uint8Array>,
  reading: Reading,
): Promise<Failed | null> => {
  if (path === '-') {
    const given = await stdin();
    const bytes = typeof given === 'string' ? Buffer.from(given) : given;
    return addFile(
      'standard input',
      bytes,
      () => Promise.resolve(bytes),
      () => once(bytes),
      reading,
    );
  }
  if ((await stat(path)).isDirectory()) return addFolder(path, reading);
  return addFile(
    path,
    await headOf(path),
    () => readFile(path),
    () => createReadStream(path),
    reading,
  );
};

/**
 * Reads what `-f` names: files of YAML or JSON, folders of `.yaml`, `.yml` and `.json`, bundles as folder or archive
 * (`kubectl cluster-info dump`, troubleshoot support bundle, OpenShift must-gather), or `-` for the standard input, whose
 * content `stdin` gives. A path that cannot be read, or holds no object, is a complaint. `now` is RFC 3339.
 */
export const readFiles = async (
  paths: readonly string[],
  stdin: () => Promise<string | Uint8Array>,
  now: string,
): Promise<FilesRead> => {
  const into: Found = { recordings: [], bundles: [], times: [] };
  for (const path of paths) {
    try {
      // In the order in which they are named: of two objects of one name the later one counts.
      // oxlint-disable-next-line no-await-in-loop
      const failed = await addPath(path, stdin, { into, now });
      if (failed !== null) return failed;
    } catch (error) {
      const code = errorCode(error);
      if (code === null) throw error;
      return complaint(path, `a file or folder that can be read (${code})`);
    }
  }
  const recording = joinRecordings(into.recordings);
  if (recording.objects.length === 0 && into.bundles.length === 0)
    return complaint(paths.join(', '), 'at least one Kubernetes object in YAML or JSON');
  const newest =
    into.times
      .filter((time) => time !== null)
      .toSorted()
      .at(-1) ?? null;
  return { ok: true, recording, bundles: into.bundles, newest };
};

/** The same for files that are no bundle, as one recording. */
export const readRecording = async (
  paths: readonly string[],
  stdin: () => Promise<string>,
): Promise<RecordingRead> => {
  const read = await readFiles(paths, stdin, new Date().toISOString());
  return read.ok ? { ok: true, recording: read.recording } : read;
};
