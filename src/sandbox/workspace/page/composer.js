import { el, notice } from './dom.js';
import { ask } from './link.js';
import { store } from './store.js';
import { suggestionsFor } from './suggestions.js';

/**
 * A message box. Enter sends, Shift+Enter breaks the line, `/` and `@` suggest, ArrowUp brings the last command back.
 * `place()` says where it writes: `{channel, thread, label}`.
 */
export function createComposer(id, place) {
  const listId = `${id}-suggestions`;
  const box = el('textarea', {
    id,
    rows: 1,
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': listId,
    spellcheck: 'false',
    autocomplete: 'off',
    oninput: refresh,
    onkeydown: keys,
    onblur: () => setTimeout(hide, 150),
  });
  const list = el('ul', {
    id: listId,
    class: 'suggestions',
    role: 'listbox',
    'aria-label': 'Suggestions',
    hidden: true,
  });
  const send = el('button', { type: 'submit', class: 'send', 'aria-label': 'Send', title: 'Send' }, '➤');
  const form = el(
    'form',
    { class: 'composer', onsubmit: submit },
    list,
    el('div', { class: 'box' }, box, send),
  );
  let offers = [];
  let chosen = 0;
  let lastCommand = '';

  function hide() {
    offers = [];
    draw();
  }
  function refresh() {
    box.style.height = 'auto';
    box.style.height = `${Math.min(box.scrollHeight, 200)}px`;
    offers = suggestionsFor(box.value, box.selectionStart);
    chosen = 0;
    draw();
  }
  function draw() {
    list.hidden = offers.length === 0;
    box.setAttribute('aria-expanded', String(offers.length > 0));
    if (offers.length > 0) box.setAttribute('aria-activedescendant', `${listId}-${chosen}`);
    else box.removeAttribute('aria-activedescendant');
    list.replaceChildren(
      ...offers.map(({ label, hint, more }, index) =>
        el(
          'li',
          {
            id: `${listId}-${index}`,
            role: 'option',
            'aria-selected': String(index === chosen),
            onmousedown: (event) => pick(event, index),
          },
          el('b', {}, label),
          ' ',
          el('code', {}, hint),
          more !== '' && el('small', {}, more),
        ),
      ),
    );
  }
  function pick(event, index) {
    event.preventDefault();
    const { from, put } = offers[index];
    box.setRangeText(put, from, box.selectionStart, 'end');
    box.focus();
    refresh();
  }
  function keys(event) {
    const { key } = event;
    if (offers.length > 0 && (key === 'ArrowDown' || key === 'ArrowUp')) {
      event.preventDefault();
      chosen = (chosen + (key === 'ArrowDown' ? 1 : -1) + offers.length) % offers.length;
      draw();
    } else if (offers.length > 0 && (key === 'Tab' || key === 'Enter')) {
      if (key === 'Enter' && box.value === offers[chosen].put.trim()) return submit(event);
      pick(event, chosen);
    } else if (offers.length > 0 && key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      hide();
    } else if (key === 'Enter' && !event.shiftKey && !event.isComposing) submit(event);
    else if (key === 'ArrowUp' && box.value === '' && lastCommand !== '') {
      event.preventDefault();
      put(lastCommand);
    }
  }
  async function submit(event) {
    event.preventDefault();
    const text = box.value.trim();
    const { channel, thread } = place();
    if (text === '') return;
    if (!store.connected) return notice('The sandbox is not reachable; nothing was sent.');
    const isCommand = /^\/\S/.test(text);
    if (isCommand && thread !== null)
      return notice(`${text.split(/\s/)[0]} is not supported in threads. Sorry!`);
    if (isCommand) lastCommand = text;
    put('');
    const said = await ask(
      isCommand ? { do: 'command', channel, text } : { do: 'post', channel, text, thread },
    );
    if (said.type === 'failed') {
      notice(`⚠ ${said.why}`);
      if (box.value === '') put(text);
    }
  }
  function put(text) {
    box.value = text;
    refresh();
    hide();
  }

  return {
    node: form,
    label(text) {
      box.setAttribute('aria-label', text);
      box.setAttribute('placeholder', text);
    },
    fill(text) {
      put(text);
      box.focus();
    },
    focus: () => box.focus(),
  };
}
