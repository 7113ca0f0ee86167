import { isOfKind } from '../../cluster/of-kind.ts';
import { cutLog, missingLog } from '../../cluster/recorded-log.ts';
import type { RecordedLog } from '../../cluster/recording-format.ts';
import type { Answer, Ask } from './exchange.ts';
import { badRequest, notFound } from './exchange.ts';
import type { ObjectStore } from './object-store.ts';

const numberIn = (ask: Ask, name: string): number | null => {
  const text = ask.query.get(name);
  return text === null || text === '' ? null : Number(text);
};

/**
 * `GET` of a pod's log. Recorded lines carry no time, so `sinceSeconds` cuts nothing, and `follow` ends at once.
 */
export const log = (ask: Ask, store: ObjectStore, logs: readonly RecordedLog[]): Answer => {
  const pod = store.get(ask.resource, ask.namespace, ask.name ?? '');
  if (pod === undefined || !isOfKind(pod, 'Pod')) return notFound(ask);
  const names = (pod.spec?.containers ?? []).map(({ name }) => name ?? '');
  const container = ask.query.get('container') ?? (names.length === 1 ? names[0] : undefined);
  if (container === undefined)
    return badRequest(
      `a container name must be specified for pod ${ask.name ?? ''}, choose one of: [${names.join(' ')}]`,
    );
  const previous = ask.query.get('previous') === 'true';
  const asked = { namespace: ask.namespace ?? '', pod: ask.name ?? '', container, previous };
  const found = logs.find(
    (each) =>
      each.namespace === asked.namespace &&
      each.pod === asked.pod &&
      each.container === container &&
      each.previous === previous,
  );
  if (found !== undefined)
    return { status: 200, body: cutLog(found.text, numberIn(ask, 'tailLines'), numberIn(ask, 'limitBytes')) };
  const runs = pod.status?.containerStatuses?.find(({ name }) => name === container)?.state?.running;
  // A container that runs has a log, if only an empty one.
  if (!previous && runs !== undefined) return { status: 200, body: '' };
  return badRequest(missingLog(pod, asked));
};
