import type { Message } from '../ports.ts';
import { header, message, section } from './blocks.ts';
import { code, markup, plain } from './mrkdwn.ts';
import { shareless, type WhyOptions } from './options.ts';
import { phrase } from './text.ts';

/** What to do about a cluster that gives no answer. Also used on the terminal. */
export const unreadableAdvice =
  'Ask again in a minute. If it stays so, check that the API server is up and reachable from here, and that the credentials are valid and may read.';

/** The cluster gave nothing to judge: that says nothing about its health. */
export const unreadableMessage = (
  outcome: { cluster: string; why: string },
  options: WhyOptions,
): Message => {
  const what = markup`*Cluster ${code(outcome.cluster, 100)} could not be read*, so nothing can be said about its health.`;
  const why = markup`Why: ${plain(outcome.why, 600)}`;
  const next = markup`What to do: ${plain(unreadableAdvice)}`;
  return message(
    [
      header(`⚪ Unknown · cluster ${phrase(outcome.cluster, 100)}`),
      section(markup`${what}\n${why}\n${next}`),
    ],
    [what, why, next],
    shareless(options),
  );
};
