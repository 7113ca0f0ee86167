/** Pieces of blocks of a given length or number, and Slack's words for what is too much. */

export const plain = (length: number) => ({ type: 'plain_text', text: 'x'.repeat(length) });
export const mrkdwn = (length: number) => ({ type: 'mrkdwn', text: 'x'.repeat(length) });
export const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
export const button = (more: object = {}) => ({ type: 'button', text: plain(5), ...more });
export const option = (index: number, more: object = {}) => ({ text: plain(5), value: `v${index}`, ...more });
export const actions = (...elements: object[]) => ({ type: 'actions', elements });
export const section = (more: object) => ({ type: 'section', ...more });
export const select = (more: object) => actions({ type: 'static_select', ...more });
export const input = (element: object, more: object = {}) => ({
  type: 'input',
  label: plain(5),
  element,
  ...more,
});
export const cell = (length: number) => ({ type: 'raw_text', text: 'x'.repeat(length) });
export const confirm = (more: object) =>
  actions(button({ confirm: { title: plain(5), text: plain(5), ...more } }));

export const longer = (limit: number, at: string): string =>
  `must be less than ${limit + 1} characters [json-pointer:${at}]`;
export const fewer = (limit: number, at: string): string =>
  `no more than ${limit} items allowed [json-pointer:${at}]`;
export const missing = (field: string, at: string): string =>
  `missing required field: ${field} [json-pointer:${at}]`;
export const divider = [{ type: 'divider' }];
export const modal = (more: object): object => ({ type: 'modal', title: plain(5), blocks: divider, ...more });
