import type { Evidence, ObjectRef } from '../answer.ts';
import { statusEvidence } from './evidence.ts';
import type { Facts } from './facts.ts';

/** The Lease by which kube-scheduler says that it runs. Where a provider runs it, there may be none to see. */
export const schedulerLease: ObjectRef = { kind: 'Lease', namespace: 'kube-system', name: 'kube-scheduler' };

/** A lease runs 15 s and is renewed every two; a new leader takes over within its time. */
const staleMs = 60_000;

/** Whether kube-scheduler acts, as far as its Lease tells; null where there is none to read. */
export type SchedulerLease = { silentMs: number; isStale: boolean; evidence: Evidence };

export const schedulerLeaseOf = (facts: Facts): SchedulerLease | null => {
  const { namespace, name } = schedulerLease;
  const lease = facts.objects.Lease.find(
    ({ metadata }) => metadata?.namespace === namespace && metadata?.name === name,
  );
  const renewed = lease?.spec?.renewTime;
  if (renewed === undefined) return null;
  const silentMs = Date.parse(facts.now) - Date.parse(renewed);
  return {
    silentMs,
    isStale: silentMs > staleMs,
    evidence: statusEvidence(
      schedulerLease,
      `renewTime: ${renewed}, holder: ${lease?.spec?.holderIdentity || 'nobody'}`,
      renewed,
    ),
  };
};
