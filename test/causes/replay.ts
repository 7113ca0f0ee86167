import { readFileSync } from 'node:fs';

import { parseCommand } from '../../handlers/parse.ts';
import type { Answer } from '../../src/answer.ts';
import { filesCluster } from '../../src/cluster/files-cluster.ts';
import { parseRecording } from '../../src/cluster/parse-recording.ts';
import { whyText } from '../../src/messages/why-text.ts';
import { why } from '../../src/why.ts';

/** Asks a recorded case (its path without extension) the question it was recorded for. */
export const replay = async (path: string): Promise<{ answer: Answer; text: string }> => {
  const read = parseRecording(readFileSync(`${path}.yaml`, 'utf8'), `${path}.yaml`);
  if (!read.ok) throw new Error(JSON.stringify(read.complaint));
  const { recording } = read;
  const parsed = parseCommand(recording.question ?? '');
  if (parsed.type !== 'why') throw new Error(`the recording asks no question: ${recording.question}`);
  const now = new Date(recording.at ?? '');
  const cluster = await filesCluster(recording.cluster ?? '', recording, []);
  const outcome = await why(cluster, parsed.target, now);
  if (outcome.type !== 'answer') throw new Error(`no answer but ${outcome.type}`);
  return { answer: outcome.answer, text: whyText(outcome, { colour: false, now: now.toISOString() }) };
};
