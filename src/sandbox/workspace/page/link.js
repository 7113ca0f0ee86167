import { changed, store, take } from './store.js';

/** The page's socket to the workspace. The key came after `#` in the address, so only whoever has the address gets in. */
const key = location.hash.slice(1) || (sessionStorage.getItem('key') ?? '');
if (key !== '') sessionStorage.setItem('key', key);

let socket = null;
let asked = 0;
let wait = 250;
const waiting = new Map();

export function connect(onRefused) {
  if (key === '') return onRefused();
  socket = new WebSocket(`ws://${location.host}/page`);
  socket.addEventListener('open', () => socket.send(JSON.stringify({ key })));
  socket.addEventListener('message', ({ data }) => {
    const said = JSON.parse(data);
    if (said.type === 'everything') {
      wait = 250;
      store.connected = true;
    }
    if (said.type === 'done' || said.type === 'failed') {
      waiting.get(said.id)?.(said);
      waiting.delete(said.id);
    } else take(said);
  });
  socket.addEventListener('close', ({ code }) => {
    store.connected = false;
    for (const settle of waiting.values()) settle({ type: 'failed', why: 'The sandbox is not reachable.' });
    waiting.clear();
    if (code === 4401) return onRefused();
    changed();
    setTimeout(() => connect(onRefused), wait);
    wait = Math.min(wait * 2, 5_000);
  });
}

/** Asks the workspace to do something; resolves with `{type: 'done', outcome}` or `{type: 'failed', why}`. */
export function ask(what) {
  if (!store.connected) return Promise.resolve({ type: 'failed', why: 'The sandbox is not reachable.' });
  asked += 1;
  const id = asked;
  return new Promise((resolve) => {
    waiting.set(id, resolve);
    socket.send(JSON.stringify({ id, what }));
  });
}
