import { X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import type { SecureContext } from 'node:tls';

import type { Complaint } from './complaint.ts';
import type { FieldReader } from './entry-fields.ts';
import { fieldReader } from './entry-fields.ts';
import { errorWords } from './error-code.ts';
import type { Context } from './kubeconfig-context.ts';

/** Where a cluster's API server is and how its certificate is checked; `secure` holds keys and CAs, parsed once. */
export type Endpoint = {
  server: URL;
  loopback: boolean;
  insecure: boolean;
  serverName: string | null;
  secure: SecureContext | null;
};

const loopbacks = new Set(['localhost', '127.0.0.1', '[::1]']);

const serverOf = (cluster: FieldReader, insecure: boolean): URL | null => {
  const text = cluster.text('server');
  const server = text === null ? null : URL.parse(text);
  if (server === null || !['https:', 'http:'].includes(server.protocol)) {
    cluster.wrong('server', 'the https:// address of the API server');
    return null;
  }
  if (server.protocol === 'http:' && !insecure && !loopbacks.has(server.hostname)) {
    cluster.wrong(
      'server',
      'https://: over http:// credentials would travel in the clear, so it is taken only for this machine ' +
        '(127.0.0.1, ::1, localhost) or with insecure-skip-tls-verify: true',
    );
    return null;
  }
  return server;
};

const checkCertificate = (user: FieldReader, cert: string, now: Date): void => {
  try {
    const until = new X509Certificate(cert).validToDate;
    if (until < now)
      user.wrong(
        'client-certificate',
        `a certificate that is still valid; this one ended at ${until.toISOString()}`,
      );
  } catch {
    user.wrong('client-certificate', 'an X.509 certificate in PEM');
  }
};

type Material = { ca?: string; cert?: string; key?: string };

const materialOf = (cluster: FieldReader, user: FieldReader | null, now: Date): Material => {
  const material: Material = {};
  const ca = cluster.pem('certificate-authority');
  const cert = user?.pem('client-certificate') ?? null;
  const key = user?.pem('client-key') ?? null;
  if (ca !== null) material.ca = ca;
  if (cert !== null) material.cert = cert;
  if (key !== null) material.key = key;
  if (user !== null && cert !== null) checkCertificate(user, cert, now);
  return material;
};

const secureContext = (
  material: Material,
  cluster: FieldReader,
  user: FieldReader | null,
): SecureContext | null => {
  try {
    return createSecureContext(material);
  } catch (error) {
    const words = errorWords(error);
    if (material.cert === undefined && material.key === undefined)
      cluster.wrong('certificate-authority', `certificates in PEM (${words})`);
    else user?.wrong('client-key', `the private key of client-certificate (${words})`);
    return null;
  }
};

/**
 * Reads where the server is and what proves it, and loads the client certificate.
 * Everything that is not as it must be is a complaint.
 */
export const endpointOf = (
  context: Context,
  now: Date,
): { ok: true; endpoint: Endpoint } | { ok: false; complaint: Complaint } => {
  const complaints: Complaint[] = [];
  const cluster = fieldReader(context.cluster, complaints);
  const user = context.user === null ? null : fieldReader(context.user, complaints);
  const insecure = cluster.flag('insecure-skip-tls-verify');
  const server = serverOf(cluster, insecure);
  const serverName = cluster.text('tls-server-name');
  const encrypted = server?.protocol === 'https:';
  const material = encrypted ? materialOf(cluster, user, now) : {};
  const secure = encrypted && complaints.length === 0 ? secureContext(material, cluster, user) : null;
  const complaint = complaints[0];
  if (complaint !== undefined) return { ok: false, complaint };
  if (server === null) throw new Error('a server that cannot be used must have been complained about');
  const loopback = loopbacks.has(server.hostname);
  return { ok: true, endpoint: { server, loopback, insecure, serverName, secure } };
};
