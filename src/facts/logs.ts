import type { Cluster } from '../ports.ts';
import type { Gap, Log } from './facts.ts';
import { gapOf } from './gaps.ts';
import type { ContainerView } from './pods.ts';

/** Bounds of one read: enough for a stack trace, small enough for a hundred pods. */
const tailLines = 200;
const limitBytes = 64 * 1024;

/** The kubelet answers 200 with this sentence when the runtime no longer has the log. */
const goneLog = /^unable to retrieve container logs for \S+\s*$/;

const what = ({ namespace, pod, container, previous }: Omit<Log, 'lines'>): string =>
  `${previous ? 'the log of the previous run' : 'the log'} of container ${container} in pod ${namespace}/${pod}`;

/** A bounded read of the end of one log, or the gap where it cannot be read. */
export const readLog = async (
  cluster: Cluster,
  { view, previous }: { view: ContainerView; previous: boolean },
): Promise<Log | Gap> => {
  const where = { namespace: view.ref.namespace ?? '', pod: view.ref.name, container: view.name, previous };
  const text = await cluster.log({ ...where, tailLines, limitBytes });
  if (text.ok && goneLog.test(text.value))
    return gapOf('Log', what(where), { reason: 'rejected', message: text.value.trim() });
  if (text.ok) return { ...where, lines: text.value.split('\n').filter((line) => line.trim() !== '') };
  return gapOf('Log', what(where), text.failure);
};
