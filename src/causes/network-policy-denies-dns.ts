import { counted } from '../facts/counts.ts';
import { specEvidence } from '../facts/evidence.ts';
import { execLine } from '../facts/exec-line.ts';
import { missedPeers } from '../facts/explanations.ts';
import type { Facts } from '../facts/facts.ts';
import { once } from '../facts/memo.ts';
import { blockedDns } from '../facts/network-policies/connection.ts';
import type { NetworkPolicy } from '../facts/network-policies/policies.ts';
import { passingWords, policyWords } from '../facts/network-policies/words.ts';
import type { Pod } from '../facts/objects.ts';
import { containersOf, livePods } from '../facts/pods.ts';
import { keyOf, refOf } from '../facts/refs.ts';
import type { Cause, Found } from './cause.ts';

/** The pods that may not ask for names, by the policy that comes nearest to letting them. */
const muted = once((facts: Facts): Map<NetworkPolicy, Pod[]> => {
  const found = new Map<NetworkPolicy, Pod[]>();
  if (!facts.objects.NetworkPolicy.some(({ spec }) => spec?.policyTypes?.includes('Egress') === true))
    return found;
  for (const pod of livePods(facts)) {
    const policy = blockedDns(facts, pod)?.policies[0];
    if (policy !== undefined) found.set(policy, [...(found.get(policy) ?? []), pod]);
  }
  return found;
});

export const networkPolicyDeniesDns: Cause = {
  id: 'network-policy-denies-dns',
  title: 'NetworkPolicy keeps pods from resolving names',
  rulesOut: 'NetworkPolicies',
  signal:
    'The egress rules of all NetworkPolicies that select a pod let UDP port 53 out to no pod of the cluster DNS. It is only mentioned of the policy: a pod that asks for no name does not mind; where a log says that names do not resolve, the cause is named there.',
  looksAt: ['NetworkPolicy', 'Pod', 'Namespace'],
  about: ['NetworkPolicy'],
  look: (facts) => {
    const told = new Set(
      missedPeers(facts).flatMap(({ dependency: { verdict } }) =>
        verdict.state === 'blocked' ? [keyOf(refOf('NetworkPolicy', verdict.block.policies[0]))] : [],
      ),
    );
    return [...muted(facts)].flatMap(([policy, pods]): Found[] => {
      const object = refOf('NetworkPolicy', policy);
      if (told.has(keyOf(object))) return [];
      const passing = passingWords(policy, 'Egress');
      const running = pods.flatMap(containersOf).find(({ status }) => status?.state?.running !== undefined);
      return [
        {
          severity: 'info',
          confidence: 'possible',
          object,
          summary:
            passing === null
              ? `NetworkPolicy ${object.name} lets nothing out of its ${counted(pods.length, 'pod')}, not even to the DNS of the cluster (UDP port 53)`
              : `NetworkPolicy ${object.name} lets its ${counted(pods.length, 'pod')} out only to ${passing}, not to the DNS of the cluster (UDP port 53)`,
          evidence: [specEvidence(object, policyWords(policy, 'Egress'))],
          remedies: [
            {
              title:
                'Where they need names: let UDP and TCP port 53 out to the pods with k8s-app=kube-dns in namespace kube-system. A lookup in one of them settles it',
              command: running === undefined ? null : execLine(running, 'nslookup', 'kubernetes.default'),
              action: null,
            },
          ],
          fingerprint: `${object.namespace ?? ''}/${object.name}`,
        },
      ];
    });
  },
};
