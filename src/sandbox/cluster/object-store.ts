import { randomUUID } from 'node:crypto';

import type { RecordedObject } from '../../cluster/recording-format.ts';
import type { Resource } from './resources.ts';

export type Change = {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  resource: Resource;
  object: RecordedObject;
  version: number;
};

/** The objects of the sandbox. What goes in is copied, and what comes out must not be changed. */
export type ObjectStore = {
  /** By namespace and name; a null namespace lists all. */
  list(resource: Resource, namespace: string | null): RecordedObject[];
  get(resource: Resource, namespace: string | null, name: string): RecordedObject | undefined;
  /** Adds or replaces an object, gives it its next resourceVersion, and tells the listeners. */
  put(resource: Resource, object: RecordedObject): RecordedObject;
  remove(resource: Resource, object: RecordedObject): RecordedObject;
  /** The resourceVersion of the latest change. */
  version(): number;
  /** The changes after a resourceVersion, or null when they are forgotten. */
  since(version: number): Change[] | null;
  /** Calls `listener` after each change; the result ends that. */
  listen(listener: (change: Change) => void): () => void;
};

/** Changes kept for watches that begin in the past. */
const remembered = 1000;

const keyOf = (namespace: string | null | undefined, name: string): string => `${namespace ?? ''}/${name}`;

export const createStore = (): ObjectStore => {
  const rooms = new Map<string, Map<string, RecordedObject>>();
  const changes: Change[] = [];
  const listeners = new Set<(change: Change) => void>();
  let version = 1000;
  let forgotten = version;

  const room = ({ group, plural }: Resource): Map<string, RecordedObject> => {
    const name = `${group}/${plural}`;
    const known = rooms.get(name) ?? new Map<string, RecordedObject>();
    rooms.set(name, known);
    return known;
  };

  const tell = (type: Change['type'], resource: Resource, object: RecordedObject): RecordedObject => {
    const change = { type, resource, object, version };
    changes.push(change);
    if (changes.length > remembered) forgotten = changes.shift()?.version ?? forgotten;
    for (const listener of listeners) listener(change);
    return object;
  };

  const stamped = (object: RecordedObject): RecordedObject => {
    version += 1;
    const copy = structuredClone(object);
    copy.metadata.resourceVersion = `${version}`;
    return copy;
  };

  return {
    list: (resource, namespace) =>
      [...room(resource).entries()]
        .filter(([, { metadata }]) => namespace === null || metadata.namespace === namespace)
        .toSorted(([left], [right]) => (left < right ? -1 : 1))
        .map(([, object]) => object),
    get: (resource, namespace, name) => room(resource).get(keyOf(namespace, name)),
    put(resource, object) {
      const copy = stamped(object);
      copy.metadata.uid ??= randomUUID();
      const key = keyOf(resource.namespaced ? copy.metadata.namespace : '', copy.metadata.name);
      const type = room(resource).has(key) ? 'MODIFIED' : 'ADDED';
      room(resource).set(key, copy);
      return tell(type, resource, copy);
    },
    remove(resource, object) {
      room(resource).delete(
        keyOf(resource.namespaced ? object.metadata.namespace : '', object.metadata.name),
      );
      return tell('DELETED', resource, stamped(object));
    },
    version: () => version,
    since: (from) => (from < forgotten ? null : changes.filter((change) => change.version > from)),
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
