import type {
  ActionsBlock,
  Button,
  ContextBlock,
  HeaderBlock,
  KnownBlock,
  MrkdwnElement,
  RichTextBlock,
  SectionBlock,
} from '@slack/types';

import type { Message } from '../ports.ts';
import { limits } from './limits.ts';
import { cutMarkup, markup, type Mrkdwn } from './mrkdwn.ts';
import { cut, passage, phrase } from './text.ts';

/** Constructors whose blocks Slack takes whatever goes in. */

const element = (text: Mrkdwn, max: number): MrkdwnElement => ({
  type: 'mrkdwn',
  text: text.mrkdwn === '' ? ' ' : cutMarkup(text.mrkdwn, max),
  verbatim: true,
});

/** Plain text is shown as it is; angle brackets are swapped all the same, for clients that show it as markup. */
const label = (text: string, max: number): string =>
  cut(phrase(text, max).replaceAll('<', '‹').replaceAll('>', '›'), max);

/** A paragraph, with a button beside it if one is given. */
export const section = (text: Mrkdwn, accessory: Button | null = null): SectionBlock => ({
  type: 'section',
  text: element(text, limits.section),
  ...(accessory === null ? {} : { accessory }),
});

/** A heading. `text` is data or words, not markup. */
export const header = (text: string): HeaderBlock => ({
  type: 'header',
  text: { type: 'plain_text', text: label(text, limits.header), emoji: false },
});

/** Small print, one element for each part. */
export const context = (parts: readonly Mrkdwn[]): ContextBlock => ({
  type: 'context',
  elements: parts.slice(0, limits.contextElements).map((part) => element(part, limits.contextText)),
});

/** Text of the cluster, or a command to copy: nothing in it is read as markup, so it is not escaped. */
export const preformatted = (text: string, max: number = limits.preformatted): RichTextBlock => ({
  type: 'rich_text',
  elements: [
    {
      type: 'rich_text_preformatted',
      elements: [{ type: 'text', text: passage(text, Math.min(max, limits.preformatted)) }],
    },
  ],
});

/** A button. `value` goes out unchanged, so it must fit; `describes` is read out instead of the words on the button. */
export const button = (
  actionId: string,
  words: string,
  value: string,
  describes: string,
  style: 'primary' | null = null,
): Button => {
  if (value.length > limits.buttonValue)
    throw new Error(`the value of button ${actionId} is ${value.length} characters long`);
  return {
    type: 'button',
    action_id: actionId,
    text: { type: 'plain_text', text: label(words, limits.buttonText), emoji: false },
    value,
    accessibility_label: label(describes, limits.accessibilityLabel),
    ...(style === null ? {} : { style }),
  };
};

/** A row of buttons; their action ids differ, as Slack asks of one block. */
export const actions = (buttons: readonly Button[]): ActionsBlock => ({
  type: 'actions',
  elements: [...buttons],
});

/** Characters of all texts in a block, as `limits.total` counts them. */
const textLength = (value: unknown): number => {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + textLength(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, item]) => sum + (key === 'text' && typeof item === 'string' ? item.length : textLength(item)),
    0,
  );
};

/** The text that stands where blocks are not shown: notifications, screen readers, old clients. Never empty. */
const fallback = (parts: readonly Mrkdwn[]): string =>
  cutMarkup(
    parts
      .map((part) => part.mrkdwn)
      .filter((part) => part !== '')
      .join('\n'),
    limits.fallback,
  ) || ' ';

const more = section(markup`… The rest is left out: it does not fit into a message.`);

/** Blocks cut into messages that Slack takes, at most `limits.threadMessages` of them; the last says if any are missing. */
export const pages = (blocks: readonly KnownBlock[], text: readonly Mrkdwn[]): Message[] => {
  const rooms: KnownBlock[][] = [];
  let length = Number.POSITIVE_INFINITY;
  const roomFor = limits.total - textLength(more);
  for (const block of blocks) {
    const needs = textLength(block);
    const open = rooms.at(-1);
    if (open === undefined || length + needs > roomFor || open.length >= limits.blocks - 1) {
      if (rooms.length === limits.threadMessages) {
        open?.push(more);
        break;
      }
      rooms.push([block]);
      length = needs;
    } else {
      open.push(block);
      length += needs;
    }
  }
  return rooms.map((room) => ({ text: fallback(text), blocks: room }));
};

/** One message: blocks beyond Slack's limits give way to a line that says so. `last` always stays. */
export const message = (
  blocks: readonly KnownBlock[],
  text: readonly Mrkdwn[],
  last: readonly KnownBlock[] = [],
): Message => {
  const kept: KnownBlock[] = [];
  let length = textLength(last) + textLength(more);
  for (const block of blocks) {
    length += textLength(block);
    if (length > limits.total || kept.length + last.length + 1 >= limits.blocks) {
      kept.push(more);
      break;
    }
    kept.push(block);
  }
  return { text: fallback(text), blocks: [...kept, ...last] };
};
