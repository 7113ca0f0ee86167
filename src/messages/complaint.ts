import type { Message } from '../ports.ts';
import { message, section } from './blocks.ts';
import { code, lines, markup, prose } from './mrkdwn.ts';
import { phrase } from './text.ts';

/** Words that were not understood. `suggestions` are whole lines without the word in front: `why checkout -n shop`. */
export type Misunderstood = { message: string; suggestions: readonly string[] };

const suggestionsAtMost = 5;

/** What was not understood, and lines that would have worked, each with `command` in front. */
export const complaintMessage = (complaint: Misunderstood & { command: string }): Message => {
  const what = prose(complaint.message);
  const examples = complaint.suggestions
    .slice(0, suggestionsAtMost)
    .map((line) => markup`• ${code(`${complaint.command} ${line}`)}`);
  const tries = examples.length === 0 ? [] : [markup`Try:\n${lines(examples, 1500)}`];
  return message(
    [what, ...tries].map((part) => section(part)),
    [what, ...tries],
  );
};

/** The same for the terminal, without a line feed at its end. */
export const complaintText = (complaint: Misunderstood, command = 'kubewhy'): string =>
  [
    phrase(complaint.message, 800),
    ...(complaint.suggestions.length === 0 ? [] : ['Try:']),
    ...complaint.suggestions.slice(0, suggestionsAtMost).map((line) => `  ${command} ${phrase(line, 200)}`),
  ].join('\n');
