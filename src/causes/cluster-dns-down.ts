import { dnsPodRefs, dnsState } from '../facts/cluster-dns.ts';
import { statusEvidence } from '../facts/evidence.ts';
import { missedPeers } from '../facts/explanations.ts';
import { kubectl } from '../facts/kubectl.ts';
import { livePods } from '../facts/pods.ts';
import type { Cause } from './cause.ts';

export const clusterDnsDown: Cause = {
  id: 'cluster-dns-down',
  title: 'DNS of the cluster is down',
  rulesOut: 'DNS',
  signal:
    'Service kube-dns in kube-system has no ready endpoint. It is looked for where pods are in trouble; a cluster whose DNS has another name shows none, which is said only beside a lookup that failed.',
  looksAt: ['EndpointSlice', 'Pod'],
  // A cluster may have none of them by this name: silence about a pod rules nothing out.
  about: ['EndpointSlice'],
  look: (facts) => {
    const dns = dnsState(facts);
    if (dns === null || dns.ready > 0) return [];
    const pods = dns.pods.filter((pod) => livePods(facts).includes(pod));
    const asked = missedPeers(facts).some(({ dependency }) => dependency.verdict.state === 'dns-down');
    return [
      {
        severity: asked || pods.length > 0 ? 'critical' : 'warning',
        confidence: 'certain',
        object: dns.ref,
        summary: `The DNS of the cluster is down: Service kube-dns has no ready endpoint${pods.length === 0 ? ', and no pod' : ` (0 of ${pods.length} pods)`}`,
        effect: 'names do not resolve in the cluster',
        evidence: [
          statusEvidence(
            dns.ref,
            `0 endpoints ready; pods: ${pods.map(({ metadata }) => metadata?.name ?? '').join(', ') || 'none'}`,
          ),
        ],
        remedies: [
          pods.length === 0
            ? {
                title: 'Bring its pods back',
                command: kubectl('kube-system', 'get', 'deployment', '-l', 'k8s-app=kube-dns'),
                action: null,
              }
            : {
                title: 'Read what its pods say',
                command: kubectl('kube-system', 'logs', '-l', 'k8s-app=kube-dns', '--tail=50'),
                action: null,
              },
        ],
        follows: [dns.ref, ...dnsPodRefs(dns)],
        fingerprint: 'kube-system/kube-dns',
      },
    ];
  },
};
