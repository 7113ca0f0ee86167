import { el, link, visible } from './dom.js';
import { emoji } from './emoji.js';
import { mention } from './mrkdwn.js';
import { channelName, person } from './store.js';
import { dateText } from './time.js';

/** Rich text: every piece says what it is, so text is only ever text. */

function piece(element) {
  switch (element.type) {
    case 'text':
      return visible(element.text);
    case 'link':
      return link(element.url, visible(element.text ?? element.url));
    case 'user':
      return mention('user', `@${person(element.user_id).name}`);
    case 'channel':
      return mention('of-channel', `#${channelName(element.channel_id)}`);
    case 'usergroup':
      return mention('broadcast', '@group');
    case 'broadcast':
      return mention('broadcast', `@${element.range}`);
    case 'date':
      return el('time', {}, dateText(element.timestamp, element.format) ?? element.fallback ?? '');
    case 'emoji':
      return emoji(element.name);
    case 'color':
      return el('code', {}, element.value);
    default:
      return '';
  }
}

const tags = { bold: 'b', italic: 'i', strike: 's', code: 'code', underline: 'u', highlight: 'mark' };

function styled(element) {
  return Object.entries(tags).reduceRight(
    (nodes, [style, tag]) => (element.style?.[style] === true ? [el(tag, {}, ...nodes)] : nodes),
    [piece(element)].flat(),
  );
}

const pieces = (elements) => elements.flatMap(styled);

function part(element) {
  switch (element.type) {
    case 'rich_text_section':
      return el('p', { class: 'text' }, ...pieces(element.elements));
    case 'rich_text_quote':
      return el('blockquote', { class: 'text' }, ...pieces(element.elements));
    case 'rich_text_preformatted':
      return el('pre', { class: 'text', tabindex: '0' }, ...pieces(element.elements));
    case 'rich_text_list':
      return el(
        element.style === 'ordered' ? 'ol' : 'ul',
        {
          class: `indent-${element.indent ?? 0}`,
          start: element.offset === undefined ? null : element.offset + 1,
        },
        ...element.elements.map((item) => el('li', { class: 'text' }, ...pieces(item.elements))),
      );
    default:
      return '';
  }
}

export function richText(block) {
  return el('div', { class: 'rich-text' }, ...block.elements.map(part));
}
