import { statusEvidence } from '../facts/evidence.ts';
import type { Facts, Gap } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import type { Cause, Found } from './cause.ts';

/** What the API server says of a kubelet that it cannot talk TLS with. */
const problems: readonly { says: RegExp; why: string }[] = [
  { says: /certificate has expired/, why: 'its serving certificate has expired' },
  {
    says: /tls: internal error/,
    why: 'it has no serving certificate; its request for one may not be approved',
  },
  {
    says: /x509: certificate is valid for|doesn't contain any IP SANs/,
    why: 'its serving certificate is for other addresses',
  },
  {
    says: /x509:|certificate signed by unknown authority/,
    why: 'the API server does not trust its serving certificate',
  },
];

/** `Get "https://10.0.0.5:10250/containerLogs/shop/web-1/app?…": …` */
const place = /containerLogs\/([^/\s]+)\/([^/\s]+)\//;

const found = (facts: Facts, { failure }: Gap): Found[] => {
  const message = failure?.message ?? '';
  const [, namespace, name] = place.exec(message) ?? [];
  const problem = problems.find(({ says }) => says.test(message));
  const pod = facts.objects.Pod.find(
    ({ metadata }) => metadata?.name === name && metadata?.namespace === namespace,
  );
  const node = pod?.spec?.nodeName;
  if (problem === undefined || node === undefined) return [];
  const object = { kind: 'Node', namespace: null, name: node };
  return [
    {
      severity: 'warning',
      confidence: 'likely',
      object,
      summary: `The API server cannot talk to the kubelet of node ${node}: ${problem.why}, so logs and exec of its pods fail`,
      effect: `logs and exec of pods on node ${node} fail`,
      evidence: [statusEvidence(object, message)],
      remedies: [
        {
          title: 'Look for open certificate requests of the node and approve them; else restart its kubelet',
          command: kubectl(
            null,
            'get',
            'csr',
            '--field-selector',
            'spec.signerName=kubernetes.io/kubelet-serving',
          ),
          action: null,
        },
      ],
      fingerprint: node,
    },
  ];
};

export const kubeletCertificate: Cause = {
  id: 'kubelet-certificate',
  title: 'API server cannot talk to a kubelet by TLS',
  rulesOut: 'nodes',
  signal:
    'A log could not be read, and the API server says why: an x509 error about the kubelet, or `tls: internal error` where the kubelet has no certificate.',
  looksAt: ['Pod'],
  about: ['Pod', 'Node'],
  look: (facts) => {
    const seen = new Set<string>();
    return facts.gaps
      .filter(({ kind }) => kind === 'Log')
      .flatMap((gap) => found(facts, gap))
      .filter(({ fingerprint }) => !seen.has(fingerprint) && seen.add(fingerprint));
  },
};
