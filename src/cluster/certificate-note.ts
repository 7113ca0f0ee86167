import { X509Certificate } from 'node:crypto';

import type { CertificateNote } from '../facts/certificates.ts';

const namesIn = (alternative: string | undefined): string[] =>
  [...(alternative ?? '').matchAll(/(?:DNS|IP Address):"?([^,"\s]+)/g)].map(([, name]) => name ?? '');

const timeOf = (text: string): string => new Date(text).toISOString().replace('.000Z', 'Z');

/**
 * What causes need of a certificate, in place of it: its time, its names, who issued it. Of a chain the first counts,
 * which is the one that servers show. `pem` is what a Secret holds under tls.crt, decoded; null where it is no certificate.
 */
export const noteOfCertificate = (pem: string): CertificateNote | null => {
  try {
    const certificate = new X509Certificate(pem);
    return {
      notBefore: timeOf(certificate.validFrom),
      notAfter: timeOf(certificate.validTo),
      names: namesIn(certificate.subjectAltName),
      issuer: certificate.issuer.replaceAll('\n', ', '),
      selfSigned: certificate.checkIssued(certificate),
    };
  } catch {
    return null;
  }
};
