import type { Evidence, ObjectRef } from '../answer.ts';
import { span } from '../facts/durations.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { hasClock } from '../facts/gaps.ts';
import { kubectl } from '../facts/kubectl.ts';
import type { ObjectOf } from '../facts/objects.ts';
import { refOf } from '../facts/refs.ts';
import { tableOf } from '../facts/table.ts';
import type { Cause, Found } from './cause.ts';

type Request = ObjectOf['CertificateSigningRequest'];

/** Approvers and signers act within seconds. */
const patienceMs = 2 * 60 * 1000;

/** https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/#kubernetes-signers */
const purposes: { readonly [signer: string]: string } = tableOf({
  'kubernetes.io/kubelet-serving':
    'until it has a certificate, logs, exec and metrics of its pods can fail with a TLS error',
  'kubernetes.io/kube-apiserver-client-kubelet': 'until it has a certificate, it cannot join or stay',
});

const nodeOf = ({ spec }: Request): string | null =>
  spec?.username?.startsWith('system:node:') === true ? spec.username.slice('system:node:'.length) : null;

const isServed = ({ status }: Request): boolean =>
  status?.certificate !== undefined && status.certificate !== '';

type Verdict = Pick<Found, 'severity' | 'confidence'> & {
  words: string;
  evidence: Evidence[];
  open: boolean;
};

const verdictOn = (facts: Facts, request: Request): Verdict | null => {
  const object = refOf('CertificateSigningRequest', request);
  const forMs = Date.parse(facts.now) - Date.parse(request.metadata?.creationTimestamp ?? '');
  const conditions = request.status?.conditions ?? [];
  const bad = conditions.find(({ type }) => type === 'Denied' || type === 'Failed');
  if (bad !== undefined)
    return {
      severity: 'warning',
      confidence: 'certain',
      open: false,
      words: `${bad.type === 'Denied' ? 'was denied' : 'could not be signed'}: ${bad.message ?? bad.reason ?? 'without a reason'}`,
      evidence: [
        statusEvidence(
          object,
          `${bad.type ?? ''} (${bad.reason ?? ''}): ${bad.message ?? ''}`,
          bad.lastTransitionTime ?? bad.lastUpdateTime ?? null,
        ),
      ],
    };
  if (isServed(request) || !(forMs > patienceMs)) return null;
  const approved = conditions.find(({ type }) => type === 'Approved');
  return approved === undefined
    ? {
        severity: 'warning',
        confidence: 'certain',
        open: true,
        words: `waits for approval${hasClock(facts) ? ` for ${span(forMs)}` : ''}`,
        evidence: [
          statusEvidence(object, 'no condition: Pending', request.metadata?.creationTimestamp ?? null),
        ],
      }
    : {
        severity: 'warning',
        confidence: 'likely',
        open: false,
        words: 'was approved, but its signer has issued no certificate; it may not run',
        evidence: [
          statusEvidence(object, `Approved: ${approved.message ?? ''}`, approved.lastTransitionTime ?? null),
        ],
      };
};

/** A newer request of the same asker that was served makes the older ones history. */
const isOvertaken = (facts: Facts, request: Request): boolean =>
  facts.objects.CertificateSigningRequest.some(
    (other) =>
      other.spec?.username === request.spec?.username &&
      other.spec?.signerName === request.spec?.signerName &&
      (other.metadata?.creationTimestamp ?? '') > (request.metadata?.creationTimestamp ?? '') &&
      isServed(other),
  );

const found = (facts: Facts, request: Request): Found[] => {
  const verdict = verdictOn(facts, request);
  if (verdict === null || isOvertaken(facts, request)) return [];
  const object = refOf('CertificateSigningRequest', request);
  const { signerName = '', username = '' } = request.spec ?? {};
  const node = nodeOf(request);
  const who = node === null ? username : `the kubelet of node ${node}`;
  const purpose = node === null ? undefined : purposes[signerName];
  const known = facts.objects.Node.some(({ metadata }) => metadata?.name === node);
  // Where the node is in sight it is the one that is unwell by it.
  const about: ObjectRef = node !== null && known ? { kind: 'Node', namespace: null, name: node } : object;
  const brief = `The certificate request ${object.name} of ${who} ${verdict.words}`;
  const { severity, confidence, evidence, open } = verdict;
  return [
    {
      severity,
      confidence,
      object: about,
      summary: `${brief}${purpose === undefined ? '' : `; ${purpose}`}`,
      shared: `Certificate requests to ${signerName} stay open: ${verdict.words}`,
      brief,
      effect: `${who} has no certificate`,
      evidence: [...evidence, specEvidence(object, `signerName: ${signerName}, username: ${username}`)],
      remedies: open
        ? [
            {
              title:
                'Approve it, once it is clear that the asker is who it says (or start what approves such requests)',
              command: kubectl(null, 'certificate', 'approve', object.name),
              action: null,
            },
          ]
        : [
            {
              title: 'See what it asks for',
              command: kubectl(null, 'describe', 'csr', object.name),
              action: null,
            },
          ],
      fingerprint: `${signerName} ${node ?? object.name}`,
    },
  ];
};

export const certificateRequestOpen: Cause = {
  id: 'certificate-request-open',
  title: 'Certificate request is open, denied or not signed',
  rulesOut: 'the control plane',
  signal:
    'A CertificateSigningRequest has no condition for more than two minutes, is Denied or Failed, or is Approved and has no certificate; no newer request of the same asker was served. Signer and asker say what does not work meanwhile.',
  looksAt: ['CertificateSigningRequest'],
  about: ['CertificateSigningRequest'],
  look: (facts) => facts.objects.CertificateSigningRequest.flatMap((request) => found(facts, request)),
};
