import { confirmed } from './dialog.js';
import { el, notice, safeUrl } from './dom.js';
import { overflowMenu } from './menu.js';
import { plain, textObject } from './mrkdwn.js';
import { store } from './store.js';

/**
 * Interactive elements. `act(element, block, choice)` sends a choice to the app and resolves with what came of it;
 * inside an input block there is none, and the value is read when the form is sent.
 */

async function choose(element, block, choice, node, act) {
  if (act === null || !(await confirmed(element.confirm))) return;
  node.setAttribute('aria-busy', 'true');
  const said = await act(element, block, choice);
  node.removeAttribute('aria-busy');
  const why =
    said.type === 'failed' ? said.why : said.outcome.outcome === 'acked' ? null : 'The app did not answer.';
  if (why !== null) notice(`⚠ ${why}`);
}

const names = (element, block) => ({
  'data-action': element.action_id,
  'data-block': block.block_id,
  'data-type': element.type,
});

function button(element, block, act) {
  const style = element.style ?? '';
  const node = el(
    'button',
    {
      type: 'button',
      class: style,
      'aria-label': element.accessibility_label,
      ...names(element, block),
      onclick: () => {
        const url = element.url === undefined ? null : safeUrl(element.url);
        if (url !== null) window.open(url, '_blank', 'noopener,noreferrer');
        void choose(element, block, null, node, act);
      },
    },
    ...plain(element.text),
  );
  return node;
}

function overflow(element, block, act) {
  const node = overflowMenu(
    element.options,
    (option) => {
      const url = option.url === undefined ? null : safeUrl(option.url);
      if (url !== null) window.open(url, '_blank', 'noopener,noreferrer');
      void choose(element, block, option.value, node, act);
    },
    names(element, block),
  );
  return node;
}

const option = ({ text, value }, initial) =>
  el('option', { value, selected: initial.includes(value) }, ...plain(text));

/** Lists to pick from; those of people and channels are filled from the workspace. */
function select(element, block, act) {
  const initial = [
    ...(element.initial_options ?? [element.initial_option]).map((chosen) => chosen?.value),
    element.initial_user ?? element.initial_channel ?? element.initial_conversation,
  ];
  const places = (store.channels ?? []).filter(({ kind }) => kind === 'channel');
  const options = element.type.includes('users')
    ? store.users.map(({ id, realName }) => ({ value: id, text: { text: realName } }))
    : element.type.includes('static')
      ? (element.options ?? [])
      : places.map(({ id, name }) => ({ value: id, text: { text: `#${name}` } }));
  const multiple = element.type.startsWith('multi_');
  const node = el(
    'select',
    {
      multiple,
      'aria-label': element.placeholder?.text ?? 'Choose',
      ...names(element, block),
      onchange: () => void choose(element, block, choiceIn(node), node, act),
    },
    !multiple && el('option', { value: '' }, ...plain(element.placeholder ?? { text: 'Choose an option' })),
    ...options.map((each) => option(each, initial)),
    ...(element.option_groups ?? []).map((group) =>
      el('optgroup', { label: group.label.text }, ...group.options.map((each) => option(each, initial))),
    ),
  );
  return node;
}

function boxes(element, block, act) {
  const type = element.type === 'checkboxes' ? 'checkbox' : 'radio';
  const initial = (element.initial_options ?? [element.initial_option]).map((chosen) => chosen?.value);
  const node = el(
    'div',
    {
      class: 'boxes',
      role: type === 'radio' ? 'radiogroup' : 'group',
      ...names(element, block),
      onchange: () => void choose(element, block, choiceIn(node), node, act),
    },
    ...element.options.map((each) =>
      el(
        'label',
        {},
        el('input', {
          type,
          name: element.action_id,
          value: each.value,
          checked: initial.includes(each.value),
        }),
        textObject(each.text),
      ),
    ),
  );
  return node;
}

const inputTypes = {
  datepicker: 'date',
  timepicker: 'time',
  number_input: 'number',
  url_text_input: 'url',
  email_text_input: 'email',
};

function typed(element, block, act) {
  const isButtonLike = element.type === 'datepicker' || element.type === 'timepicker';
  const initial = element.initial_value ?? element.initial_date ?? element.initial_time;
  const node = el(element.multiline === true ? 'textarea' : 'input', {
    type: element.multiline === true ? null : (inputTypes[element.type] ?? 'text'),
    rows: element.multiline === true ? 4 : null,
    value: initial,
    placeholder: element.placeholder?.text,
    maxlength: element.max_length,
    step: element.is_decimal_allowed === true ? 'any' : null,
    autofocus: element.focus_on_load,
    ...names(element, block),
    onchange: () => isButtonLike && void choose(element, block, node.value, node, act),
  });
  if (element.multiline === true) node.value = initial ?? '';
  return node;
}

/** What an element's node holds: text, or a list for those that take several; null where nothing was chosen. */
export function choiceIn(node) {
  if (node.matches('.boxes')) {
    const values = [...node.querySelectorAll('input:checked')].map(({ value }) => value);
    return node.dataset.type === 'checkboxes' ? values : (values[0] ?? null);
  }
  if (node.multiple) return [...node.selectedOptions].map(({ value }) => value);
  return node.value === '' ? null : node.value;
}

/** The choices of all inputs inside a node, by action id. */
export function choicesIn(root) {
  return Object.fromEntries(
    [...root.querySelectorAll('select, textarea, .boxes, input[data-action]')].map((node) => [
      node.dataset.action,
      choiceIn(node),
    ]),
  );
}

export function interactive(element, block, act) {
  if (element.type === 'button') return button(element, block, act);
  if (element.type === 'overflow') return overflow(element, block, act);
  if (element.type.endsWith('_select')) return select(element, block, act);
  if (element.type === 'checkboxes' || element.type === 'radio_buttons') return boxes(element, block, act);
  return typed(element, block, act);
}
