import type { Message } from '../ports.ts';
import { context, message } from './blocks.ts';
import { code, markup } from './mrkdwn.ts';

/** What stands in the channel until the answer replaces it. `words` is what was asked about, as it was typed. */
export const progressMessage = (words: string, command: string): Message => {
  const line = markup`⏳ Looking into ${code(words)} … (${code(`${command} why`, 60)})`;
  return message([context([line])], [line]);
};
