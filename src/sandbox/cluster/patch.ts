import { isDeepStrictEqual } from 'node:util';

import type { RecordedObject } from '../../cluster/recording-format.ts';
import type { Answer, Ask } from './exchange.ts';
import { badRequest, isDryRun, isFields, notFound, staleWrite, statusAnswer } from './exchange.ts';
import type { Patched } from './json-patch.ts';
import { jsonPatch, mergePatch, strategicPatch } from './json-patch.ts';
import type { ObjectStore } from './object-store.ts';

const apply = (target: unknown, ask: Ask): Patched | null => {
  switch (ask.contentType.split(';')[0] ?? '') {
    case 'application/merge-patch+json':
      return { ok: true, value: mergePatch(target, ask.body) };
    case 'application/strategic-merge-patch+json':
      return { ok: true, value: strategicPatch(target, ask.body) };
    case 'application/json-patch+json':
      return jsonPatch(target, ask.body);
    default:
      return null;
  }
};

const named = (value: unknown, current: RecordedObject): RecordedObject | null => {
  if (!isFields(value) || !isFields(value['metadata'])) return null;
  const { name, namespace, uid } = current.metadata;
  const kept = { apiVersion: current.apiVersion, kind: current.kind };
  return {
    ...value,
    ...kept,
    metadata: { ...value['metadata'], name, ...(namespace ? { namespace } : {}), ...(uid ? { uid } : {}) },
  };
};

/** The object with its generation counted up, if the specification changed. */
export const withGeneration = (before: RecordedObject, after: RecordedObject): RecordedObject => {
  const { generation = 1 } = before.metadata;
  if (isDeepStrictEqual(before['spec'], after['spec'])) return after;
  return { ...after, metadata: { ...after.metadata, generation: generation + 1 } };
};

/** The body of a patch or update applied to an object, or the refusal. Nothing is stored. */
export const patched = (
  ask: Ask,
  current: RecordedObject,
): { ok: true; object: RecordedObject } | { ok: false; answer: Answer } => {
  const result = ask.method === 'PUT' ? ({ ok: true, value: ask.body } as const) : apply(current, ask);
  if (result === null)
    return {
      ok: false,
      answer: statusAnswer(
        415,
        'UnsupportedMediaType',
        'the body of the request was in an unknown format - accepted media types include: ' +
          'application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json',
      ),
    };
  if (!result.ok)
    return {
      ok: false,
      answer: statusAnswer(
        422,
        'Invalid',
        `the server rejected our request due to an error in our request: ${result.why}`,
      ),
    };
  const seen = isFields(result.value) && isFields(result.value['metadata']) ? result.value['metadata'] : {};
  const stale = staleWrite(ask, current, { uid: seen['uid'], resourceVersion: seen['resourceVersion'] });
  if (stale !== null) return { ok: false, answer: stale };
  const object = named(result.value, current);
  return object === null
    ? { ok: false, answer: badRequest('the object provided is unrecognized: it has no metadata') }
    : { ok: true, object: withGeneration(current, object) };
};

/** `PATCH` (merge, strategic, JSON) and `PUT` of one object, with `dryRun=All`. */
export const patch = (ask: Ask, store: ObjectStore): Answer => {
  const current = store.get(ask.resource, ask.namespace, ask.name ?? '');
  if (current === undefined) return notFound(ask);
  const result = patched(ask, current);
  if (!result.ok) return result.answer;
  return { status: 200, body: isDryRun(ask) ? result.object : store.put(ask.resource, result.object) };
};
