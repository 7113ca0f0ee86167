import { open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { decodeText } from '../decode-text.ts';
import type { Entry } from './bundle.ts';

/** Deeper than any bundle goes, and more files than any holds: what lies beyond was not meant. */
const depthAtMost = 12;
const filesAtMost = 500_000;

const readTail = async (path: string, atMost: number): Promise<string> => {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const length = Math.min(size, atMost);
    if (length === 0) return '';
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, size - length);
    const text = decodeText(buffer.subarray(0, bytesRead));
    // The first line begins where the bound cut it.
    return length === size ? text : text.slice(text.indexOf('\n') + 1);
  } finally {
    await file.close();
  }
};

/** The files below a folder, in the order of their paths. Links are not followed. */
export const folderEntries = async (folder: string): Promise<Entry[]> => {
  const found: Entry[] = [];
  const walk = async (inside: string, depth: number): Promise<void> => {
    const names = await readdir(join(folder, inside), { withFileTypes: true });
    for (const each of names.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = inside === '' ? each.name : `${inside}/${each.name}`;
      const shown = join(folder, path);
      if (each.isFile() && found.length < filesAtMost)
        found.push({
          path,
          shown,
          text: async () => decodeText(await readFile(shown)),
          tail: (atMost) => readTail(shown, atMost),
        });
      // One folder after the other keeps the files in order.
      // oxlint-disable-next-line no-await-in-loop
      else if (each.isDirectory() && depth < depthAtMost) await walk(path, depth + 1);
    }
  };
  await walk('', 1);
  return found;
};
