import {
  plain,
  mrkdwn,
  many,
  button,
  actions,
  section,
  input,
  cell,
  longer,
  fewer,
  missing,
} from './pieces.ts';

/** For each limit of a block: what is one too much, and the words it is refused with. */
export const refusedBlocks: [name: string, blocks: unknown, message: string][] = [
  ['51 blocks', many(51, () => ({ type: 'divider' })), fewer(50, '/blocks')],
  ['unknown block', [{ type: 'blink' }], 'unsupported type: blink [json-pointer:/blocks/0/type]'],
  ['block without type', [{ text: plain(1) }], missing('type', '/blocks/0')],
  [
    'unknown element',
    [actions({ type: 'lever' })],
    'unsupported type: lever [json-pointer:/blocks/0/elements/0/type]',
  ],
  [
    'unknown field',
    [{ type: 'divider', colour: 1 }],
    'invalid additional property: colour [json-pointer:/blocks/0]',
  ],
  ['block_id of 256', [{ type: 'divider', block_id: 'x'.repeat(256) }], longer(255, '/blocks/0/block_id')],
  [
    'block_id twice',
    many(2, () => ({ type: 'divider', block_id: 'a' })),
    'block_id already exists [json-pointer:/blocks/1/block_id]',
  ],
  [
    'action_id of 256',
    [actions(button({ action_id: 'x'.repeat(256) }))],
    longer(255, '/blocks/0/elements/0/action_id'),
  ],
  [
    'action_id twice',
    [actions(button({ action_id: 'a' }), button({ action_id: 'a' }))],
    'action_id already exists [json-pointer:/blocks/0/elements]',
  ],
  ['section text of 3001', [section({ text: mrkdwn(3001) })], longer(3000, '/blocks/0/text/text')],
  [
    'empty section text',
    [section({ text: mrkdwn(0) })],
    'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
  ],
  ['section of nothing', [section({})], 'missing required field: text [json-pointer:/blocks/0]'],
  ['11 fields', [section({ fields: many(11, () => mrkdwn(1)) })], fewer(10, '/blocks/0/fields')],
  ['field of 2001', [section({ fields: [mrkdwn(2001)] })], longer(2000, '/blocks/0/fields/0/text')],
  ['header of 151', [{ type: 'header', text: plain(151) }], longer(150, '/blocks/0/text/text')],
  [
    'header in mrkdwn',
    [{ type: 'header', text: mrkdwn(1) }],
    'must be one of: plain_text [json-pointer:/blocks/0/text/type]',
  ],
  ['header without text', [{ type: 'header' }], missing('text', '/blocks/0')],
  [
    '11 context elements',
    [{ type: 'context', elements: many(11, () => mrkdwn(1)) }],
    fewer(10, '/blocks/0/elements'),
  ],
  ['26 actions', [actions(...many(26, () => button()))], fewer(25, '/blocks/0/elements')],
  [
    'image without alt_text',
    [{ type: 'image', image_url: 'https://x/y.png' }],
    missing('alt_text', '/blocks/0'),
  ],
  [
    'alt_text of 2001',
    [{ type: 'image', image_url: 'https://x/y.png', alt_text: 'x'.repeat(2001) }],
    longer(2000, '/blocks/0/alt_text'),
  ],
  [
    'image title of 2001',
    [{ type: 'image', image_url: 'https://x/y.png', alt_text: 'x', title: plain(2001) }],
    longer(2000, '/blocks/0/title/text'),
  ],
  [
    'input label of 2001',
    [input({ type: 'plain_text_input' }, { label: plain(2001) })],
    longer(2000, '/blocks/0/label/text'),
  ],
  [
    'input hint of 2001',
    [input({ type: 'plain_text_input' }, { hint: plain(2001) })],
    longer(2000, '/blocks/0/hint/text'),
  ],
  [
    'input value of 3001',
    [input({ type: 'plain_text_input', initial_value: 'x'.repeat(3001) })],
    longer(3000, '/blocks/0/element/initial_value'),
  ],
  ['101 table rows', [{ type: 'table', rows: many(101, () => [cell(1)]) }], fewer(100, '/blocks/0/rows')],
  ['21 table columns', [{ type: 'table', rows: [many(21, () => cell(1))] }], fewer(20, '/blocks/0/rows/0')],
  ['table text of 10001', [{ type: 'table', rows: [[cell(10_001)]] }], longer(10_000, '/blocks/0/rows')],
  [
    'two tables',
    many(2, () => ({ type: 'table', rows: [[cell(1)]] })),
    'only one table allowed [json-pointer:/blocks/1]',
  ],
  ['markdown of 12001', [{ type: 'markdown', text: 'x'.repeat(12_001) }], longer(12_000, '/blocks/0/text')],
  [
    'rich text part',
    [{ type: 'rich_text', elements: [{ type: 'poem', elements: [] }] }],
    'unsupported type: poem [json-pointer:/blocks/0/elements/0/type]',
  ],
  [
    'indent of 9',
    [{ type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'bullet', elements: [], indent: 9 }] }],
    fewer(8, '/blocks/0/elements/0/indent'),
  ],
];
