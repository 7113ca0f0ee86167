import type { Evidence } from '../answer.ts';
import { specEvidence } from '../facts/evidence.ts';
import { missedPeers } from '../facts/explanations.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { blockWords } from '../facts/network-policies/block-words.ts';
import { policyWords } from '../facts/network-policies/words.ts';
import type { Peer } from '../facts/peers.ts';
import { refOf } from '../facts/refs.ts';
import { podsBehind } from '../facts/services.ts';
import { spokenEvidence } from '../facts/spoken.ts';
import { meantBy, targetOf } from '../facts/target-ports.ts';
import type { Cause, Found } from './cause.ts';

/** The port of the pods that the asked port leads to: that is what policies count. */
const doorOf = (facts: Facts, peer: Peer, port: number | null): number | null => {
  if (peer.type !== 'service') return port;
  const asked = (peer.service.spec?.ports ?? []).find((one) => one.port === port);
  const [pod] = podsBehind(facts, peer.service);
  if (asked === undefined || pod === undefined) return port;
  const target = targetOf(asked);
  return typeof target === 'number' ? target : (meantBy(asked, pod)[0]?.containerPort ?? port);
};

const labelWords = (labels: { [key: string]: string | undefined }): string =>
  Object.entries(labels)
    .filter(([key]) => key !== 'pod-template-hash')
    .map(([key, value]) => `${key}=${value ?? ''}`)
    .slice(0, 4)
    .join(', ');

export const networkPolicyBlocks: Cause = {
  id: 'network-policy-blocks',
  title: 'NetworkPolicy lets a connection not through',
  rulesOut: 'NetworkPolicies',
  signal:
    'A container in trouble cannot reach a Service, a pod, the outside or the DNS of the cluster, and the NetworkPolicies that select it (egress) or the pods it asks (ingress) let no such connection through: by selector, namespace or port. A block of addresses is held against the address, where one is known; for pods it counts as let through. Whether the network plugin enforces policies the API does not say.',
  looksAt: ['NetworkPolicy', 'Pod', 'Service', 'logs'],
  about: ['Pod', 'NetworkPolicy'],
  look: (facts) =>
    missedPeers(facts).flatMap(({ trouble, spoken, sign, dependency }): Found[] => {
      if (dependency.verdict.state !== 'blocked') return [];
      const { block } = dependency.verdict;
      const { peer, host, port } = dependency;
      const [policy, ...others] = block.policies;
      const object = refOf('NetworkPolicy', policy);
      const { pod, ref } = trouble.view;
      const unnamed = sign?.sign === 'dns-failure' || sign?.sign === 'host-unknown';
      const door = unnamed ? 53 : doorOf(facts, peer, port);
      const to = unnamed
        ? 'the DNS of the cluster (UDP 53)'
        : 'ref' in peer
          ? `${peer.ref.kind} ${peer.ref.name}`
          : host;
      const labels = pod.metadata?.labels ?? {};
      const summary = blockWords(block, { from: `pod ${ref.name}`, labels, to, port: door });
      const said: Evidence[] = spoken === null || sign === null ? [] : [spokenEvidence(spoken, sign)];
      return [
        {
          severity: 'critical',
          confidence: 'likely',
          object,
          summary,
          evidence: [
            specEvidence(object, policyWords(policy, block.side)),
            ...others
              .slice(0, 2)
              .map((one) => specEvidence(refOf('NetworkPolicy', one), policyWords(one, block.side))),
            specEvidence(ref, `labels: ${labelWords(labels) || 'none'}`),
            ...said,
          ],
          remedies: [
            {
              title:
                block.elsewhere.length > 0
                  ? `Allow port ${door ?? ''} in the policy: it counts the port of the pods, not that of the Service`
                  : block.side === 'Ingress'
                    ? 'Let the pod in: add its labels to a from rule, or give the pod the label'
                    : unnamed
                      ? 'Let UDP and TCP port 53 out to the pods with k8s-app=kube-dns in namespace kube-system'
                      : `Let the pod out to ${to}${door === null ? '' : ` on port ${door}`}`,
              command: kubectl(object.namespace, 'edit', 'networkpolicy', object.name),
              action: null,
            },
          ],
          fingerprint: `${object.namespace ?? ''}/${object.name} ${unnamed ? 'dns' : host} ${block.side}`,
        },
      ];
    }),
};
