import { arrowKeys, el } from './dom.js';
import { avatar } from './message.js';
import { go, person, store } from './store.js';

const node = document.getElementById('sidebar');
arrowKeys(node, 'a.place');

function place(id, label, icon, more) {
  const unread = store.unread.get(id) ?? 0;
  return el(
    'a',
    {
      href: '#',
      class: `place${unread > 0 ? ' unread' : ''}`,
      'data-place': id,
      'aria-current': store.here === id ? 'page' : null,
      onclick: (event) => {
        event.preventDefault();
        more?.();
        go(id);
      },
    },
    el('span', { class: 'icon', 'aria-hidden': 'true' }, icon),
    el('span', { class: 'label' }, label),
    unread > 0 && el('span', { class: 'count', 'aria-label': `${unread} unread` }, String(unread)),
  );
}

const group = (title, ...places) => el('section', { 'aria-label': title }, el('h2', {}, title), ...places);

/** Shows where one can go; `opened` is told when the app's Home or its messages are opened. */
export function showSidebar(opened) {
  const focused = document.activeElement?.dataset?.place;
  const channels = store.channels.filter(({ kind }) => kind === 'channel');
  const direct = store.channels.filter(({ kind }) => kind === 'im');
  const bot = person(store.app.botUserId);
  const state = store.connected
    ? store.connections > 0
      ? 'connected'
      : 'waiting for the app'
    : 'not reachable';
  node.replaceChildren(
    el(
      'header',
      {},
      el('h1', {}, store.team.name),
      el('p', { class: `state ${state.split(' ')[0]}`, role: 'status' }, `${store.app.name}: ${state}`),
    ),
    group('Channels', ...channels.map(({ id, name }) => place(id, name, '#'))),
    group(
      'Apps',
      ...direct.map(({ id }) => place(id, store.app.name, avatar(bot), () => opened('messages'))),
      place('home', `${store.app.name} Home`, '⌂', () => opened('home')),
    ),
    el('footer', {}, el('p', {}, 'A sandbox on this machine: it looks like Slack and nothing leaves it.')),
  );
  if (focused !== undefined) node.querySelector(`[data-place="${CSS.escape(focused)}"]`)?.focus();
}
