import type { CertificateNote } from '../facts/certificates.ts';
import { isFor } from '../facts/certificates.ts';
import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { tlsSecretsOf } from '../facts/ingress-secrets.ts';
import { ingressesOf } from '../facts/ingresses.ts';
import { kubectl } from '../facts/kubectl.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause, Found } from './cause.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Renewals come when a third of the time is left; a tenth, and less than two weeks, says that none came. */
const soonMs = ({ notBefore, notAfter }: CertificateNote): number =>
  Math.min(14 * dayMs, (Date.parse(notAfter) - Date.parse(notBefore)) / 10);

type Fault = Pick<Found, 'severity'> & { what: string; effect: string; uncovered?: true };

const days = (ms: number): string => {
  const count = Math.floor(ms / dayMs);
  return count < 1 ? `${Math.max(1, Math.floor(ms / (60 * 60 * 1000)))} h` : `${count} days`;
};

const faultOf = (facts: Facts, certificate: CertificateNote, hosts: readonly string[]): Fault | null => {
  const now = Date.parse(facts.now);
  const { notBefore, notAfter, names } = certificate;
  const left = Date.parse(notAfter) - now;
  const refused = 'clients refuse to connect';
  if (left <= 0)
    return {
      severity: 'critical',
      what: `expired ${days(-left)} ago, on ${notAfter.slice(0, 10)}`,
      effect: refused,
    };
  if (Date.parse(notBefore) > now)
    return { severity: 'critical', what: `is not valid before ${notBefore.slice(0, 16)}Z`, effect: refused };
  const uncovered = hosts.filter((host) => !isFor(certificate, host));
  if (uncovered.length > 0)
    return {
      severity: 'critical',
      uncovered: true,
      what: `is not for ${uncovered.slice(0, 2).join(', ')}, but for ${names.slice(0, 3).join(', ') || 'no name at all'}`,
      effect: refused,
    };
  if (left < soonMs(certificate))
    return {
      severity: 'warning',
      what: `expires in ${days(left)}, on ${notAfter.slice(0, 10)}`,
      effect: 'clients will refuse to connect',
    };
  return certificate.selfSigned
    ? {
        severity: 'info',
        what: 'is signed by itself: only clients that were given it trust it',
        effect: refused,
      }
    : null;
};

export const ingressCertificate: Cause = {
  id: 'ingress-certificate',
  title: 'Certificate of an Ingress is expired, not for its host, or soon at its end',
  rulesOut: 'Ingresses',
  signal:
    'The dates or names of the certificate in the TLS Secret of an Ingress do not fit: it has expired, is not valid yet, is for other hosts, or has less than a tenth of its time and two weeks left. One that is signed by itself is mentioned. The key is never looked at.',
  looksAt: ['Ingress', 'Secret'],
  about: ['Ingress'],
  look: (facts) =>
    ingressesOf(facts).flatMap((ingress) =>
      tlsSecretsOf(facts, ingress).flatMap(({ name, hosts, certificate }): Found[] => {
        const fault =
          certificate === null || certificate === 'none' ? null : faultOf(facts, certificate, hosts);
        if (certificate === null || certificate === 'none' || fault === null) return [];
        const object = refOf('Ingress', ingress);
        const secret = { kind: 'Secret', namespace: object.namespace, name };
        return [
          {
            severity: fault.severity,
            confidence: 'certain',
            object,
            summary: `The certificate ${fault.uncovered ? '' : `for ${hosts[0] ?? 'its hosts'} `}in Secret ${name} ${fault.what}`,
            effect: `${fault.effect} to ${hosts[0] ?? 'its hosts'}`,
            evidence: [
              statusEvidence(
                secret,
                `tls.crt: for ${certificate.names.slice(0, 5).join(', ') || 'no name'}, valid from ${certificate.notBefore} to ${certificate.notAfter}, issued by ${certificate.issuer || 'nobody named'}`,
              ),
            ],
            remedies:
              fault.severity === 'info'
                ? []
                : [
                    {
                      title:
                        'Renew the certificate and put it into the Secret; where cert-manager does it, see what its Certificate waits for',
                      command: kubectl(object.namespace, 'describe', 'certificate'),
                      action: null,
                    },
                  ],
            blames: [secret],
            fingerprint: `${object.namespace ?? ''}/${name} ${fault.severity}`,
          },
        ];
      }),
    ),
};
