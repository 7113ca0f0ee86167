import { isOfKind } from '../../cluster/of-kind.ts';
import { kindOf } from '../../facts/kinds.ts';
import type { Answer, Ask } from './exchange.ts';
import { isDryRun, isFields, notFound, staleWrite, statusAnswer } from './exchange.ts';
import type { ObjectStore } from './object-store.ts';

/** `DELETE` of one object. Preconditions come in the body; an object with finalizers only begins to go. */
export const remove = (ask: Ask, store: ObjectStore, now: () => Date): Answer => {
  const object = store.get(ask.resource, ask.namespace, ask.name ?? '');
  if (object === undefined) return notFound(ask);
  const seen = isFields(ask.body) && isFields(ask.body['preconditions']) ? ask.body['preconditions'] : {};
  const stale = staleWrite(ask, object, seen);
  if (stale !== null) return stale;
  if (isDryRun(ask)) return { status: 200, body: object };
  if ((object.metadata.finalizers ?? []).length > 0) {
    const deletionTimestamp = object.metadata.deletionTimestamp ?? now().toISOString();
    const going = { ...object, metadata: { ...object.metadata, deletionTimestamp } };
    return { status: 200, body: store.put(ask.resource, going) };
  }
  return { status: 200, body: store.remove(ask.resource, object) };
};

/** `POST` of a pod's `eviction`: refused with 429 while a disruption budget allows none. */
export const evict = (ask: Ask, store: ObjectStore, now: () => Date): Answer => {
  const pod = store.get(ask.resource, ask.namespace, ask.name ?? '');
  if (pod === undefined) return notFound(ask);
  const labels = pod.metadata.labels ?? {};
  const held = store
    .list(kindOf('PodDisruptionBudget'), ask.namespace)
    .filter((budget) => isOfKind(budget, 'PodDisruptionBudget'))
    .some(({ spec, status }) => {
      const wanted = Object.entries(spec?.selector?.matchLabels ?? {});
      return wanted.every(([key, value]) => labels[key] === value) && (status?.disruptionsAllowed ?? 0) === 0;
    });
  if (held)
    return statusAnswer(
      429,
      'TooManyRequests',
      "Cannot evict pod as it would violate the pod's disruption budget.",
    );
  const options = isFields(ask.body) && isFields(ask.body['deleteOptions']) ? ask.body['deleteOptions'] : {};
  const answer = remove({ ...ask, body: options }, store, now);
  return answer.status === 200 ? { ...statusAnswer(201, '', ''), status: 201 } : answer;
};
