import { createComposer } from './composer.js';
import { el } from './dom.js';
import { createList } from './list.js';
import { channelName, messagesOfThread, openThread, store } from './store.js';

const aside = document.getElementById('thread');
const list = createList('Thread', true);
const composer = createComposer('composer-thread', () => ({ channel: store.here, thread: store.thread }));
composer.label('Reply…');
const where = el('span', { class: 'quiet' });
const close = el(
  'button',
  { type: 'button', class: 'close', 'aria-label': 'Close thread', title: 'Close (Esc)', onclick: leave },
  '✕',
);
aside.append(el('header', { class: 'top' }, el('h2', {}, 'Thread'), where, close), list.node, composer.node);
aside.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !event.defaultPrevented) leave();
});

let open = null;

function leave() {
  const parent = store.thread;
  openThread(null);
  document.querySelector(`#channel [data-ts="${CSS.escape(parent ?? '')}"] .replies`)?.focus();
}

/** Shows the thread that is open, if one is; an opened one gets the focus. */
export function showThread() {
  aside.hidden = store.thread === null;
  if (store.thread !== open) list.clear();
  if (store.thread !== null) {
    where.textContent = `# ${channelName(store.here)}`;
    list.show(messagesOfThread(store.here, store.thread));
    if (store.thread !== open) composer.focus();
  }
  open = store.thread;
}
