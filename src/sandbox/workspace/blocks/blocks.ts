import { z } from 'zod';

import { sizes } from '../limits.ts';
import { accessory, actionElement, imageElement, inputElement } from './elements.ts';
import { richText } from './rich-text.ts';
import { anyText, id, mrkdwn, plainText, webUrl } from './texts.ts';

/**
 * The blocks this workspace takes: https://docs.slack.dev/reference/block-kit/blocks
 * Stricter than Slack on purpose: blocks that are still being rolled out count as unsupported, as they do in some real workspaces.
 */

const named = { block_id: id.optional() };

const section = z
  .strictObject({
    type: z.literal('section'),
    ...named,
    text: anyText(sizes.section.text).optional(),
    fields: z.array(anyText(sizes.section.field)).min(1).max(sizes.section.fields).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine((block) => block.text !== undefined || block.fields !== undefined, 'missing required field: text');
const header = z.strictObject({ type: z.literal('header'), ...named, text: plainText(sizes.header) });
const divider = z.strictObject({ type: z.literal('divider'), ...named });
const context = z.strictObject({
  type: z.literal('context'),
  ...named,
  elements: z
    .array(
      z.discriminatedUnion('type', [imageElement, plainText(sizes.context.text), mrkdwn(sizes.context.text)]),
    )
    .min(1)
    .max(sizes.context.elements),
});
const actions = z.strictObject({
  type: z.literal('actions'),
  ...named,
  elements: z.array(actionElement).min(1).max(sizes.actions),
});
const image = z.strictObject({
  type: z.literal('image'),
  ...named,
  image_url: webUrl(sizes.image.url),
  alt_text: z.string().min(1).max(sizes.image.alt),
  title: plainText(sizes.image.title).optional(),
});
const input = z.strictObject({
  type: z.literal('input'),
  ...named,
  label: plainText(sizes.input.label),
  hint: plainText(sizes.input.hint).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: inputElement,
});
const cell = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().optional() }),
  richText,
]);
const table = z.strictObject({
  type: z.literal('table'),
  ...named,
  rows: z.array(z.array(cell).min(1).max(sizes.table.columns)).min(1).max(sizes.table.rows),
  column_settings: z
    .array(
      z
        .strictObject({
          align: z.enum(['left', 'center', 'right']).optional(),
          is_wrapped: z.boolean().optional(),
        })
        .nullable(),
    )
    .max(sizes.table.columns)
    .optional(),
});
const markdown = z.strictObject({
  type: z.literal('markdown'),
  ...named,
  text: z.string().min(1).max(sizes.markdown),
});

const common = [section, header, divider, context, actions, image, input, richText] as const;
const messageBlock = z.discriminatedUnion('type', [...common, table, markdown]);
const viewBlock = z.discriminatedUnion('type', [...common]);

export const messageBlocks = z.array(messageBlock).max(sizes.message.blocks);

const viewBlocks = z.array(viewBlock).min(1).max(sizes.view.blocks);
const viewFields = {
  blocks: viewBlocks,
  private_metadata: z.string().max(sizes.view.privateMetadata).optional(),
  callback_id: z.string().max(sizes.id).optional(),
  external_id: z.string().max(sizes.id).optional(),
};

const modal = z
  .strictObject({
    type: z.literal('modal'),
    ...viewFields,
    title: plainText(sizes.view.title),
    submit: plainText(sizes.view.submit).optional(),
    close: plainText(sizes.view.close).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    submit_disabled: z.boolean().optional(),
  })
  .refine((view) => view.submit !== undefined || !view.blocks.some((block) => block.type === 'input'), {
    message: 'missing required field: submit',
  });
const home = z.strictObject({ type: z.literal('home'), ...viewFields });

/** A modal or a Home tab as the app hands it over: https://docs.slack.dev/reference/views */
export const viewSchema = z.discriminatedUnion('type', [modal, home]);
