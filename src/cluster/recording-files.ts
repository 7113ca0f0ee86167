import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';

import { errorCode } from './error-code.ts';
import type { RecordingRead } from './parse-recording.ts';
import { parseRecording } from './parse-recording.ts';
import type { Recording } from './recording-format.ts';
import { joinRecordings } from './recording-format.ts';

const extensions = new Set(['.yaml', '.yml', '.json']);

/** The files a path stands for: itself, or the manifests directly in a folder, by name; kubectl does not descend either. */
const filesOf = async (path: string): Promise<string[]> => {
  if (path === '-' || !(await stat(path)).isDirectory()) return [path];
  const names = await readdir(path);
  return names
    .filter((name) => extensions.has(extname(name)))
    .toSorted()
    .map((name) => join(path, name));
};

const complaint = (file: string, expected: string): RecordingRead => ({
  ok: false,
  complaint: { file, document: null, line: null, expected },
});

/**
 * Reads what `-f` names into one recording: files, folders of `.yaml`, `.yml` and `.json`, or `-` for the standard
 * input, whose text `stdin` gives. A path that cannot be read, or holds no object, is a complaint.
 */
export const readRecording = async (
  paths: readonly string[],
  stdin: () => Promise<string>,
): Promise<RecordingRead> => {
  const recordings: Recording[] = [];
  for (const path of paths) {
    try {
      for (const file of await filesOf(path)) {
        const text = file === '-' ? await stdin() : await readFile(file, 'utf8');
        const parsed = parseRecording(text, file === '-' ? 'standard input' : file);
        if (!parsed.ok) return parsed;
        recordings.push(parsed.recording);
      }
    } catch (error) {
      const code = errorCode(error);
      if (code === null) throw error;
      return complaint(path, `a file or folder that can be read (${code})`);
    }
  }
  const recording = joinRecordings(recordings);
  if (recording.objects.length === 0)
    return complaint(paths.join(', '), 'at least one Kubernetes object in YAML or JSON');
  return { ok: true, recording };
};
