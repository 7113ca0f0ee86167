import { kindOf } from '../facts/kinds.ts';
import type { KindName, ObjectOf } from '../facts/objects.ts';
import type { Cluster, ListQuery, LogQuery, Page, Read } from '../ports.ts';
import { servedWords } from './recorded-outside.ts';
import type { RecordedLog, RecordedObject, Recording, Refusal } from './recording-format.ts';

const isRecorded = (object: object): object is RecordedObject => {
  const metadata: unknown = Reflect.get(object, 'metadata');
  return typeof metadata === 'object' && metadata !== null && 'name' in metadata;
};

const deep: readonly string[] = ['f:spec', 'f:data', 'f:binaryData'];

/**
 * Of the paths of managed fields the first two steps: who wrote `spec.replicas`, and the keys of a ConfigMap. The rest is half
 * of an object's size.
 */
export const firstSteps = (fields: unknown, steps = 2): object =>
  typeof fields !== 'object' || fields === null || steps === 0
    ? {}
    : Object.fromEntries(
        Object.entries(fields)
          .filter(([step]) => step.startsWith('f:') && step !== 'f:metadata' && step !== 'f:status')
          .map(([step, under]) => [step, firstSteps(under, deep.includes(step) ? 1 : 0)]),
      );

const withoutFieldPaths = (object: RecordedObject): RecordedObject => {
  const { managedFields, ...metadata } = object.metadata;
  if (managedFields === undefined) return object;
  const kept = managedFields.map((entry) => {
    const { manager, operation, apiVersion, time, subresource, fieldsV1 } = entry;
    const common = { manager, operation, apiVersion, time, fieldsV1: firstSteps(fieldsV1) };
    return subresource === undefined ? common : { ...common, subresource };
  });
  return { ...object, metadata: { ...metadata, managedFields: kept } };
};

const byKey = <T>(entries: ReadonlyMap<string, T>): T[] =>
  [...entries].toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([, value]) => value);

/** A decorated cluster, and what was read through it so far, in an order that does not depend on the order of reads. */
export type RecordedReads = { cluster: Cluster; recording: (at: Date) => Recording };

/**
 * Remembers every object, log and refusal that is read through `cluster`: a capture then holds exactly what a diagnosis
 * looked at. Of an object that was read whole and as metadata alone, the whole one is kept.
 */
export const recordReads = (cluster: Cluster): RecordedReads => {
  const objects = new Map<string, RecordedObject>();
  const logs = new Map<string, RecordedLog>();
  const refusals = new Map<string, Refusal>();
  let served: string[] | null = null;

  const keep = (object: object, whole: boolean): void => {
    if (!isRecorded(object)) return;
    const { kind, metadata } = object;
    const key = `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
    if (whole || !objects.has(key)) objects.set(key, withoutFieldPaths(object));
  };
  const refuse = (refusal: Refusal): void => {
    const { resource, verb, namespace, name, container, previous } = refusal;
    refusals.set(JSON.stringify([resource, verb, namespace, name, container, previous]), refusal);
  };

  return {
    recording: (at) => ({
      at: at.toISOString(),
      cluster: cluster.name,
      namespace: cluster.namespace,
      question: null,
      objects: byKey(objects),
      logs: byKey(logs),
      refusals: byKey(refusals),
      ...(served === null ? {} : { served }),
    }),
    cluster: {
      name: cluster.name,
      namespace: cluster.namespace,

      async list<K extends KindName>(kind: K, query: ListQuery): Promise<Read<Page<K>>> {
        const read = await cluster.list(kind, query);
        const whole = query.metadataOnly !== true && kind !== 'Secret';
        if (read.ok) for (const item of read.value.items) keep(item, whole);
        else
          refuse({
            resource: kindOf(kind).plural,
            verb: 'list',
            namespace: query.namespace ?? '',
            ...read.failure,
          });
        return read;
      },

      async get<K extends KindName>(
        kind: K,
        namespace: string | null,
        name: string,
      ): Promise<Read<ObjectOf[K] | null>> {
        const read = await cluster.get(kind, namespace, name);
        if (!read.ok) {
          const place = namespace === null ? {} : { namespace };
          refuse({ resource: kindOf(kind).plural, verb: 'get', ...place, name, ...read.failure });
        } else if (read.value !== null) keep(read.value, true);
        return read;
      },

      async discover() {
        const read = await cluster.discover();
        if (read.ok && read.partial !== true) served = read.value.flatMap(servedWords);
        return read;
      },

      async listOutside(kind, query) {
        const read = await cluster.listOutside(kind, query);
        if (read.ok) for (const object of read.value) keep(object, true);
        else
          refuse({ resource: kind.plural, verb: 'list', namespace: query.namespace ?? '', ...read.failure });
        return read;
      },

      async log(query: LogQuery): Promise<Read<string>> {
        const { namespace, pod, container, previous } = query;
        const read = await cluster.log(query);
        if (read.ok) {
          const key = JSON.stringify([namespace, pod, container, previous]);
          const known = logs.get(key);
          if (known === undefined || known.text.length < read.value.length)
            logs.set(key, { namespace, pod, container, previous, text: read.value });
        } else {
          const asked = {
            resource: 'pods/log',
            verb: 'log',
            namespace,
            name: pod,
            container,
            previous,
          } as const;
          refuse({ ...asked, ...read.failure });
        }
        return read;
      },
    },
  };
};
