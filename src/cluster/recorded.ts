import { kindOf } from '../facts/kinds.ts';
import type { KindName, ObjectOf, OutsideObject } from '../facts/objects.ts';
import type { Cluster, ListQuery, LogQuery, Page, Read, ReadFailure } from '../ports.ts';
import { fitShape, misfitOf, readWell } from './fit-shape.ts';
import { isOfKind, kindOfRecorded } from './of-kind.ts';
import { recordedLog } from './recorded-log.ts';
import { isOutside, outsideKinds } from './recorded-outside.ts';
import type { RecordedObject, Recording, Refusal, RefusedVerb } from './recording-format.ts';
import { fieldSelector, labelSelector } from './selectors.ts';
import { valueFree } from './value-free.ts';

const keyOf = ({ kind, metadata }: RecordedObject): string =>
  `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;

type Asked = { verb: RefusedVerb; resource: string; namespace: string | null } & Pick<
  Refusal,
  'name' | 'container' | 'previous'
>;

const matches = (refusal: Refusal, asked: Asked): boolean =>
  refusal.resource === asked.resource &&
  (refusal.verb ?? asked.verb) === asked.verb &&
  (refusal.namespace ?? asked.namespace ?? '') === (asked.namespace ?? '') &&
  (refusal.name ?? asked.name) === asked.name &&
  (refusal.container ?? asked.container) === asked.container &&
  (refusal.previous ?? asked.previous) === asked.previous;

/**
 * A cluster that consists of what a recording holds. Lists come in the order of the API server, by namespace and name.
 * Of two objects of the same kind and name the later one counts. Fields of a type that the API does not know there are
 * left out, as from the API server.
 */
export const recordedCluster = (name: string, recording: Recording): Cluster => {
  const misfits = new Map<RecordedObject, string[]>();
  const objects = [...new Map(recording.objects.map((object) => [keyOf(object), object])).entries()]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([, object]) => {
      const fit = fitShape(kindOfRecorded(object), object);
      if (fit.wrong.length > 0) misfits.set(fit.object, misfitOf(object.kind, fit.object, fit.wrong));
      return fit.object;
    });
  const wrongOf = (found: readonly RecordedObject[]): string[] =>
    misfits.size === 0 ? [] : found.flatMap((object) => misfits.get(object) ?? []);

  const refusalOf = (asked: Asked): { ok: false; failure: ReadFailure } | null => {
    const refusal = recording.refusals.find((each) => matches(each, asked));
    if (refusal === undefined) return null;
    return { ok: false, failure: { reason: refusal.reason, message: refusal.message } };
  };

  const all = <K extends KindName>(kind: K, namespace: string | null): (RecordedObject & ObjectOf[K])[] =>
    objects
      .filter((object) => isOfKind(object, kind))
      .filter(({ metadata }) => namespace === null || metadata.namespace === namespace);

  return {
    name,
    namespace: recording.namespace,

    list<K extends KindName>(kind: K, query: ListQuery): Promise<Read<Page<K>>> {
      const { namespace, limit = 500 } = query;
      const { plural, namespaced } = kindOf(kind);
      const refusal = refusalOf({ verb: 'list', resource: plural, namespace });
      if (refusal !== null) return Promise.resolve(refusal);
      const labels = labelSelector(query.labels ?? '');
      const fields = fieldSelector(kind, query.fields ?? '');
      const wrong = labels.ok ? fields : labels;
      if (!wrong.ok)
        return Promise.resolve({ ok: false, failure: { reason: 'rejected', message: wrong.message } });
      const found = all(kind, namespaced ? namespace : null)
        .filter((object) => labels.ok && labels.matches(object.metadata.labels ?? {}))
        .filter((object) => fields.ok && fields.matches(object));
      const start = Number(query.next ?? 0);
      const page = found.slice(start, start + limit);
      const items = page.map((object): ObjectOf[K] => {
        const free = valueFree(kind, object);
        if (query.metadataOnly !== true && kind !== 'Secret') return free;
        const { apiVersion, metadata } = free;
        return { apiVersion, kind, metadata };
      });
      const next = found.length > start + limit ? String(start + limit) : null;
      return Promise.resolve(readWell({ items, next }, wrongOf(page)));
    },

    get<K extends KindName>(
      kind: K,
      namespace: string | null,
      objectName: string,
    ): Promise<Read<ObjectOf[K] | null>> {
      const { plural, namespaced } = kindOf(kind);
      const refusal = refusalOf({ verb: 'get', resource: plural, namespace, name: objectName });
      if (refusal !== null) return Promise.resolve(refusal);
      if (namespaced && namespace === null) {
        const message = `a ${kind} is read by namespace and name, and no namespace was given`;
        return Promise.resolve({ ok: false, failure: { reason: 'rejected', message } });
      }
      const found = all(kind, namespaced ? namespace : null).find(
        ({ metadata }) => metadata.name === objectName,
      );
      if (found === undefined) return Promise.resolve({ ok: true, value: null });
      return Promise.resolve(readWell(valueFree(kind, found), wrongOf([found])));
    },

    discover: () =>
      Promise.resolve({
        ok: true,
        value: outsideKinds(objects, recording.served),
        ...(recording.served === undefined ? { partial: true } : {}),
      }),

    listOutside(kind, { namespace, name: wanted }): Promise<Read<OutsideObject[]>> {
      const refusal = refusalOf({ verb: 'list', resource: kind.plural, namespace });
      if (refusal !== null) return Promise.resolve(refusal);
      const value = objects.filter(
        (object) =>
          isOutside(object, kind) &&
          (namespace === null || !kind.namespaced || object.metadata.namespace === namespace) &&
          (wanted === null || object.metadata.name === wanted),
      );
      return Promise.resolve(readWell(value, wrongOf(value)));
    },

    log(query: LogQuery): Promise<Read<string>> {
      const { namespace, pod, container, previous } = query;
      const asked: Asked = { verb: 'log', resource: 'pods/log', namespace, name: pod, container, previous };
      const found = all('Pod', namespace).find(({ metadata }) => metadata.name === pod);
      return Promise.resolve(refusalOf(asked) ?? recordedLog(found, recording.logs, query));
    },
  };
};
