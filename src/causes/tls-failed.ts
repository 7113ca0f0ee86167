import { dependency } from '../facts/dependencies.ts';
import { specEvidence } from '../facts/evidence.ts';
import { explanations } from '../facts/explanations.ts';
import type { LogSign } from '../facts/log-signs/sign.ts';
import { familyOf } from '../facts/pods.ts';
import type { ContainerView } from '../facts/pods.ts';
import { spokenEvidence } from '../facts/spoken.ts';
import type { Cause } from './cause.ts';

type Fault = { why: string; remedy: string };

const faults: readonly (readonly [RegExp, Fault])[] = [
  [
    /remote error: tls: (?:bad|unknown|expired|revoked|unsupported)|client certificate|alert (?:bad|unknown|certificate)/i,
    {
      why: 'the other side does not accept the certificate of the container',
      remedy: 'Renew the client certificate of the container, or its issuer on the other side',
    },
  ],
  [
    /expired/i,
    {
      why: 'the certificate has expired',
      remedy:
        'Renew the certificate of the other side; a certificate that is mounted is read again only by a new start',
    },
  ],
  [
    /not yet valid/i,
    {
      why: 'the certificate is not valid yet, or the clock of the node is wrong',
      remedy: 'Compare the clock of the node with the dates of the certificate',
    },
  ],
  [
    /unknown authority|issuer|self[- _]signed|PKIX|valid certification path|first certificate|LEAF_SIGNATURE|UnknownIssuer/i,
    {
      why: 'the container does not know the authority that issued the certificate',
      remedy:
        'Mount the CA certificate and name it to the program (SSL_CERT_FILE, NODE_EXTRA_CA_CERTS, a truststore)',
    },
  ],
  [
    /is valid for|not valid for any names|alt(?:ernative)? ?name|altname|not verified|IP SANs|hostname/i,
    {
      why: 'the certificate was issued for other names',
      remedy: 'Use a name that the certificate holds, or issue it for this one',
    },
  ],
  [
    /HTTP response to HTTPS|does not look like a TLS|wrong version number|not (?:enabled|support)|no encryption|SSL off/i,
    {
      why: 'one side speaks TLS and the other does not',
      remedy: 'Agree on one: https or http, sslmode, or the other port',
    },
  ],
];

const faultOf = (sign: LogSign): Fault =>
  faults.find(([pattern]) => pattern.test(sign.subject ?? '') || pattern.test(sign.line))?.[1] ?? {
    why: 'the TLS handshake fails',
    remedy: 'Compare the certificate, its names and its issuer with what the container trusts',
  };

/** Secrets that the container mounts: its own certificate and the authorities it trusts are mostly in one of them. */
const mountedSecrets = ({ pod, spec }: ContainerView): string[] => {
  const mounted = new Set((spec?.volumeMounts ?? []).map(({ name }) => name));
  return (pod.spec?.volumes ?? []).flatMap(({ name, secret }) =>
    mounted.has(name) && secret?.secretName !== undefined ? [secret.secretName] : [],
  );
};

export const tlsFailed: Cause = {
  id: 'tls-failed',
  title: 'Container does not trust the other side, or is not trusted',
  rulesOut: 'known errors in logs',
  signal:
    'The last complaint of a container that exits or is not ready is about a certificate or the TLS handshake: expired, of an unknown authority, for another name, or no TLS on one side.',
  looksAt: ['Pod', 'logs'],
  about: ['Pod'],
  look: (facts) =>
    explanations(facts, 'tls').flatMap(({ trouble, spoken, sign }) => {
      if (spoken === null || sign === null) return [];
      const { view, words, effect } = trouble;
      const { why, remedy } = faultOf(sign);
      const at = sign.host === null ? '' : ` to ${sign.host}${sign.port === null ? '' : `:${sign.port}`}`;
      const secrets = mountedSecrets(view);
      const peer =
        sign.host === null
          ? null
          : dependency(facts, view.pod, { host: sign.host, port: null, failure: null });
      return [
        {
          severity: 'critical' as const,
          confidence: 'likely' as const,
          object: view.ref,
          summary: `${words} because its TLS connection${at} fails: ${why}`,
          effect,
          evidence: [
            spokenEvidence(spoken, sign),
            ...(secrets.length === 0
              ? []
              : [specEvidence(view.ref, `${view.name}: mounts Secret ${secrets.join(', ')}`)]),
            ...trouble.evidence,
          ],
          remedies: [{ title: remedy, command: null, action: null }],
          follows: peer?.follows ?? [],
          fingerprint: `${familyOf(view.pod)} ${view.name} ${sign.host ?? ''}`,
        },
      ];
    }),
};
