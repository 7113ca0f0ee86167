import type { ActionsBlock, ContextBlock } from '@slack/types';

import { actions, button, context } from './blocks.ts';
import { markup, person, plain, type Mrkdwn } from './mrkdwn.ts';
import { took } from './words.ts';

/** Who stands behind a message: who asked, who shared it, how long it took. All optional; users are Slack ids. */
export type Provenance = { asker?: string; sharedBy?: string; took?: number };

/** The small print under an answer, with other remarks before it; null where there is none. */
export const smallPrint = (from: Provenance, remarks: readonly Mrkdwn[] = []): ContextBlock | null => {
  const parts = [
    ...remarks,
    ...(from.sharedBy === undefined ? [] : [markup`Shared by ${person(from.sharedBy)}`]),
    ...(from.asker === undefined ? [] : [markup`Asked by ${person(from.asker)}`]),
    ...(from.took === undefined ? [] : [markup`Took ${plain(took(from.took))}`]),
  ];
  return parts.length === 0 ? null : context(parts);
};

/** The button that shows a private answer to the channel. `answerId` is where the answer is kept. */
export const shareButton = (answerId: string): ActionsBlock =>
  actions([button('share', 'Share to channel', answerId, 'Share this answer to the channel')]);
