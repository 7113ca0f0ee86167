import { controllerManagerOf } from '../facts/controller-manager.ts';
import { span } from '../facts/durations.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import { unseenChanges } from '../facts/unseen-changes.ts';
import type { Cause } from './cause.ts';

export const controllerIdle: Cause = {
  id: 'controller-idle',
  title: 'A change was not taken up by its controller',
  rulesOut: 'rollouts',
  signal:
    "metadata.generation is above status.observedGeneration for more than a minute: the controller has not looked at the object since. The Lease of kube-controller-manager tells whether it runs; where that cannot be seen, as with a provider's control plane, it is only possible.",
  looksAt: ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Lease'],
  about: ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'PodDisruptionBudget'],
  look: (facts) => {
    const manager = controllerManagerOf(facts);
    // A change that may be of this moment counts only where its controller is known to be away.
    const unseen = unseenChanges(facts).filter(({ since }) => since !== null || manager.isDown);
    return unseen.map(({ object, generation, observed, since }) => {
      const lasts = since === null ? '' : ` ${span(Date.parse(facts.now) - Date.parse(since))} ago`;
      const what = `${object.kind} ${object.name} was ${observed === undefined ? 'made' : 'changed'}${lasts} and its controller has not looked at it since`;
      return {
        severity: 'critical',
        confidence: manager.isDown ? 'likely' : 'possible',
        object,
        summary: `${what}: ${manager.words}`,
        effect: `a change of ${object.kind} ${object.name}${lasts} has no effect`,
        evidence: [
          specEvidence(object, `generation: ${generation}`),
          statusEvidence(object, `observedGeneration: ${observed ?? 'not set'}`),
          ...manager.evidence,
        ],
        remedies: [
          {
            title: 'Look at kube-controller-manager: its pod, its log, the node it runs on',
            command: 'kubectl -n kube-system get lease kube-controller-manager -o yaml',
            action: null,
          },
        ],
        follows: manager.follows,
        fingerprint: manager.isDown
          ? 'kube-controller-manager'
          : `${object.kind} ${object.namespace ?? ''}/${object.name}`,
      };
    });
  },
};
