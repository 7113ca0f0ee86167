import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { once } from '../facts/memo.ts';
import type { Pod } from '../facts/objects.ts';
import { controllerOf, livePods } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import { matchesMap } from '../facts/selectors.ts';
import { podsBehind, selectingServices } from '../facts/services.ts';
import type { Cause } from './cause.ts';

/** Labels that only a controller gives: a pod that has one was made by a controller. */
const given = ['pod-template-hash', 'controller-revision-hash', 'statefulset.kubernetes.io/pod-name'];

const orphansOf = once((facts: Facts): Pod[] =>
  livePods(facts).filter(
    (pod) =>
      controllerOf(pod) === undefined && given.some((label) => pod.metadata?.labels?.[label] !== undefined),
  ),
);

/** A Service that sends traffic to the pod beside pods that have a controller. */
const mixedService = (facts: Facts, pod: Pod): string | undefined =>
  selectingServices(facts).find(
    (service) =>
      service.metadata?.namespace === pod.metadata?.namespace &&
      matchesMap(service.spec?.selector, pod.metadata?.labels) &&
      podsBehind(facts, service).some((other) => controllerOf(other) !== undefined),
  )?.metadata?.name;

export const podOrphaned: Cause = {
  id: 'pod-orphaned',
  title: 'Pod has lost its controller',
  rulesOut: 'rollouts',
  signal:
    'A pod carries a label that only a controller gives (pod-template-hash) and has no owner: its labels were edited, or its workload was deleted without it. It is a warning while a Service still sends it traffic beside pods of a workload.',
  looksAt: ['Pod', 'Service'],
  about: ['Pod'],
  look: (facts) =>
    orphansOf(facts).map((pod) => {
      const object = refOf('Pod', pod);
      const service = mixedService(facts, pod);
      return {
        severity: service === undefined ? 'info' : 'warning',
        confidence: 'certain',
        object,
        summary: `Pod ${object.name} has lost its controller: no rollout changes it and nothing replaces it${service === undefined ? '' : `, and Service ${service} still sends it traffic`}`,
        evidence: [
          statusEvidence(object, 'ownerReferences: none'),
          specEvidence(
            object,
            `labels: ${Object.entries(pod.metadata?.labels ?? {})
              .map(([key, value]) => `${key}=${value ?? ''}`)
              .join(', ')}`,
          ),
        ],
        remedies: [
          {
            title: 'Delete it if it is not kept for a look',
            command: kubectl(object.namespace, 'delete', 'pod', object.name),
            action: null,
          },
        ],
        fingerprint: `${object.namespace ?? ''} ${pod.metadata?.generateName ?? object.name}`,
      };
    }),
};
