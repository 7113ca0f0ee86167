import { expect } from '@jest/globals';

import type { Message } from '../../src/ports.ts';

/** Every object in a value, with the object it stands in. */
const objectsIn = (value: unknown): Record<string, unknown>[] => {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (typeof value !== 'object' || value === null) return [];
  return [{ ...value }, ...Object.values(value).flatMap(objectsIn)];
};

const textOf = (value: unknown): string => {
  if (typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string')
    return value.text;
  throw new Error(`no text in ${JSON.stringify(value)}`);
};

// The tokens the bot writes itself: a date, a mention of the person who asked or shared.
const ownTokens = /<!date\^-?\d+\^\{date_short_pretty\} \{time\}\|[-+\d]+ \d\d:\d\d UTC>|<@[UW][A-Z0-9]+>/g;

/** What Slack's markup must not hold after our own tokens are taken out. */
const expectInert = (markup: string): void => {
  const rest = markup.replace(ownTokens, '');
  expect(rest).not.toMatch(/[<>]/);
  expect(rest.replaceAll(/&(?:amp|lt|gt);/g, '')).not.toContain('&');
  expect(rest.isWellFormed()).toBe(true);
  expect(markup.split('`').length % 2).toBe(1);
  expect(markup).not.toContain('```');
};

const unseen =
  // eslint-disable-next-line no-control-regex -- these characters are what is looked for
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF]|[\u{E0000}-\u{E007F}]/u;

/** Throws where Slack would refuse the message, or where it could do more than show text. Numbers are Slack's own. */
export const expectPostable = (message: Message): void => {
  expect(message.text.trim()).not.toBe('');
  expect(message.text.length).toBeLessThanOrEqual(4000);
  expectInert(message.text);
  expect(message.blocks.length).toBeGreaterThan(0);
  expect(message.blocks.length).toBeLessThanOrEqual(50);
  const objects = objectsIn(message.blocks);
  let total = 0;
  for (const object of objects) {
    if (typeof object['text'] === 'string') {
      total += object['text'].length;
      expect(object['text'].length).toBeGreaterThan(0);
      expect(object['text'].length).toBeLessThanOrEqual(3000);
      expect(object['text']).not.toMatch(unseen);
      expect(object['text'].isWellFormed()).toBe(true);
    }
    if (object['type'] === 'mrkdwn') {
      expect(object['verbatim']).toBe(true);
      expectInert(textOf(object));
    }
    if (object['type'] === 'plain_text') {
      expect(object['emoji']).toBe(false);
      expect(object['text']).not.toMatch(/[<>]/);
    }
    if (object['type'] === 'header') expect(textOf(object['text']).length).toBeLessThanOrEqual(150);
    if (object['type'] === 'context') expect(object['elements']).toHaveProperty('length', expect.any(Number));
    if (object['type'] === 'button') {
      expect(textOf(object['text']).length).toBeLessThanOrEqual(75);
      expect(String(object['value']).length).toBeLessThanOrEqual(2000);
      expect(String(object['accessibility_label']).length).toBeLessThanOrEqual(75);
    }
  }
  expect(total).toBeLessThanOrEqual(13_200);
  for (const block of message.blocks) {
    const ids = objectsIn(block).flatMap((object) =>
      typeof object['action_id'] === 'string' ? [object['action_id']] : [],
    );
    expect(new Set(ids).size).toBe(ids.length);
  }
};

/** All that a reader of the message sees: the fallback and every text in the blocks, not the values of buttons. */
export const shownIn = (message: Message): string =>
  [
    message.text,
    ...objectsIn(message.blocks).flatMap((object) => [object['text'], object['accessibility_label']]),
  ]
    .filter((text) => typeof text === 'string')
    .join('\n');
