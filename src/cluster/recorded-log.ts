import type { Pod } from '../facts/objects.ts';
import type { LogQuery, Read } from '../ports.ts';
import type { RecordedLog } from './recording-format.ts';

/** The last `tailLines` lines of a log, and of these the first `limitBytes` bytes, as the kubelet cuts. */
export const cutLog = (text: string, tailLines: number | null, limitBytes: number | null): string => {
  const lines = text.split(/(?<=\n)/);
  const tail = tailLines === null ? text : lines.slice(Math.max(0, lines.length - tailLines)).join('');
  if (limitBytes === null) return tail;
  return Buffer.from(tail).subarray(0, limitBytes).toString('utf8');
};

const rejected = (message: string): Read<string> => ({ ok: false, failure: { reason: 'rejected', message } });

/** Why there is no log, in the words of the kubelet and the API server. */
export const missingLog = (
  pod: Pod | undefined,
  asked: Omit<LogQuery, 'tailLines' | 'limitBytes'>,
): string => {
  const { container, previous } = asked;
  if (pod === undefined) return `pods "${asked.pod}" not found`;
  const named = [...(pod.spec?.initContainers ?? []), ...(pod.spec?.containers ?? [])];
  if (!named.some(({ name }) => name === container))
    return `container ${container} is not valid for pod ${asked.pod}`;
  if (previous) return `previous terminated container "${container}" in pod "${asked.pod}" not found`;
  const status = [
    ...(pod.status?.initContainerStatuses ?? []),
    ...(pod.status?.containerStatuses ?? []),
  ].find(({ name }) => name === container);
  const waiting = status?.state?.waiting;
  if (waiting !== undefined || status === undefined)
    return `container "${container}" in pod "${asked.pod}" is waiting to start: ${waiting?.reason ?? 'PodInitializing'}`;
  return `no log of container "${container}" in pod "${asked.pod}" was recorded`;
};

/** The log a recording holds for a query, or why it holds none. */
export const recordedLog = (
  pod: Pod | undefined,
  logs: readonly RecordedLog[],
  query: LogQuery,
): Read<string> => {
  const found = logs.find(
    (log) =>
      log.namespace === query.namespace &&
      log.pod === query.pod &&
      log.container === query.container &&
      log.previous === query.previous,
  );
  if (found === undefined) return rejected(missingLog(pod, query));
  return { ok: true, value: cutLog(found.text, query.tailLines, query.limitBytes) };
};
