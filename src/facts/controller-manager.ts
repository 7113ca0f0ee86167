import type { Evidence, ObjectRef } from '../answer.ts';
import { span } from './durations.ts';
import { statusEvidence } from './evidence.ts';
import type { Facts } from './facts.ts';
import { once } from './memo.ts';

/** The Lease by which kube-controller-manager says that it runs. Where a provider runs it, there may be none. */
export const controllerManagerLease: ObjectRef = {
  kind: 'Lease',
  namespace: 'kube-system',
  name: 'kube-controller-manager',
};

/** A lease runs 15 s and is renewed every few; a new leader takes over within its time. */
const staleMs = 60_000;

/** Whether the controllers act, as far as their Lease tells; `words` end a sentence about something they left undone. */
export type ControllerManager = {
  isDown: boolean;
  words: string;
  evidence: Evidence[];
  follows: ObjectRef[];
};

export const controllerManagerOf = once((facts: Facts): ControllerManager => {
  const { namespace, name } = controllerManagerLease;
  const lease = facts.objects.Lease.find(
    ({ metadata }) => metadata?.namespace === namespace && metadata?.name === name,
  );
  const renewed = lease?.spec?.renewTime;
  if (renewed === undefined)
    return {
      isDown: false,
      words: 'nothing says why, its controller may not act',
      evidence: [],
      follows: [],
    };
  const ago = Date.parse(facts.now) - Date.parse(renewed);
  const evidence = [
    statusEvidence(
      controllerManagerLease,
      `renewTime: ${renewed}, holder: ${lease?.spec?.holderIdentity ?? 'nobody'}`,
      renewed,
    ),
  ];
  return ago > staleMs
    ? {
        isDown: true,
        words: `kube-controller-manager has not renewed its lease for ${span(ago)}, so no controller acts`,
        evidence,
        follows: [controllerManagerLease],
      }
    : {
        isDown: false,
        words: 'nothing says why, and kube-controller-manager is alive',
        evidence,
        follows: [],
      };
});
