import { z } from 'zod';

import { sizes } from '../limits.ts';
import {
  colorScheme,
  confirm,
  id,
  markedOption,
  optionGroup,
  plainOption,
  plainText,
  webUrl,
} from './texts.ts';

/** Interactive elements: https://docs.slack.dev/reference/block-kit/block-elements */

const actionable = { action_id: id.optional() };
const confirmable = { confirm: confirm.optional() };
const focusable = { focus_on_load: z.boolean().optional() };
const placeholdable = { placeholder: plainText(sizes.select.placeholder).optional() };
const dispatchable = {
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).optional(),
    })
    .optional(),
};
const selectable = { ...actionable, ...confirmable, ...focusable, ...placeholdable };
const typed = { ...actionable, ...focusable, ...placeholdable, ...dispatchable };
const atMost = { max_selected_items: z.number().int().min(1).optional() };
const inputText = z.string().max(sizes.input.value).optional();
const options = {
  options: z.array(plainOption).min(1).max(sizes.select.options).optional(),
  option_groups: z.array(optionGroup).min(1).max(sizes.select.groups).optional(),
};
const oneOptionList = (select: { options?: unknown; option_groups?: unknown }): boolean =>
  (select.options === undefined) !== (select.option_groups === undefined);
const oneOptionListMessage = 'must define either `options` or `option_groups`';

const button = z.strictObject({
  type: z.literal('button'),
  ...actionable,
  ...confirmable,
  text: plainText(sizes.button.text),
  value: z.string().max(sizes.button.value).optional(),
  url: webUrl(sizes.button.url).optional(),
  style: colorScheme.optional(),
  accessibility_label: z.string().min(1).max(sizes.button.accessibilityLabel).optional(),
});
const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...actionable,
  ...confirmable,
  options: z.array(plainOption).min(1).max(sizes.overflow),
});
const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    ...selectable,
    ...options,
    initial_option: plainOption.optional(),
  })
  .refine(oneOptionList, oneOptionListMessage);
const multiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...selectable,
    ...atMost,
    ...options,
    initial_options: z.array(plainOption).min(1).optional(),
  })
  .refine(oneOptionList, oneOptionListMessage);
const usersSelect = z.strictObject({
  type: z.literal('users_select'),
  ...selectable,
  initial_user: z.string().optional(),
});
const responsive = { response_url_enabled: z.boolean().optional() };
const channelsSelect = z.strictObject({
  type: z.literal('channels_select'),
  ...selectable,
  ...responsive,
  initial_channel: z.string().optional(),
});
const conversationsSelect = z.strictObject({
  type: z.literal('conversations_select'),
  ...selectable,
  ...responsive,
  initial_conversation: z.string().optional(),
  default_to_current_conversation: z.boolean().optional(),
  filter: z.record(z.string(), z.unknown()).optional(),
});
const checkboxes = z.strictObject({
  type: z.literal('checkboxes'),
  ...actionable,
  ...confirmable,
  ...focusable,
  options: z.array(markedOption).min(1).max(sizes.choices),
  initial_options: z.array(markedOption).min(1).optional(),
});
const radioButtons = z.strictObject({
  type: z.literal('radio_buttons'),
  ...actionable,
  ...confirmable,
  ...focusable,
  options: z.array(markedOption).min(1).max(sizes.choices),
  initial_option: markedOption.optional(),
});
const datepicker = z.strictObject({
  type: z.literal('datepicker'),
  ...selectable,
  initial_date: z.iso.date().optional(),
});
const timepicker = z.strictObject({
  type: z.literal('timepicker'),
  ...selectable,
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  timezone: z.string().optional(),
});
const plainTextInput = z.strictObject({
  type: z.literal('plain_text_input'),
  ...typed,
  initial_value: inputText,
  multiline: z.boolean().optional(),
  min_length: z.number().int().min(0).max(sizes.input.value).optional(),
  max_length: z.number().int().min(1).max(sizes.input.value).optional(),
});
const numberInput = z.strictObject({
  type: z.literal('number_input'),
  ...typed,
  is_decimal_allowed: z.boolean(),
  initial_value: inputText,
  min_value: z.string().optional(),
  max_value: z.string().optional(),
});
const urlInput = z.strictObject({ type: z.literal('url_text_input'), ...typed, initial_value: inputText });
const emailInput = z.strictObject({
  type: z.literal('email_text_input'),
  ...typed,
  initial_value: inputText,
});

export const imageElement = z.strictObject({
  type: z.literal('image'),
  image_url: webUrl(sizes.image.url),
  alt_text: z.string().min(1).max(sizes.image.alt),
});

const everywhere = [
  checkboxes,
  radioButtons,
  datepicker,
  timepicker,
  staticSelect,
  multiStaticSelect,
  usersSelect,
  channelsSelect,
  conversationsSelect,
] as const;

/** What may stand in an actions block. */
export const actionElement = z.discriminatedUnion('type', [button, overflow, ...everywhere]);
/** What may stand at the right of a section. */
export const accessory = z.discriminatedUnion('type', [button, overflow, imageElement, ...everywhere]);
/** What may stand in an input block. */
export const inputElement = z.discriminatedUnion('type', [
  plainTextInput,
  numberInput,
  urlInput,
  emailInput,
  ...everywhere,
]);
