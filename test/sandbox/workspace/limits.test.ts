import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { startWorkspace, type Workspace } from '../../../src/sandbox/workspace/server.ts';
import { call } from './call.ts';

/** One row for each limit of Slack: what is one too much, and the words it is refused with. */

const plain = (length: number) => ({ type: 'plain_text', text: 'x'.repeat(length) });
const mrkdwn = (length: number) => ({ type: 'mrkdwn', text: 'x'.repeat(length) });
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
const button = (more: object = {}) => ({ type: 'button', text: plain(5), ...more });
const option = (index: number, more: object = {}) => ({ text: plain(5), value: `v${index}`, ...more });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const section = (more: object) => ({ type: 'section', ...more });
const select = (more: object) => actions({ type: 'static_select', ...more });
const input = (element: object, more: object = {}) => ({ type: 'input', label: plain(5), element, ...more });
const cell = (length: number) => ({ type: 'raw_text', text: 'x'.repeat(length) });
const confirm = (more: object) => actions(button({ confirm: { title: plain(5), text: plain(5), ...more } }));

const longer = (limit: number, at: string): string =>
  `must be less than ${limit + 1} characters [json-pointer:${at}]`;
const more = (limit: number, at: string): string =>
  `no more than ${limit} items allowed [json-pointer:${at}]`;
const missing = (field: string, at: string): string =>
  `missing required field: ${field} [json-pointer:${at}]`;

const refusedBlocks: [name: string, blocks: unknown, message: string][] = [
  ['51 blocks', many(51, () => ({ type: 'divider' })), more(50, '/blocks')],
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
  ['11 fields', [section({ fields: many(11, () => mrkdwn(1)) })], more(10, '/blocks/0/fields')],
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
    more(10, '/blocks/0/elements'),
  ],
  ['26 actions', [actions(...many(26, () => button()))], more(25, '/blocks/0/elements')],
  ['button text of 76', [actions(button({ text: plain(76) }))], longer(75, '/blocks/0/elements/0/text/text')],
  [
    'button value of 2001',
    [actions(button({ value: 'x'.repeat(2001) }))],
    longer(2000, '/blocks/0/elements/0/value'),
  ],
  [
    'button url of 3001',
    [actions(button({ url: `https://x/${'x'.repeat(2991)}` }))],
    longer(3000, '/blocks/0/elements/0/url'),
  ],
  [
    'button url of another scheme',
    [actions(button({ url: 'javascript:alert(1)' }))],
    'must be a valid URL [json-pointer:/blocks/0/elements/0/url]',
  ],
  [
    'button style',
    [actions(button({ style: 'green' }))],
    'must be one of: primary, danger [json-pointer:/blocks/0/elements/0/style]',
  ],
  [
    'accessibility_label of 76',
    [actions(button({ accessibility_label: 'x'.repeat(76) }))],
    longer(75, '/blocks/0/elements/0/accessibility_label'),
  ],
  [
    '6 overflow options',
    [actions({ type: 'overflow', options: many(6, option) })],
    more(5, '/blocks/0/elements/0/options'),
  ],
  [
    '11 checkboxes',
    [actions({ type: 'checkboxes', options: many(11, option) })],
    more(10, '/blocks/0/elements/0/options'),
  ],
  [
    '11 radio buttons',
    [actions({ type: 'radio_buttons', options: many(11, option) })],
    more(10, '/blocks/0/elements/0/options'),
  ],
  ['101 options', [select({ options: many(101, option) })], more(100, '/blocks/0/elements/0/options')],
  [
    '101 groups',
    [select({ option_groups: many(101, () => ({ label: plain(1), options: [option(1)] })) })],
    more(100, '/blocks/0/elements/0/option_groups'),
  ],
  [
    'select of nothing',
    [select({})],
    'must define either `options` or `option_groups` [json-pointer:/blocks/0/elements/0]',
  ],
  [
    'placeholder of 151',
    [select({ options: [option(1)], placeholder: plain(151) })],
    longer(150, '/blocks/0/elements/0/placeholder/text'),
  ],
  [
    'option text of 76',
    [select({ options: [option(1, { text: plain(76) })] })],
    longer(75, '/blocks/0/elements/0/options/0/text/text'),
  ],
  [
    'option value of 151',
    [select({ options: [option(1, { value: 'x'.repeat(151) })] })],
    longer(150, '/blocks/0/elements/0/options/0/value'),
  ],
  [
    'option description of 76',
    [select({ options: [option(1, { description: plain(76) })] })],
    longer(75, '/blocks/0/elements/0/options/0/description/text'),
  ],
  [
    'confirm title of 101',
    [confirm({ title: plain(101) })],
    longer(100, '/blocks/0/elements/0/confirm/title/text'),
  ],
  [
    'confirm text of 301',
    [confirm({ text: plain(301) })],
    longer(300, '/blocks/0/elements/0/confirm/text/text'),
  ],
  [
    'confirm button of 31',
    [confirm({ confirm: plain(31) })],
    longer(30, '/blocks/0/elements/0/confirm/confirm/text'),
  ],
  [
    'confirm deny of 31',
    [confirm({ deny: plain(31) })],
    longer(30, '/blocks/0/elements/0/confirm/deny/text'),
  ],
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
  ['101 table rows', [{ type: 'table', rows: many(101, () => [cell(1)]) }], more(100, '/blocks/0/rows')],
  ['21 table columns', [{ type: 'table', rows: [many(21, () => cell(1))] }], more(20, '/blocks/0/rows/0')],
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
    more(8, '/blocks/0/elements/0/indent'),
  ],
];

