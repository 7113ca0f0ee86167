import type { ObjectRef } from '../answer.ts';
import { counted } from './counts.ts';
import type { Facts } from './facts.ts';
import { failedCondition, isComplete } from './jobs.ts';
import { keyOf, refOf } from './refs.ts';
import type { Serving } from './serving.ts';

const replicated = ['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController'] as const;

const ofPods = (ready: number, wanted: number, name: string): string =>
  ready === 0
    ? `${name} has no ready pod`
    : `${ready} of ${counted(wanted, 'pod')} of ${name} ${ready === 1 ? 'is' : 'are'} ready`;

/**
 * What trouble with its pods comes to for a workload or a Service, as the end of a sentence: `1 of 3 pods of Deployment web is ready`.
 * `ready` are its pods that are, of `total`. Undefined where it has all it wants, or is no workload.
 */
export const effectOn = (
  facts: Facts,
  subject: ObjectRef,
  { ready, total }: Pick<Serving, 'ready' | 'total'>,
): string | undefined => {
  const name = `${subject.kind} ${subject.name}`;
  const is = keyOf(subject);
  const kind = replicated.find((one) => one === subject.kind);
  if (kind !== undefined) {
    const wanted = facts.objects[kind].find((one) => keyOf(refOf(kind, one)) === is)?.spec?.replicas ?? 1;
    return ready < wanted ? ofPods(ready, wanted, name) : undefined;
  }
  if (subject.kind === 'DaemonSet') {
    const set = facts.objects.DaemonSet.find((one) => keyOf(refOf('DaemonSet', one)) === is);
    const wanted = set?.status?.desiredNumberScheduled ?? 0;
    return ready < wanted ? `${name} is ready on ${ready} of ${counted(wanted, 'node')}` : undefined;
  }
  if (subject.kind === 'Service')
    return ready > 0 && ready < total
      ? `${ready} of ${total} pods behind ${name} ${ready === 1 ? 'is' : 'are'} ready`
      : undefined;
  if (subject.kind !== 'Job') return undefined;
  const job = facts.objects.Job.find((one) => keyOf(refOf('Job', one)) === is);
  if (job === undefined || isComplete(job) || failedCondition(job) !== undefined) return undefined;
  const failed = job.status?.failed ?? 0;
  return failed === 0
    ? `${name} does not end`
    : `${name} has not succeeded in ${counted(failed, 'try').replace('trys', 'tries')} of ${(job.spec?.backoffLimit ?? 6) + 1}`;
};
