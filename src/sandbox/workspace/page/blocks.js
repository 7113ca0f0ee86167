import { el, visible } from './dom.js';
import { interactive } from './elements.js';
import { plain, textObject } from './mrkdwn.js';
import { richText } from './rich-text.js';

/** Blocks, as elements. `act` sends a choice to the app (see elements.js). */

function image({ image_url: src, alt_text: alt }, attributes = {}) {
  return el('img', { src, alt, loading: 'lazy', ...attributes });
}

function section(block, act) {
  const { accessory } = block;
  return el(
    'div',
    { class: 'block section' },
    el(
      'div',
      { class: 'body' },
      block.text && textObject(block.text, 'div'),
      block.fields &&
        el('div', { class: 'fields' }, ...block.fields.map((field) => textObject(field, 'div'))),
    ),
    accessory &&
      (accessory.type === 'image'
        ? image(accessory, { class: 'accessory' })
        : interactive(accessory, block, act)),
  );
}

function cell(value, align) {
  const attributes = { class: `align-${align ?? 'left'}` };
  return value.type === 'rich_text'
    ? el('td', attributes, richText(value))
    : el('td', attributes, ...visible(value.text ?? String(value.value)));
}

function table(block) {
  const [head, ...rows] = block.rows;
  const align = (index) => block.column_settings?.[index]?.align;
  return el(
    'div',
    { class: 'block table', tabindex: '0', role: 'region', 'aria-label': 'Table' },
    el(
      'table',
      {},
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          ...head.map((value, index) => {
            const { childNodes, className } = cell(value, align(index));
            return el('th', { scope: 'col', class: className }, ...childNodes);
          }),
        ),
      ),
      el(
        'tbody',
        {},
        ...rows.map((row) => el('tr', {}, ...row.map((value, index) => cell(value, align(index))))),
      ),
    ),
  );
}

function input(block) {
  const id = `input-${block.block_id}`;
  const field = interactive(block.element, block, null);
  field.id = id;
  field.setAttribute('aria-describedby', `${id}-error`);
  if (field.matches('.boxes')) field.setAttribute('aria-label', block.label.text);
  else if (block.optional !== true) field.setAttribute('aria-required', 'true');
  return el(
    'div',
    { class: 'block input', 'data-input': block.block_id },
    el(
      'label',
      { for: id },
      ...plain(block.label),
      block.optional === true && el('span', { class: 'quiet' }, ' (optional)'),
    ),
    field,
    block.hint && el('p', { class: 'quiet' }, ...plain(block.hint)),
    el('p', { class: 'error', id: `${id}-error`, role: 'alert' }),
  );
}

function one(block, act) {
  switch (block.type) {
    case 'section':
      return section(block, act);
    case 'header':
      return el('h3', { class: 'block header text' }, ...plain(block.text));
    case 'divider':
      return el('hr', { class: 'block' });
    case 'context':
      return el(
        'div',
        { class: 'block context' },
        ...block.elements.map((element) => (element.type === 'image' ? image(element) : textObject(element))),
      );
    case 'actions':
      return el(
        'div',
        { class: 'block actions' },
        ...block.elements.map((element) => interactive(element, block, act)),
      );
    case 'image':
      return el(
        'figure',
        { class: 'block' },
        block.title && el('figcaption', {}, ...plain(block.title)),
        image(block),
      );
    case 'input':
      return input(block);
    case 'rich_text':
      return el('div', { class: 'block' }, richText(block));
    case 'table':
      return table(block);
    case 'markdown':
      return el('div', { class: 'block text' }, ...visible(block.text));
    default:
      return el('p', { class: 'block quiet' }, `(a ${block.type} block)`);
  }
}

export function renderBlocks(blocks, act) {
  return blocks.map((block) => one(block, act));
}
