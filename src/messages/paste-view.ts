import type { InputBlock, ModalView } from '@slack/types';

import { limits } from './limits.ts';

/** The fields of the window, in the order in which their text is joined: one holds 3,000 characters. */
export const pasteFields = ['objects', 'objects-2', 'objects-3', 'objects-4'] as const;

const field = (id: (typeof pasteFields)[number], index: number): InputBlock => ({
  type: 'input',
  block_id: id,
  optional: index > 0,
  label: {
    type: 'plain_text',
    text:
      index === 0
        ? 'Objects as YAML or JSON'
        : `What did not fit above (${index + 1} of ${pasteFields.length})`,
  },
  ...(index === 0 && {
    hint: {
      type: 'plain_text' as const,
      text:
        'What kubectl get POD -o yaml prints; its events and node help. Several objects stand one after the other, with --- between them. ' +
        'Leave out values of Secrets. A field takes 3,000 characters: begin the next one with a new line.',
    },
  }),
  element: { type: 'plain_text_input', action_id: id, multiline: true, max_length: limits.inputText },
});

/** The window that takes objects of a cluster the bot cannot reach. `metadata` comes back with what is sent. */
export const pasteView = (metadata: string): ModalView => ({
  type: 'modal',
  callback_id: 'paste',
  private_metadata: metadata,
  title: { type: 'plain_text', text: 'What is wrong with it?' },
  submit: { type: 'plain_text', text: 'Diagnose' },
  close: { type: 'plain_text', text: 'Cancel' },
  blocks: pasteFields.map(field),
});
