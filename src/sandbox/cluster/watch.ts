import type { ServerResponse } from 'node:http';

import type { Ask } from './exchange.ts';
import { selection } from './list.ts';
import type { Change, ObjectStore } from './object-store.ts';
import { apiVersionOf } from './resources.ts';

/** How often a quiet watch that asked for bookmarks gets one; the API server sends about one a minute. */
const bookmarkEvery = 60_000;

/**
 * `GET` with `watch=true`: one JSON object a line until the client leaves or `timeoutSeconds` pass.
 * Without a resourceVersion it begins with everything that is there; one that is forgotten gets 410 in the stream.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
 */
export const watch = (ask: Ask, store: ObjectStore, response: ServerResponse): void => {
  const chosen = selection(ask);
  if (!chosen.ok) {
    response.writeHead(chosen.answer.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(chosen.answer.body));
    return;
  }
  response.writeHead(200, { 'content-type': 'application/json' });
  response.flushHeaders();
  const seen = new Set<string>();
  const send = (type: string, object: object): void => {
    response.write(`${JSON.stringify({ type, object })}\n`);
  };
  const bookmark = (): void => {
    const { kind } = ask.resource;
    const metadata = { resourceVersion: `${store.version()}` };
    send('BOOKMARK', { kind, apiVersion: apiVersionOf(ask.resource), metadata });
  };

  const pass = ({ type, resource, object }: Change): void => {
    if (resource.plural !== ask.resource.plural || resource.group !== ask.resource.group) return;
    const uid = object.metadata.uid ?? '';
    const shown = type !== 'DELETED' && chosen.selects(object);
    if (shown) {
      send(type === 'ADDED' || !seen.has(uid) ? type : 'MODIFIED', object);
      seen.add(uid);
    } else if (seen.delete(uid) || (type === 'DELETED' && chosen.selects(object))) send('DELETED', object);
  };

  const from = ask.query.get('resourceVersion') ?? '';
  const past = from === '' || from === '0' ? [] : store.since(Number(from));
  if (past === null) {
    const message = `too old resource version: ${from} (${store.version()})`;
    const status = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure' };
    send('ERROR', { ...status, message, reason: 'Expired', code: 410 });
    response.end();
    return;
  }
  if (from === '' || from === '0')
    for (const object of store.list(ask.resource, ask.namespace))
      pass({ type: 'ADDED', resource: ask.resource, object, version: store.version() });
  for (const change of past) pass(change);

  const silence = store.listen(pass);
  const bookmarks = ['true', '1'].includes(ask.query.get('allowWatchBookmarks') ?? '');
  const beat = bookmarks ? setInterval(bookmark, bookmarkEvery) : undefined;
  const seconds = Number(ask.query.get('timeoutSeconds') ?? 0) || 1800;
  const timer = setTimeout(() => {
    if (bookmarks) bookmark();
    response.end();
  }, seconds * 1000);
  response.on('close', () => {
    silence();
    clearInterval(beat);
    clearTimeout(timer);
  });
};
