import { elementsOf } from '../blocks/check.ts';
import { isObject, objectsOf, type JsonObject } from '../json.ts';
import type { StateValues } from '../views.ts';

/** What a person chose: nothing for a button, a value, or several. */
export type Choice = string | readonly string[] | null;

/** Finds the element that carries an action id; the error names those there are. */
export function findElement(
  blocks: readonly JsonObject[],
  actionId: string,
  blockId?: string,
): { block: JsonObject; element: JsonObject } {
  const found = blocks
    .filter((block) => blockId === undefined || block['block_id'] === blockId)
    .flatMap((block) => elementsOf(block).map((element) => ({ block, element })));
  const hit = found.find(({ element }) => element['action_id'] === actionId);
  if (hit !== undefined) return hit;
  const there = found.flatMap(({ element }) => element['action_id'] ?? []).map(String);
  throw new Error(`No element with action_id ${actionId} here; there are: ${there.join(', ') || 'none'}`);
}

/** The options of a select, of its groups too. */
function optionsOf(element: JsonObject): JsonObject[] {
  const groups = objectsOf(element['option_groups']).flatMap((group) => objectsOf(group['options']));
  return [...objectsOf(element['options']), ...groups];
}

function optionOf(element: JsonObject, value: string): JsonObject {
  const option = optionsOf(element).find((candidate) => candidate['value'] === value);
  if (option !== undefined) return option;
  const there = optionsOf(element).map((candidate) => String(candidate['value']));
  throw new Error(`No option ${value} here; there are: ${there.join(', ')}`);
}

/** What an element says when a choice is made: `{type, selected_option}` and the like. */
export function valueOf(element: JsonObject, choice: Choice): JsonObject {
  const type = String(element['type']);
  const one = typeof choice === 'string' && choice !== '' ? choice : null;
  const many = Array.isArray(choice) ? choice.map(String) : one === null ? [] : [one];
  switch (type) {
    case 'button':
      return {
        type,
        text: element['text'],
        ...(element['value'] !== undefined && { value: element['value'] }),
      };
    case 'overflow':
    case 'static_select':
    case 'radio_buttons':
      return { type, selected_option: one === null ? null : optionOf(element, one) };
    case 'multi_static_select':
    case 'checkboxes':
      return { type, selected_options: many.map((value) => optionOf(element, value)) };
    case 'users_select':
      return { type, selected_user: one };
    case 'channels_select':
      return { type, selected_channel: one };
    case 'conversations_select':
      return { type, selected_conversation: one };
    case 'datepicker':
      return { type, selected_date: one };
    case 'timepicker':
      return { type, selected_time: one };
    default:
      return { type, value: one };
  }
}

const valuesOf = (options: unknown): string[] => objectsOf(options).map((option) => String(option['value']));

/** What an element holds before anyone touches it. */
function initialOf(element: JsonObject): Choice {
  if (isObject(element['initial_option'])) return valuesOf([element['initial_option']])[0] ?? null;
  if (Array.isArray(element['initial_options'])) return valuesOf(element['initial_options']);
  for (const key of ['value', 'user', 'channel', 'conversation', 'date', 'time']) {
    const initial = element[`initial_${key}`];
    if (typeof initial === 'string') return initial;
  }
  return null;
}

/** The state of all inputs, `choices` keyed by action id over what they held at first. */
export function stateOf(blocks: readonly JsonObject[], choices: Record<string, Choice>): StateValues {
  const values: StateValues = {};
  for (const block of blocks) {
    for (const element of elementsOf(block)) {
      const actionId = element['action_id'];
      const type = element['type'];
      if (typeof actionId !== 'string' || type === 'button' || type === 'overflow') continue;
      const choice = choices[actionId] === undefined ? initialOf(element) : choices[actionId];
      const inBlock = (values[String(block['block_id'])] ??= {});
      inBlock[actionId] = valueOf(element, choice);
    }
  }
  return values;
}

/** What Slack's own client refuses to submit: `{block_id: sentence}`. */
export function missingInputs(blocks: readonly JsonObject[], values: StateValues): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const block of blocks) {
    const element = block['element'];
    if (block['type'] !== 'input' || !isObject(element)) continue;
    const held = Object.entries(values[String(block['block_id'])]?.[String(element['action_id'])] ?? {});
    const value = held.find(([key]) => key !== 'type')?.[1];
    const empty = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
    const id = String(block['block_id']);
    if (empty && block['optional'] !== true) errors[id] = 'Please complete this required field.';
    if (typeof value !== 'string') continue;
    const { min_length: min, max_length: max } = element;
    if (typeof min === 'number' && value.length < min) errors[id] = `Please use at least ${min} characters.`;
    if (typeof max === 'number' && value.length > max) errors[id] = `Please use at most ${max} characters.`;
  }
  return errors;
}
