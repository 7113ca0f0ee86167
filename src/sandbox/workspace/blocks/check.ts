import type { z } from 'zod';

import { isObject, type JsonObject } from '../json.ts';
import { sizes } from '../limits.ts';
import { messageBlocks, viewSchema } from './blocks.ts';

/** What is wrong with blocks, as Slack words it: `must be less than 151 characters [json-pointer:/blocks/0/text/text]`. */
export type Complaint =
  | { error: 'invalid_blocks' | 'invalid_arguments'; messages: string[] }
  | { error: 'msg_blocks_too_long' | 'view_too_large'; messages: string[] };

/**
 * Holds message blocks to Slack's limits.
 * @param blocks whatever the app sent as `blocks`
 * @returns null where a workspace would take them
 */
export function complainAboutBlocks(blocks: unknown): Complaint | null {
  const parsed = messageBlocks.safeParse(blocks);
  const messages = parsed.success
    ? complainAboutWhole(parsed.data, '/blocks')
    : parsed.error.issues.map((issue) => worded(issue, blocks, '/blocks'));
  if (messages.length > 0) return { error: 'invalid_blocks', messages };
  if (lengthOfText(blocks) > sizes.message.allBlockText)
    return { error: 'msg_blocks_too_long', messages: [] };
  return null;
}

/** The same for a view; what is wrong with one is `invalid_arguments`. */
export function complainAboutView(view: unknown, type: 'modal' | 'home'): Complaint | null {
  const parsed = viewSchema.safeParse(view);
  if (!parsed.success) {
    return {
      error: 'invalid_arguments',
      messages: parsed.error.issues.map((issue) => worded(issue, view, '/view')),
    };
  }
  const messages =
    parsed.data.type === type
      ? complainAboutWhole(parsed.data.blocks, '/view/blocks')
      : [`must be of type ${type} [json-pointer:/view/type]`];
  if (messages.length > 0) return { error: 'invalid_arguments', messages };
  if (Buffer.byteLength(JSON.stringify(view)) > sizes.view.bytes)
    return { error: 'view_too_large', messages: [] };
  return null;
}

/** What only shows when all blocks are seen together: ids used twice, a second table, table text. */
function complainAboutWhole(blocks: readonly JsonObject[], pointer: string): string[] {
  const messages: string[] = [];
  const ids = new Set<unknown>();
  let tables = 0;
  blocks.forEach((block, index) => {
    const at = `[json-pointer:${pointer}/${index}`;
    const id = block['block_id'];
    if (id !== undefined && ids.has(id)) messages.push(`block_id already exists ${at}/block_id]`);
    ids.add(id);
    const actionIds = elementsOf(block).flatMap((element) => element['action_id'] ?? []);
    if (new Set(actionIds).size < actionIds.length) messages.push(`action_id already exists ${at}/elements]`);
    if (block['type'] !== 'table') return;
    tables += 1;
    if (tables > 1) messages.push(`only one table allowed ${at}]`);
    if (lengthOfText(block) > sizes.table.text) {
      messages.push(`must be less than ${sizes.table.text + 1} characters ${at}/rows]`);
    }
  });
  return messages;
}

/** The elements of a block a person can act on, wherever the block keeps them. */
export function elementsOf(block: JsonObject): JsonObject[] {
  const elements = Array.isArray(block['elements']) ? block['elements'] : [];
  return [...elements, block['accessory'], block['element']].filter(isObject);
}

/** Characters of every `text` in a value, however deep. */
function lengthOfText(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + lengthOfText(item), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [key, item]) =>
      sum + (key === 'text' && typeof item === 'string' ? item.length : lengthOfText(item)),
    0,
  );
}

function worded(issue: z.core.$ZodIssue, root: unknown, pointer: string): string {
  const at = (path: readonly PropertyKey[]): string =>
    `[json-pointer:${[pointer, ...path.map(String)].join('/')}]`;
  const value = issue.path.reduce<unknown>(
    (inside, key) => (isObject(inside) || Array.isArray(inside) ? Reflect.get(inside, key) : undefined),
    root,
  );
  const key = String(issue.path.at(-1) ?? '');
  const missing = `missing required field: ${key} ${at(issue.path.slice(0, -1))}`;
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'string'
        ? `must be less than ${Number(issue.maximum) + 1} characters ${at(issue.path)}`
        : `no more than ${String(issue.maximum)} items allowed ${at(issue.path)}`;
    case 'too_small':
      return issue.origin === 'string'
        ? `must be more than ${Number(issue.minimum) - 1} characters ${at(issue.path)}`
        : `no less than ${String(issue.minimum)} items allowed ${at(issue.path)}`;
    case 'unrecognized_keys':
      return `invalid additional property: ${issue.keys.join(', ')} ${at(issue.path)}`;
    case 'invalid_union':
      return value === undefined ? missing : `unsupported type: ${printed(value)} ${at(issue.path)}`;
    case 'invalid_type':
      return value === undefined && key !== ''
        ? missing
        : `must be a valid ${issue.expected} ${at(issue.path)}`;
    case 'invalid_value':
      return value === undefined
        ? missing
        : `must be one of: ${issue.values.map(String).join(', ')} ${at(issue.path)}`;
    case 'custom':
    case 'invalid_element':
    case 'invalid_format':
    case 'invalid_key':
    case 'not_multiple_of':
      return `${issue.message} ${at(issue.path)}`;
    default:
      return issue satisfies never;
  }
}

function printed(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 80) : JSON.stringify(value).slice(0, 80);
}
