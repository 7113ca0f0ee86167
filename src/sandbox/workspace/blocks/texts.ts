import { z } from 'zod';

import { sizes } from '../limits.ts';

/** Text objects, options and confirm dialogs: https://docs.slack.dev/reference/block-kit/composition-objects */

export const plainText = (max: number) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  });

export const mrkdwn = (max: number) =>
  z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(max),
    verbatim: z.boolean().optional(),
  });

export const anyText = (max: number) => z.discriminatedUnion('type', [plainText(max), mrkdwn(max)]);

/** An id the app chooses: block_id, action_id, callback_id, external_id. */
export const id = z.string().min(1).max(sizes.id);

export const webUrl = (max: number) =>
  z
    .string()
    .max(max)
    .refine((url) => URL.canParse(url) && /^https?:/i.test(url), 'must be a valid URL');

export const colorScheme = z.enum(['primary', 'danger']);

export const confirm = z.strictObject({
  title: plainText(sizes.confirm.title).optional(),
  text: anyText(sizes.confirm.text),
  confirm: plainText(sizes.confirm.button).optional(),
  deny: plainText(sizes.confirm.button).optional(),
  style: colorScheme.optional(),
});

const optionOf = <T extends z.ZodType>(text: T) =>
  z.strictObject({
    text,
    value: z.string().max(sizes.option.value),
    description: plainText(sizes.option.description).optional(),
    url: webUrl(sizes.option.url).optional(),
  });

/** An option of a select or an overflow menu, which shows plain text only. */
export const plainOption = optionOf(plainText(sizes.option.text));
/** An option of checkboxes or radio buttons. */
export const markedOption = optionOf(anyText(sizes.option.text));

export const optionGroup = z.strictObject({
  label: plainText(sizes.select.groupLabel),
  options: z.array(plainOption).min(1).max(sizes.select.options),
});