const divider = [{ type: 'divider' }];
const modal = (more: object): object => ({ type: 'modal', title: plain(5), blocks: divider, ...more });
const refusedViews: [name: string, view: object, message: string][] = [
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
  ['101 blocks', modal({ blocks: many(101, () => ({ type: 'divider' })) }), more(100, '/view/blocks')],
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

describe('size limits', () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await startWorkspace({ limits: { burst: 10_000, tiers: false } });
  });
  afterAll(async () => {
    await workspace.close();
  });
  const post = async (args: object): Promise<Record<string, unknown>> =>
    (await call(workspace, 'chat.postMessage', { channel: 'C0OPS00001', text: 'x', ...args })).body;

  test.each(refusedBlocks)('blocks are refused: %s', async (_name, blocks, message) => {
    expect(await post({ blocks })).toEqual({
      ok: false,
      error: 'invalid_blocks',
      errors: expect.arrayContaining([message]),
      response_metadata: { messages: expect.arrayContaining([`[ERROR] ${message}`]) },
    });
  });

  test.each(refusedViews)('a view is refused: %s', async (_name, view, message) => {
    const { body } = await call(workspace, 'views.open', { trigger_id: 'x', view });
    expect(body).toMatchObject({ ok: false, error: 'invalid_arguments', errors: [message] });
  });

  test('what is just within the limits is taken', async () => {
    const blocks = [
      section({ text: mrkdwn(3000), fields: many(2, () => mrkdwn(2000)) }),
      { type: 'header', text: plain(150) },
      actions(...many(25, () => button({ text: plain(75) }))),
      section({ text: mrkdwn(3000) }),
    ];
    expect(await post({ blocks })).toMatchObject({ ok: true });
    const view = modal({
      title: plain(24),
      private_metadata: 'x'.repeat(3000),
      blocks: many(100, () => ({ type: 'divider' })),
    });
    expect((await call(workspace, 'views.open', { trigger_id: 'x', view })).body).toEqual({
      ok: false,
      error: 'invalid_trigger_id',
    });
  });

  test('all block text together, message text, and JSON that is none', async () => {
    const blocks = many(5, () => section({ text: mrkdwn(2641) }));
    expect(await post({ blocks })).toEqual({ ok: false, error: 'msg_blocks_too_long' });
    expect(await post({ text: '' })).toEqual({ ok: false, error: 'no_text' });
    expect(await post({ blocks: '{' })).toEqual({ ok: false, error: 'invalid_blocks_format' });
    expect(await post({ attachments: many(101, () => ({ text: 'x' })) })).toEqual({
      ok: false,
      error: 'too_many_attachments',
    });
    const { message } = await post({ text: 'x'.repeat(40_001) });
    expect(Object.assign({}, message)).toMatchObject({ text: 'x'.repeat(40_000) });
    const big = modal({ blocks: many(100, () => section({ text: mrkdwn(2900) })) });
    expect((await call(workspace, 'views.open', { trigger_id: 'x', view: big })).body).toMatchObject({
      error: 'view_too_large',
    });
  });
});
