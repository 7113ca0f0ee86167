import { once } from 'node:events';
import { constants, gunzipSync } from 'node:zlib';

import type { ReadEntry } from 'tar';
import { Parser } from 'tar';

import { decodeText } from '../decode-text.ts';
import { errorWords } from '../error-code.ts';
import type { Entry } from './bundle.ts';
import { canMatter } from './bundle.ts';

/** Bounds of what is taken from one archive, in bytes: a bomb ends at them, and no bundle that people make meets them. */
const fileAtMost = 512 * 1024 * 1024;
const keptAtMost = 1536 * 1024 * 1024;
const unpackedAtMost = 64 * 1024 * 1024 * 1024;
const filesAtMost = 1_000_000;
/** As much of a log as an answer reads, and some more. */
const logTail = 96 * 1024;

const isLog = (path: string): boolean => path.endsWith('.log') || path.endsWith('/logs.txt');
const isManifest = (path: string): boolean => /\.(?:ya?ml|json)$/.test(path);

/** `./a/b` as `a/b`; null for a path that leads out of the archive. */
const cleanPath = (path: string): string | null => {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return parts.includes('..') || path.startsWith('/') ? null : parts.join('/');
};

/** The first bytes of a gzip stream: RFC 1952, 2.3.1. */
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** The mark of a tar archive, in its first header: https://www.gnu.org/software/tar/manual/html_node/Standard.html */
export const isTar = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(257, 262)).toString('latin1') === 'ustar';

const endOf = (chunks: readonly Uint8Array[], atMost: number): Uint8Array => {
  const all = Buffer.concat(chunks);
  return all.subarray(Math.max(0, all.length - atMost));
};

type Sums = { files: number; unpacked: number; kept: number };

const boundMet = ({ files, unpacked, kept }: Sums): string | null => {
  if (files > filesAtMost) return 'more than a million files';
  if (unpacked > unpackedAtMost) return 'more than 64 GiB';
  return kept > keptAtMost ? 'more than 1.5 GiB of objects and logs' : null;
};

const wholeLines = (text: string, cut: boolean): string => (cut ? text.slice(text.indexOf('\n') + 1) : text);

export type ArchiveRead = { ok: true; entries: Entry[] } | { ok: false; expected: string };

/** The content of one file that streams by; of a log its end. */
const keep = (
  name: string,
  path: string,
  file: ReadEntry,
  kept: (entry: Entry, bytes: number) => void,
): void => {
  const log = isLog(path);
  const chunks: Uint8Array[] = [];
  let size = 0;
  let total = 0;
  file.on('data', (chunk) => {
    chunks.push(chunk);
    size += chunk.length;
    total += chunk.length;
    if (!log) return;
    while (chunks.length > 1 && size - (chunks[0]?.length ?? 0) >= logTail)
      size -= chunks.shift()?.length ?? 0;
  });
  file.on('end', () => {
    const content = log ? Buffer.from(endOf(chunks, logTail)) : Buffer.concat(chunks);
    const text = (): string => decodeText(content);
    const entry: Entry = {
      path,
      shown: `${name}:${path}`,
      text: () => Promise.resolve(text()),
      tail: (atMost) => {
        const cut = total > content.length || content.length > atMost;
        return Promise.resolve(wholeLines(decodeText(endOf([content], atMost)), cut));
      },
    };
    kept(entry, content.length);
  });
};

/**
 * The files of a tar archive, packed with gzip or not, that a bundle or a folder of manifests can hold. Nothing is written
 * anywhere; of logs the end is kept, other files are passed over as they stream by. `name` is how people call it.
 */
export const archiveEntries = async (name: string, source: AsyncIterable<Buffer>): Promise<ArchiveRead> => {
  const entries: Entry[] = [];
  const sums = { files: 0, unpacked: 0, kept: 0 };
  const parser = new Parser({
    onReadEntry: (file) => {
      sums.files += 1;
      sums.unpacked += file.size;
      const path = file.type === 'File' || file.type === 'OldFile' ? cleanPath(file.path) : null;
      const over = boundMet(sums);
      if (over !== null) parser.abort(new Error(over));
      else if (path === null || !(canMatter(path) || isManifest(path))) file.resume();
      else if (!isLog(path) && file.size > fileAtMost) file.resume();
      else
        keep(name, path, file, (entry, bytes) => {
          sums.kept += bytes;
          entries.push(entry);
        });
    },
  });
  const ended = Promise.race([once(parser, 'end'), once(parser, 'close')]);
  // It can fail while the next chunk is read; it is awaited below.
  ended.catch(() => undefined);
  try {
    for await (const chunk of source)
      if (!parser.write(chunk)) await Promise.race([once(parser, 'drain'), ended]);
    parser.end();
    await ended;
  } catch (error) {
    return { ok: false, expected: `an archive that is whole (${errorWords(error)})` };
  }
  return { ok: true, entries };
};

/** The first bytes of a zip archive: APPNOTE.TXT, 4.3.7. */
export const isZip = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, 4)).toString('latin1') === 'PK\u0003\u0004';

/** What the first bytes of a gzip file hold, as far as they go. */
export const insideGzip = (head: Uint8Array): Uint8Array => {
  try {
    return gunzipSync(head.subarray(0, 16 * 1024), {
      finishFlush: constants.Z_SYNC_FLUSH,
      maxOutputLength: 64 * 1024 * 1024,
    });
  } catch {
    // Torn at the very beginning: whoever reads all of it says so.
    return new Uint8Array();
  }
};
