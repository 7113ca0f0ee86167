import { phrase } from './text.ts';

/**
 * Text in Slack's markup that is safe to post: data only gets in through the functions below, which clean, mask, cut
 * and escape it. A plain string is not a Mrkdwn, so forgetting to escape does not compile.
 */
export type Mrkdwn = { readonly mrkdwn: string };

/** `&`, `<` and `>` as entities: https://docs.slack.dev/messaging/formatting-message-text#escaping */
const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The first `max` characters of markup, never inside an entity, a `<…>` token, a code span or a character. */
export const cutMarkup = (text: string, max: number): string => {
  if (text.length <= max) return text;
  let end = max - 2;
  const open = text.lastIndexOf('<', end - 1);
  if (open > text.lastIndexOf('>', end - 1)) end = open;
  const entity = text.lastIndexOf('&', end - 1);
  if (entity >= 0 && end - entity < 6 && !text.slice(entity, end).includes(';')) end = entity;
  const kept = text.slice(0, Math.max(0, end)).toWellFormed().replace(/�$/, '');
  return `${kept}…${kept.split('`').length % 2 === 0 ? '`' : ''}`;
};

/**
 * Data within a sentence, on one line and at most `max` characters before escaping. Marks that would format it or draw
 * an emoji give way to characters that look the same.
 */
export const plain = (text: string, max = 500): Mrkdwn => ({
  mrkdwn: cutMarkup(
    escape(
      phrase(text, max)
        .replaceAll('`', 'ˋ')
        .replaceAll('*', '∗')
        .replaceAll('~', '∼')
        .replaceAll(/:(?=[a-z_+-][a-z0-9_+'-]{0,80}:)/gi, '꞉'),
    ),
    max + 400,
  ),
});

/** Data as a code span, on one line. */
export const code = (text: string, max = 200): Mrkdwn => ({
  mrkdwn: `\`${cutMarkup(escape(phrase(text, max).replaceAll('`', 'ˋ')), max + 200)}\``,
});

/** A sentence of the bot's own rooms in which backticks mark code: `I do not know \`foo\`.` */
export const prose = (text: string, max = 800): Mrkdwn => {
  const parts = phrase(text, max).split('`');
  if (parts.length % 2 === 0) return plain(text, max);
  const shown = parts.map((part, index) =>
    part === '' ? '' : index % 2 === 1 ? code(part, max).mrkdwn : spaced(part, max),
  );
  return { mrkdwn: cutMarkup(shown.join(''), max + 400) };
};

const spaced = (part: string, max: number): string => {
  if (part.trim() === '') return part;
  return (
    (part.startsWith(' ') ? ' ' : '') +
    plain(part, max).mrkdwn +
    (part.length > 1 && part.endsWith(' ') ? ' ' : '')
  );
};

/** A moment as `2026-11-22 14:02 UTC`, or null where the text is no date. */
export const utc = (at: string): string | null => {
  const time = Date.parse(at);
  return Number.isNaN(time) ? null : `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
};

/**
 * A moment in the reader's own time zone: https://docs.slack.dev/messaging/formatting-message-text#date-formatting.
 * `at` is RFC 3339; what is no date is shown as it is.
 */
export const date = (at: string): Mrkdwn => {
  const fallback = utc(at);
  if (fallback === null) return plain(at, 40);
  return { mrkdwn: `<!date^${Math.floor(Date.parse(at) / 1000)}^{date_short_pretty} {time}|${fallback}>` };
};

/** Mentions a person by the id Slack gave; anything else is shown as text and mentions nobody. */
export const person = (user: string): Mrkdwn =>
  /^[UW][A-Z0-9]{1,20}$/.test(user) ? { mrkdwn: `<@${user}>` } : code(user, 40);

/** Markup around safe parts: markup`*Evidence* ${code(text)}`. */
export const markup = (fixed: TemplateStringsArray, ...parts: readonly Mrkdwn[]): Mrkdwn => ({
  mrkdwn: fixed.map((words, index) => words + (parts[index]?.mrkdwn ?? '')).join(''),
});

/** Safe parts one after another. */
export const join = (parts: readonly Mrkdwn[], between: string): Mrkdwn => ({
  mrkdwn: parts.map((part) => part.mrkdwn).join(between),
});

/** A number as text. */
export const number = (value: number): Mrkdwn => ({ mrkdwn: value.toLocaleString('en') });

/** As many of the lines as fit into `max` characters, whole, and how many are left out. */
export const lines = (items: readonly Mrkdwn[], max: number): Mrkdwn => {
  const kept: string[] = [];
  let length = 0;
  for (const { mrkdwn } of items) {
    if (length + mrkdwn.length + 1 > max - 20) break;
    kept.push(mrkdwn);
    length += mrkdwn.length + 1;
  }
  const left = items.length - kept.length;
  return { mrkdwn: [...kept, ...(left > 0 ? [`… and ${left.toLocaleString('en')} more`] : [])].join('\n') };
};
