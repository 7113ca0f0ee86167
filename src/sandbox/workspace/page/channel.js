import { createComposer } from './composer.js';
import { el } from './dom.js';
import { homeNode } from './home.js';
import { createList } from './list.js';
import { avatar } from './message.js';
import { messagesIn, person, store } from './store.js';

const main = document.getElementById('channel');
const list = createList('Messages', false);
const composer = createComposer('composer-main', () => ({ channel: store.here, thread: null }));
const header = el('header', { class: 'top' });
const hint = el('div', { class: 'hint', hidden: true });
const home = el('section', { class: 'home', 'aria-label': 'App Home', hidden: true });
main.append(header, list.node, home, hint, composer.node);

let here = null;
let homeShown = null;

function showHint() {
  const spoke = [...store.messages.values()].some(
    ({ user, botId }) => botId !== null || user === store.slackbot,
  );
  hint.hidden = spoke || store.here === 'home';
  const command = store.commands[0]?.command;
  if (hint.hidden || command === undefined || hint.hasChildNodes()) return;
  const example = `${command} why checkout`;
  hint.append(
    avatar(person(store.app.botUserId)),
    el(
      'div',
      {},
      el('b', {}, 'Ask why something is broken. '),
      'Try: ',
      el('button', { type: 'button', class: 'example', onclick: () => composer.fill(example) }, example),
      el('p', { class: 'quiet' }, `Type / to see the commands, or mention @${store.app.name}. Enter sends.`),
    ),
  );
}

function introduction(channel, isDirect) {
  const name = isDirect ? store.app.name : `#${channel.name}`;
  const { command = '/help' } = store.commands[0] ?? {};
  const more = isDirect
    ? `Direct messages with the app. Write to it, or use ${command}.`
    : `The very beginning of ${name}. ${channel.topic}.`;
  return el('div', { class: 'intro' }, el('b', {}, name), el('p', { class: 'quiet' }, more));
}

/** Shows the channel or the Home tab one is in. */
export function showChannel() {
  const isHome = store.here === 'home';
  const channel = store.channels.find(({ id }) => id === store.here);
  const isDirect = channel?.kind === 'im';
  const name = isHome ? `${store.app.name} Home` : isDirect ? store.app.name : `# ${channel?.name ?? ''}`;
  header.replaceChildren(
    el('h2', {}, name),
    el('p', { class: 'quiet' }, isHome || isDirect ? 'App' : channel.topic),
    ...(channel === undefined || isDirect
      ? []
      : [el('span', { class: 'members quiet' }, `${channel.members.length} members`)]),
  );
  document.title = `${name} · ${store.team.name}`;
  list.node.hidden = isHome;
  composer.node.hidden = isHome;
  home.hidden = !isHome;
  if (isHome) {
    if (homeShown !== store.home?.hash || here !== 'home') home.replaceChildren(...homeNode(store.home));
    homeShown = store.home?.hash;
  } else {
    if (here !== store.here) list.clear(introduction(channel, isDirect));
    const spoken = isDirect ? `Message ${store.app.name}` : `Message #${channel.name}`;
    composer.label(spoken);
    list.node.setAttribute('aria-label', `Messages in ${name}`);
    list.show(messagesIn(store.here));
  }
  showHint();
  const moved = here !== store.here;
  here = store.here;
  if (moved && !isHome && !document.activeElement?.matches('.place')) composer.focus();
}
