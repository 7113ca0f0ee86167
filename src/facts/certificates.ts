import type { ObjectOf } from './objects.ts';

/** What the adapters note on a Secret in place of its certificate: a `CertificateNote` as JSON, or `null`. */
export const certificateNote = 'kubewhy/certificate';

/** Where a TLS Secret holds its certificate and its key. */
export const certificateKey = 'tls.crt';
export const privateKey = 'tls.key';

/** A certificate without its value. Times are RFC 3339; `names` are the alternative names it is for. */
export type CertificateNote = {
  notBefore: string;
  notAfter: string;
  names: string[];
  issuer: string;
  selfSigned: boolean;
};

const isNote = (value: unknown): value is CertificateNote => {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map(Object.entries(value));
  const names: unknown = fields.get('names');
  return (
    typeof fields.get('notBefore') === 'string' &&
    typeof fields.get('notAfter') === 'string' &&
    typeof fields.get('issuer') === 'string' &&
    typeof fields.get('selfSigned') === 'boolean' &&
    Array.isArray(names) &&
    names.every((name) => typeof name === 'string')
  );
};

/** The certificate in a Secret: `none` where what it holds is no certificate, null where its values were not read. */
export const certificateOf = ({ metadata }: ObjectOf['Secret']): CertificateNote | 'none' | null => {
  const note = metadata?.annotations?.[certificateNote];
  if (note === undefined) return null;
  try {
    const value: unknown = JSON.parse(note);
    if (value === null) return 'none';
    return isNote(value) ? value : null;
  } catch {
    return null;
  }
};

/**
 * Whether a certificate is for a host: by name, or by a wildcard for one label. https://www.rfc-editor.org/rfc/rfc6125
 */
export const isFor = ({ names }: CertificateNote, host: string): boolean => {
  const wanted = host.toLowerCase();
  const [, ...parent] = wanted.split('.');
  return names.some((name) => {
    const own = name.toLowerCase();
    return own === wanted || (own.startsWith('*.') && own.slice(2) === parent.join('.'));
  });
};
