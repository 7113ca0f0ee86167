import { failedPulls } from '../facts/images.ts';
import { companyEvidence } from '../facts/registry-company.ts';
import type { Cause } from './cause.ts';

/** The sentences of Go's crypto/tls and crypto/x509, each with what it means and what helps. */
const known: readonly (readonly [RegExp, (host: string, match: RegExpExecArray) => string, string])[] = [
  [
    /HTTP response to HTTPS client|malformed HTTP response|first record does not look like a TLS handshake/,
    (host) => `registry ${host} speaks plain HTTP where the node expects HTTPS`,
    'Serve the registry with TLS, or declare it as an insecure registry on every node',
  ],
  [
    /unknown authority|self[- ]signed certificate|unable to get local issuer/i,
    (host) => `the nodes do not trust the CA that signed the certificate of registry ${host}`,
    "Install the registry's CA in the trust store of every node, and restart the container runtime",
  ],
  [
    /certificate has expired or is not yet valid(?:: current time (\S+) is (after|before) (\S+))?/,
    (host, [, , side, at]) =>
      side === 'before'
        ? `the certificate of registry ${host} is valid only from ${at ?? ''} (or the clock of the node is slow)`
        : `the certificate of registry ${host} has expired${at === undefined ? '' : ` on ${at.slice(0, 10)}`}`,
    'Renew the certificate of the registry',
  ],
  [
    /certificate is valid for (.+?), not (\S+)/,
    (host, [, names]) =>
      `the certificate of registry ${host} is for another name (${Array.from(names ?? '')
        .slice(0, 80)
        .join('')})`,
    'Use the name that the certificate holds, or issue one for this name',
  ],
  [
    /doesn't contain any IP SANs|not valid for any names|relies on legacy Common Name/,
    (host) => `the certificate of registry ${host} does not hold this name`,
    'Issue a certificate whose subjectAltName holds the host, or use the name it holds',
  ],
  [
    /certificate required|bad certificate|unknown certificate/,
    (host) => `registry ${host} wants a client certificate that the node does not present`,
    'Install the client certificate of the registry on the nodes',
  ],
  [
    /protocol version not supported|handshake failure|no cipher/,
    (host) => `registry ${host} and the node find no common version of TLS`,
    'Let the registry offer TLS 1.2 or newer',
  ],
];

export const registryTls: Cause = {
  id: 'registry-tls',
  title: 'TLS to the registry fails',
  rulesOut: 'image pulls',
  signal:
    'The pull ended in a sentence of TLS: an unknown authority, a name that the certificate does not hold, an expired certificate, or "server gave HTTP response to HTTPS client".',
  looksAt: ['Pod', 'Event'],
  about: ['Pod'],
  look: (facts) =>
    failedPulls(facts, 'tls').map((pull) => {
      const { host, sentence } = pull;
      const hits = known.flatMap(([pattern, what, remedy]) => {
        const match = pattern.exec(sentence);
        return match === null ? [] : [{ what: what(host, match), remedy }];
      });
      const said = sentence.replace(/^.*?(?=x509: |tls: )/s, '');
      const { what, remedy } = hits[0] ?? {
        what: `the TLS connection to registry ${host} fails: ${said}`,
        remedy: `Check the certificate of registry ${host} and what the nodes trust`,
      };
      return {
        severity: 'critical',
        confidence: 'certain',
        object: pull.view.ref,
        summary: `Image ${pull.image} cannot be pulled: ${what}`,
        brief: `Image ${pull.image} cannot be pulled: TLS to registry ${host} fails`,
        shared: `Images cannot be pulled: ${what}`,
        evidence: [...pull.evidence, ...companyEvidence(facts, pull)],
        remedies: [{ title: remedy, command: null, action: null }],
        fingerprint: `${host} ${what}`,
      };
    }),
};
