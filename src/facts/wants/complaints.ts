import { eventsOf } from '../events.ts';
import type { Facts } from '../facts.ts';
import type { Pod } from '../objects.ts';
import { containersOf } from '../pods.ts';
import { refOf } from '../refs.ts';

/** The sentences in which the kubelet says that something a pod names is not there, or not to be had. */
export const complaintsOf = (facts: Facts, pod: Pod): string[] => [
  ...containersOf(pod).flatMap(({ status }) => status?.state?.waiting?.message ?? []),
  ...eventsOf(facts, refOf('Pod', pod), 'FailedMount', 'Failed').flatMap((event) => event.message ?? []),
];
