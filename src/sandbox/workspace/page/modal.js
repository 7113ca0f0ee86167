import { renderBlocks } from './blocks.js';
import { openDialog } from './dialog.js';
import { el } from './dom.js';
import { choicesIn } from './elements.js';
import { ask } from './link.js';
import { plain } from './mrkdwn.js';
import { store } from './store.js';

/** The topmost modal of the stack, in a native dialog. What was typed stays when the app updates the view. */
let dialog = null;
let shown = null;

function keepTyped(from, to) {
  for (const node of from.querySelectorAll('input[data-action], textarea, select')) {
    const same = to.querySelector(`${node.localName}[data-action="${CSS.escape(node.dataset.action)}"]`);
    if (same !== null && !same.multiple) same.value = node.value;
  }
}

function showErrors(form, errors) {
  for (const holder of form.querySelectorAll('[data-input]')) {
    const text = errors[holder.dataset.input] ?? '';
    holder.querySelector('.error').textContent = text;
    holder.classList.toggle('wrong', text !== '');
    const field = holder.querySelector('input, textarea, select, .boxes');
    field.toggleAttribute('aria-invalid', text !== '');
  }
  form.querySelector('.wrong :is(input, textarea, select)')?.focus();
}

async function submit(event) {
  event.preventDefault();
  const form = event.currentTarget;
  form.setAttribute('aria-busy', 'true');
  const said = await ask({ do: 'submit', choices: choicesIn(form) });
  form.removeAttribute('aria-busy');
  const outcome = said.outcome ?? { outcome: 'failed' };
  showErrors(form, outcome.errors ?? {});
  const failed = !['acked', 'incomplete', 'errors'].includes(outcome.outcome);
  form.querySelector('.trouble').textContent = failed ? 'We had some trouble connecting. Try again?' : '';
}

function fill(view) {
  const form = el('form', { novalidate: true, onsubmit: submit });
  const act = (element, block, choice) =>
    ask({
      do: 'clickView',
      on: 'modal',
      actionId: element.action_id,
      blockId: block.block_id,
      choice,
      choices: choicesIn(form),
    });
  const shut = () => void ask({ do: 'closeModal' });
  form.append(
    el(
      'header',
      {},
      el('h2', { id: 'modal-title' }, ...plain(view.title)),
      el('button', { type: 'button', class: 'close', 'aria-label': 'Close', onclick: shut }, '✕'),
    ),
    el('div', { class: 'view' }, ...renderBlocks(view.blocks, act)),
    el(
      'footer',
      {},
      el('p', { class: 'error trouble', role: 'alert' }),
      el('button', { type: 'button', onclick: shut }, ...plain(view.close ?? { text: 'Cancel' })),
      view.submit !== null && el('button', { type: 'submit', class: 'primary' }, ...plain(view.submit)),
    ),
  );
  return form;
}

export function showModal() {
  const view = store.modals.at(-1) ?? null;
  if (view?.id === shown?.id && view?.hash === shown?.hash) return;
  const before = dialog?.querySelector('form');
  const form = view === null ? null : fill(view);
  if (form !== null && before !== undefined && before !== null && view.id === shown?.id)
    keepTyped(before, form);
  shown = view;
  if (form === null) {
    dialog?.close();
    dialog = null;
    return;
  }
  if (dialog === null) {
    dialog = openDialog({ class: 'modal', 'aria-labelledby': 'modal-title' }, form);
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      void ask({ do: 'closeModal' });
    });
  } else dialog.replaceChildren(form);
  form.querySelector('.view :is(input, textarea, select, button)')?.focus();
}
