import type { Message } from '../ports.ts';
import { message, section } from './blocks.ts';
import { code, markup, prose } from './mrkdwn.ts';
import { phrase } from './text.ts';

/** Why a request was not answered, what to do, and the id under which the log knows it. */
export type Failure = { reference: string; why: string; whatToDo: string };

/** One line for the person who asked. */
export const failureMessage = ({ reference, why, whatToDo }: Failure): Message => {
  const line = markup`⚠️ No answer: ${prose(why)} ${prose(whatToDo)} (reference ${code(reference, 80)})`;
  return message([section(line)], [line]);
};

/** The same for the terminal, without a line feed. */
export const failureText = ({ reference, why, whatToDo }: Failure): string =>
  `No answer: ${phrase(why, 800)} ${phrase(whatToDo, 800)} (reference ${phrase(reference, 80)})`;
