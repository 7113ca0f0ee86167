/** What the page knows, and who wants to hear when it changes. */
export const store = {
  ready: false,
  connected: false,
  here: null,
  thread: null,
  unread: new Map(),
  messages: new Map(),
};
const listeners = new Set();

export function onChange(listener) {
  listeners.add(listener);
}

export function changed() {
  for (const listener of listeners) listener(store);
}

const key = ({ channel, ts }) => `${channel} ${ts}`;

/** Takes in what the server says. */
export function take(said) {
  const { type, ...rest } = said;
  if (type === 'everything') {
    const { messages, ...others } = rest;
    Object.assign(store, others, { ready: true });
    store.messages = new Map(messages.map((message) => [key(message), message]));
    const known = store.channels.some(({ id }) => id === store.here) || store.here === 'home';
    if (!known) store.here = sessionStorage.getItem('here') ?? store.channels[0]?.id ?? 'home';
    if (store.here !== 'home' && !store.channels.some(({ id }) => id === store.here))
      store.here = store.channels[0].id;
  } else if (type === 'message') {
    const isNew = !store.messages.has(key(rest.message));
    store.messages.set(key(rest.message), rest.message);
    const { channel, user } = rest.message;
    if (isNew && channel !== store.here && user !== store.you) {
      store.unread.set(channel, (store.unread.get(channel) ?? 0) + 1);
    }
  } else if (type === 'deleted') store.messages.delete(key(rest));
  else Object.assign(store, rest);
  changed();
}

/** Goes to a channel's id or to `home`. */
export function go(here) {
  store.here = here;
  store.thread = null;
  store.unread.delete(here);
  sessionStorage.setItem('here', here);
  changed();
}

/** Opens the thread under a message, or closes it. */
export function openThread(ts) {
  store.thread = ts;
  changed();
}

const byTs = (a, b) => (a.ts < b.ts ? -1 : 1);

export function messagesIn(channel) {
  return [...store.messages.values()]
    .filter((message) => message.channel === channel && (message.thread === null || message.broadcast))
    .sort(byTs);
}

export function messagesOfThread(channel, ts) {
  return [...store.messages.values()]
    .filter((message) => message.channel === channel && (message.ts === ts || message.thread === ts))
    .sort(byTs);
}

/** Who an id is, as far as the workspace knows. */
export function person(id) {
  if (id === store.app?.botUserId) return { id, name: store.app.name, realName: store.app.name, isBot: true };
  if (id === store.slackbot) return { id, name: 'slackbot', realName: 'Slackbot', isBot: false };
  return store.users?.find((user) => user.id === id) ?? { id, name: id, realName: id, isBot: false };
}

export function channelName(id) {
  return store.channels?.find((channel) => channel.id === id)?.name ?? id;
}
