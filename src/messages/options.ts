import type { ContextBlock } from '@slack/types';

import type { Mrkdwn } from './mrkdwn.ts';
import { smallPrint, type Provenance } from './shared.ts';

/**
 * How an answer is shown. `command` is what people type (`/k8s`). With `thread` the details are messages of their own;
 * with `inline` they stand in the one message. `share` adds the button that shows a private answer to all.
 * `took` is in milliseconds.
 */
export type WhyOptions = Provenance & {
  command: string;
  details: 'thread' | 'inline';
  share?: { answerId: string };
};

/** What is posted: `parent` in the channel, `details` in the thread under it, in this order. */
export type Posts<M> = { parent: M; details: M[] };

/** The end of a message that is not worth sharing. */
export const shareless = (options: WhyOptions, remarks: readonly Mrkdwn[] = []): ContextBlock[] => {
  const print = smallPrint(options, remarks);
  return print === null ? [] : [print];
};
