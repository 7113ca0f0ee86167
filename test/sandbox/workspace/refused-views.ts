import { plain, many, input, cell, longer, fewer, divider, modal } from './pieces.ts';

/** For each limit of a view: what is one too much, and the words it is refused with. */
export const refusedViews: [name: string, view: object, message: string][] = [
  ['title of 25', modal({ title: plain(25) }), longer(24, '/view/title/text')],
  ['submit of 25', modal({ submit: plain(25) }), longer(24, '/view/submit/text')],
  ['close of 25', modal({ close: plain(25) }), longer(24, '/view/close/text')],
  [
    'private_metadata of 3001',
    modal({ private_metadata: 'x'.repeat(3001) }),
    longer(3000, '/view/private_metadata'),
  ],
  ['callback_id of 256', modal({ callback_id: 'x'.repeat(256) }), longer(255, '/view/callback_id')],
  ['external_id of 256', modal({ external_id: 'x'.repeat(256) }), longer(255, '/view/external_id')],
  ['101 blocks', modal({ blocks: many(101, () => ({ type: 'divider' })) }), fewer(100, '/view/blocks')],
  [
    'input without submit',
    modal({ blocks: [input({ type: 'plain_text_input' })] }),
    'missing required field: submit [json-pointer:/view]',
  ],
  [
    'table',
    modal({ blocks: [{ type: 'table', rows: [[cell(1)]] }] }),
    'unsupported type: table [json-pointer:/view/blocks/0/type]',
  ],
  [
    'a Home tab as a modal',
    { type: 'home', blocks: divider },
    'must be of type modal [json-pointer:/view/type]',
  ],
];
