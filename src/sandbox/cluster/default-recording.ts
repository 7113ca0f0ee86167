import { fileURLToPath } from 'node:url';

import { readRecording } from '../../cluster/recording-files.ts';
import type { Recording } from '../../cluster/recording-format.ts';

const folder = fileURLToPath(new URL('recordings', import.meta.url));

/** The recordings that come with the sandbox: a shop with a dozen workloads, each broken in its own way. */
export const defaultRecording = async (): Promise<Recording> => {
  const read = await readRecording([folder], () => Promise.resolve(''));
  if (read.ok) return read.recording;
  const { file, line, expected } = read.complaint;
  throw new Error(`the sandbox's own recording ${file} is broken at line ${line}: expected ${expected}`);
};
