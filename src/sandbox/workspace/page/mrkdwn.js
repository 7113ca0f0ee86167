import { el, link, visible } from './dom.js';
import { emoji } from './emoji.js';
import { channelName, person } from './store.js';
import { dateText } from './time.js';

/** Slack's own markup, turned into elements: https://docs.slack.dev/messaging/formatting-message-text */

const unescape = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

export function mention(kind, text) {
  return el('span', { class: `mention ${kind}` }, text);
}

/** `<…>`: a link, a person, a channel, a group or a date. */
function reference(inside) {
  const [target, label] = inside.split(/\|(.*)/s);
  if (target.startsWith('@')) return mention('user', `@${person(target.slice(1)).name}`);
  if (target.startsWith('#'))
    return mention('of-channel', `#${unescape(label ?? channelName(target.slice(1)))}`);
  if (target.startsWith('!date^')) {
    const [, unix, format = '', url] = target.split('^');
    const text = dateText(unix, format) ?? unescape(label ?? '');
    return url === undefined ? el('time', {}, text) : link(url, [text]);
  }
  if (target.startsWith('!subteam^')) return mention('broadcast', unescape(label ?? '@group'));
  if (target.startsWith('!')) return mention('broadcast', `@${unescape(label ?? target.slice(1))}`);
  return link(unescape(target), visible(unescape(label ?? target)));
}

const edge = String.raw`(?![\p{L}\p{N}])`;
const start = String.raw`(?<![\p{L}\p{N}])`;
const marked = (sign) => `${start}[${sign}](?=\\S)([^${sign}\\n]*[^\\s${sign}])[${sign}]${edge}`;
const inline = new RegExp(
  [
    '<([^<>\\n]+)>',
    '`([^`\\n]+)`',
    marked('*'),
    marked('_'),
    marked('~'),
    ':([a-z0-9_+-]+):',
    '(https?://[^\\s<>]+)',
  ].join('|'),
  'gu',
);

function inlineNodes(text) {
  const nodes = [];
  let last = 0;
  for (const match of text.matchAll(inline)) {
    if (match.index > last) nodes.push(...visible(unescape(text.slice(last, match.index))));
    last = match.index + match[0].length;
    const [, ref, code, bold, italic, strike, name, url] = match;
    if (ref !== undefined) nodes.push(reference(ref));
    else if (code !== undefined) nodes.push(el('code', {}, ...plainNodes(code)));
    else if (bold !== undefined) nodes.push(el('b', {}, ...inlineNodes(bold)));
    else if (italic !== undefined) nodes.push(el('i', {}, ...inlineNodes(italic)));
    else if (strike !== undefined) nodes.push(el('s', {}, ...inlineNodes(strike)));
    else if (name !== undefined) nodes.push(emoji(name));
    else nodes.push(link(unescape(url), [unescape(url)]));
  }
  if (last < text.length) nodes.push(...visible(unescape(text.slice(last))));
  return nodes;
}

/** Code shows references, as Slack does, but no other markup. */
function plainNodes(text) {
  return text
    .split(/(<[^<>\n]+>)/)
    .flatMap((part) =>
      /^<[^<>\n]+>$/.test(part) ? [reference(part.slice(1, -1))] : visible(unescape(part)),
    );
}

function lines(text) {
  const out = [];
  let quote = null;
  for (const [index, line] of text.split('\n').entries()) {
    const quoted = /^&gt; ?(.*)$/.exec(line);
    if (quoted !== null) {
      quote ??= out[out.push(el('blockquote')) - 1];
      if (quote.hasChildNodes()) quote.append('\n');
      quote.append(...inlineNodes(quoted[1]));
      continue;
    }
    if (index > 0 && quote === null) out.push('\n');
    quote = null;
    out.push(...inlineNodes(line));
  }
  return out;
}

/** Message text or an mrkdwn object's text, as elements. */
export function mrkdwn(text) {
  return text.split(/```\n?([\s\S]+?)\n?```\n?/).flatMap((part, index) => {
    if (index % 2 === 1) return [el('pre', { tabindex: '0' }, ...plainNodes(part))];
    return part === '' ? [] : lines(part);
  });
}

/** Plain text: emoji names aside, nothing in it means anything. */
export function plain({ text, emoji: shows }) {
  return visible(shows === false ? text : text.replaceAll(/:([a-z0-9_+-]+):/g, (_, name) => emoji(name)));
}

/** A text object of either kind. */
export function textObject(object, tag = 'span', attributes = {}) {
  const nodes = object.type === 'mrkdwn' ? mrkdwn(object.text) : plain(object);
  return el(tag, { ...attributes, class: `text ${attributes.class ?? ''}` }, ...nodes);
}
