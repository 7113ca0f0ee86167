import type { ObjectRef, Unexamined } from '../answer.ts';
import type { Dependency } from './dependencies.ts';
import { missedPeers } from './explanations.ts';
import type { Facts } from './facts.ts';
import { whyService } from './kubectl.ts';

const unexaminedPeer = ({ host, peer, verdict }: Dependency): Unexamined[] => {
  if (verdict.state === 'unknown' && verdict.node === null)
    return [{ what: `what has the address ${host}`, why: 'no pod or Service that was read has it' }];
  if (!('ref' in peer) || verdict.state !== 'unread' || verdict.denied) return [];
  const { namespace, name } = peer.ref;
  return [
    {
      what: `Service ${name} in namespace ${namespace ?? ''}`,
      why: `only the log names it: ask ${whyService(namespace, name)}`,
    },
  ];
};

/**
 * What containers in trouble cannot reach by their logs, which are read too late for it to be read as well; of the pods
 * that `isMeant` takes for those of the answer, as the lists of a namespace bring others.
 */
export const unreadPeers = (facts: Facts, isMeant: (pod: ObjectRef) => boolean): Unexamined[] => [
  ...new Map(
    missedPeers(facts)
      .filter(({ trouble }) => isMeant(trouble.view.ref))
      .flatMap(({ dependency }) => unexaminedPeer(dependency))
      .map((one): [string, Unexamined] => [one.what, one]),
  ).values(),
];
