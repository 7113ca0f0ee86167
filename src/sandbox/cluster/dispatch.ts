import type { RecordedLog } from '../../cluster/recording-format.ts';
import { create } from './create.ts';
import { evict, remove } from './delete.ts';
import type { Answer, Ask } from './exchange.ts';
import { methodNotAllowed } from './exchange.ts';
import { get, list } from './list.ts';
import { log } from './log.ts';
import type { ObjectStore } from './object-store.ts';
import { patch } from './patch.ts';
import { resources } from './resources.ts';
import { scale } from './scale.ts';

export type World = { store: ObjectStore; logs: RecordedLog[]; now: () => Date };

type Place = Pick<Ask, 'resource' | 'namespace' | 'name' | 'subresource'>;

const decoded = (part: string): string | null => {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
};

/** The resource that a path names, or null: `/apis/apps/v1/namespaces/shop/deployments/web/scale`. */
export const placeOf = (path: string): Place | null => {
  const parts = path.split('/').slice(1).map(decoded);
  if (parts.includes(null)) return null;
  const words = parts.filter((part) => part !== null);
  const group = words[0] === 'apis' ? words[1] : words[0] === 'api' ? '' : undefined;
  const rest = words.slice(words[0] === 'apis' ? 3 : 2);
  const version = words[words[0] === 'apis' ? 2 : 1];
  // `/namespaces/shop` is the object, `/namespaces/shop/pods` a collection in it.
  const inside = rest[0] === 'namespaces' && rest.length > 2;
  const [plural, name = null, subresource = null] = inside ? rest.slice(2) : rest;
  const resource = resources.find(
    (each) => each.group === group && each.version === version && each.plural === plural,
  );
  if (resource === undefined || rest.length > (inside ? 5 : 3)) return null;
  return { resource, namespace: inside ? (rest[1] ?? null) : null, name, subresource };
};

const subresource = (ask: Ask, { store, logs, now }: World): Answer => {
  const { method } = ask;
  if (ask.subresource === 'log' && method === 'GET') return log(ask, store, logs);
  if (ask.subresource === 'eviction' && method === 'POST') return evict(ask, store, now);
  if (ask.subresource === 'scale' && ['GET', 'PATCH', 'PUT'].includes(method)) return scale(ask, store);
  if (ask.subresource === 'status' && method === 'GET') return get(ask, store);
  if (ask.subresource === 'status' && ['PATCH', 'PUT'].includes(method)) return patch(ask, store);
  return methodNotAllowed();
};

/** The answer to a request for a resource; watches are answered elsewhere. */
export const dispatch = (ask: Ask, world: World): Answer => {
  const { store, now } = world;
  if (ask.subresource !== null) return subresource(ask, world);
  if (ask.name === null) {
    if (ask.method === 'GET') return list(ask, store);
    return ask.method === 'POST' ? create(ask, store, now) : methodNotAllowed();
  }
  switch (ask.method) {
    case 'GET':
      return get(ask, store);
    case 'PATCH':
    case 'PUT':
      return patch(ask, store);
    case 'DELETE':
      return remove(ask, store, now);
    default:
      return methodNotAllowed();
  }
};
