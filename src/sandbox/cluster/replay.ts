import { isOfKind } from '../../cluster/of-kind.ts';
import type { RecordedObject, Recording } from '../../cluster/recording-format.ts';
import type { ObjectStore } from './object-store.ts';
import { resourceOf } from './resources.ts';

const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

const shiftTime = (text: string, by: number, latest: number): string => {
  const shifted = new Date(Math.min(Date.parse(text) + by, latest)).toISOString();
  // Kubernetes writes whole seconds for Time and microseconds for MicroTime.
  return text.includes('.') ? shifted.replace('Z', '000Z') : shifted.replace(/\.\d+Z$/, 'Z');
};

/** A copy of a JSON value in which every point in time lies `by` milliseconds later, but none after `latest`. */
export const shiftTimes = (value: unknown, by: number, latest = Number.MAX_SAFE_INTEGER): unknown => {
  if (typeof value === 'string') return time.test(value) ? shiftTime(value, by, latest) : value;
  if (Array.isArray(value)) return value.map((item) => shiftTimes(item, by, latest));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [key, shiftTimes(field, by, latest)]),
  );
};

/** The object with its times moved; the shape does not change, so the kind stays what it was. */
const moved = (object: RecordedObject, by: number): RecordedObject => {
  const fields = Object.entries(object).map(([key, field]) => [key, shiftTimes(field, by)]);
  const copy: RecordedObject = { ...object };
  for (const [key, field] of fields) if (typeof key === 'string') Reflect.set(copy, key, field);
  return copy;
};

/**
 * Puts a recording's objects into the store as if it had been made at `start`: the ages are those of the recording.
 * Namespaces that objects live in are added where the recording has none.
 */
export const replay = (recording: Recording, store: ObjectStore, start: Date): void => {
  const by = recording.at === null ? 0 : start.getTime() - Date.parse(recording.at);
  const namespaces = new Set<string>();
  for (const object of recording.objects) {
    const resource = resourceOf(object.kind, object.apiVersion);
    if (resource === undefined) continue;
    store.put(resource, moved(object, by));
    if (isOfKind(object, 'Namespace')) namespaces.add(object.metadata.name);
  }
  const resource = resourceOf('Namespace', 'v1');
  for (const { metadata } of recording.objects) {
    const name = metadata.namespace;
    if (resource === undefined || name === undefined || namespaces.has(name)) continue;
    namespaces.add(name);
    if (store.get(resource, null, name) !== undefined) continue;
    const creationTimestamp = start.toISOString();
    const head = { apiVersion: 'v1', kind: 'Namespace', metadata: { name, creationTimestamp } };
    store.put(resource, { ...head, status: { phase: 'Active' } });
  }
};
