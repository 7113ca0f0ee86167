import { controllerManagerOf } from '../facts/controller-manager.ts';
import { statusEvidence } from '../facts/evidence.ts';
import { couldSee, unreadWords } from '../facts/gaps.ts';
import { lackingPods } from '../facts/lacking-pods.ts';
import type { Cause } from './cause.ts';

export const podsMissing: Cause = {
  id: 'pods-missing',
  title: 'Controller has fewer pods than it wants and nothing says why',
  rulesOut: 'rollouts',
  signal:
    'A workload older than two minutes has fewer pods than wanted, and neither a refusal, a quota nor a pause explains it: its controller may not be running. The Lease of kube-controller-manager tells, where it can be seen.',
  looksAt: ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Job'],
  about: ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Job'],
  fallback: true,
  look: (facts) => {
    const manager = controllerManagerOf(facts);
    return lackingPods(facts).map(({ object, wanted, present, ready = present }) => {
      const some = ready < present ? `, ${ready} of them ready` : '';
      const lacks = `${object.kind} ${object.name} has ${present} of ${wanted} pods${some}`;
      const why =
        manager.isDown || couldSee(facts, 'Event')
          ? manager.words
          : `its events, which would say why, ${unreadWords(facts)}`;
      return {
        severity: present === 0 ? 'critical' : 'warning',
        confidence: manager.isDown ? 'likely' : 'possible',
        object,
        summary: `${lacks}: ${why}`,
        effect: lacks,
        evidence: [
          statusEvidence(
            object,
            `pods: ${present}${ready < present ? `, ready: ${ready}` : ''}, wanted: ${wanted}`,
          ),
          ...manager.evidence,
        ],
        remedies: [],
        follows: manager.follows,
        fingerprint: manager.isDown
          ? 'kube-controller-manager'
          : `${object.kind} ${object.namespace ?? ''}/${object.name}`,
      };
    });
  },
};
