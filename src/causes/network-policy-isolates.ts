import { wasListed } from '../facts/absence.ts';
import { specEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { ruleOpens } from '../facts/network-policies/peers.ts';
import { policiesOn, peersOf, rulesOf } from '../facts/network-policies/policies.ts';
import type { NetworkPolicy } from '../facts/network-policies/policies.ts';
import { passingWords, policyWords } from '../facts/network-policies/words.ts';
import type { Pod } from '../facts/objects.ts';
import { isReady } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import { matches } from '../facts/selectors.ts';
import { podsAround, podsBehind, selectingServices, workloadsAround } from '../facts/services.ts';
import type { Service } from '../facts/services.ts';
import { meantBy, protocolOf, targetOf } from '../facts/target-ports.ts';
import type { Cause, Found } from './cause.ts';

/** A rule that lets in only pods of its own namespace by labels, of which there are none. */
const letsNobody = (facts: Facts, policy: NetworkPolicy, service: Service): boolean =>
  rulesOf(policy, 'Ingress').every((rule) => {
    const peers = peersOf(rule);
    return (
      peers.length > 0 &&
      peers.every(
        ({ ipBlock, namespaceSelector, podSelector }) =>
          ipBlock === undefined &&
          namespaceSelector === undefined &&
          podSelector !== undefined &&
          !podsAround(facts, service).some(({ metadata }) => matches(podSelector, metadata?.labels)) &&
          !workloadsAround(facts, service).some(({ labels }) => matches(podSelector, labels)),
      )
    );
  });

type ServicePort = Parameters<typeof targetOf>[0];

const numberOf = (port: ServicePort, pod: Pod): number | null => {
  const target = targetOf(port);
  return typeof target === 'number' ? target : (meantBy(port, pod)[0]?.containerPort ?? null);
};

/** Whether the policies on a pod open none of the ports that a Service leads to. */
const opensNoPort = (policies: readonly NetworkPolicy[], service: Service, pod: Pod): boolean =>
  (service.spec?.ports ?? []).every((port) => {
    const door = { port: numberOf(port, pod), protocol: protocolOf(port), pod };
    return !policies.some((policy) => rulesOf(policy, 'Ingress').some((rule) => ruleOpens(rule, door)));
  });

const whyShut = (
  facts: Facts,
  policies: readonly NetworkPolicy[],
  service: Service,
  pod: Pod,
): string | null => {
  const ruled = policies.filter((policy) => rulesOf(policy, 'Ingress').length > 0);
  const [first] = ruled;
  if (first === undefined) return 'lets nobody in';
  if ((service.spec?.ports ?? []).length > 0 && opensNoPort(policies, service, pod))
    return `lets in ${passingWords(first, 'Ingress') ?? 'nobody'}, but the Service leads to ${(service.spec?.ports ?? []).map((port) => numberOf(port, pod) ?? '?').join(', ')}`;
  return ruled.every((policy) => letsNobody(facts, policy, service))
    ? `lets in only ${passingWords(first, 'Ingress') ?? 'nobody'}, and there are none`
    : null;
};

export const networkPolicyIsolates: Cause = {
  id: 'network-policy-isolates',
  title: 'NetworkPolicies let nobody in to a Service',
  rulesOut: 'NetworkPolicies',
  signal:
    'The NetworkPolicies that select the pods behind a Service have no rule that lets anybody in, none that opens a port the Service leads to, or only such for pods that do not exist. It is only mentioned: network plugins have policies of their own kind, which may let through what these do not, and health checks of the kubelet always pass.',
  looksAt: ['NetworkPolicy', 'Service', 'Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'CronJob'],
  about: ['Service', 'NetworkPolicy'],
  look: (facts) =>
    facts.objects.NetworkPolicy.length === 0
      ? []
      : selectingServices(facts).flatMap((service): Found[] => {
          const object = refOf('Service', service);
          const [pod] = podsBehind(facts, service).filter(isReady);
          if (pod === undefined || !wasListed(facts, 'NetworkPolicy', object.namespace)) return [];
          const policies = policiesOn(facts, pod, 'Ingress');
          const ranked = policies.toSorted(
            (a, b) => rulesOf(b, 'Ingress').length - rulesOf(a, 'Ingress').length,
          );
          const [policy] = ranked;
          const why = policy === undefined ? null : whyShut(facts, ranked, service, pod);
          if (policy === undefined || why === null) return [];
          const named = refOf('NetworkPolicy', policy);
          return [
            {
              severity: 'info',
              confidence: 'possible',
              object,
              summary: `NetworkPolicy ${named.name} on the pods of Service ${object.name} ${why}`,
              evidence: ranked
                .slice(0, 3)
                .map((one) => specEvidence(refOf('NetworkPolicy', one), policyWords(one, 'Ingress'))),
              remedies: [
                {
                  title:
                    'Let its clients in; a connection from one of them settles whether the network plugin holds to it',
                  command: kubectl(named.namespace, 'describe', 'networkpolicy', named.name),
                  action: null,
                },
              ],
              follows: [named],
              fingerprint: `${object.namespace ?? ''}/${object.name}`,
            },
          ];
        }),
};
