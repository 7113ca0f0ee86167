import { plain, many, button, option, actions, select, confirm, longer, fewer } from './pieces.ts';

/** For each limit of an element inside a block: what is one too much, and the words it is refused with. */
export const refusedElements: [name: string, blocks: unknown, message: string][] = [
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
    fewer(5, '/blocks/0/elements/0/options'),
  ],
  [
    '11 checkboxes',
    [actions({ type: 'checkboxes', options: many(11, option) })],
    fewer(10, '/blocks/0/elements/0/options'),
  ],
  [
    '11 radio buttons',
    [actions({ type: 'radio_buttons', options: many(11, option) })],
    fewer(10, '/blocks/0/elements/0/options'),
  ],
  ['101 options', [select({ options: many(101, option) })], fewer(100, '/blocks/0/elements/0/options')],
  [
    '101 groups',
    [select({ option_groups: many(101, () => ({ label: plain(1), options: [option(1)] })) })],
    fewer(100, '/blocks/0/elements/0/option_groups'),
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
];
