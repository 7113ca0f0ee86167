import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { connectCluster } from '../../src/cluster/connect.ts';

const folder = mkdtempSync(join(tmpdir(), 'kubewhy-'));

const openssl = (...words: string[]): boolean => {
  try {
    execFileSync('openssl', words, { cwd: folder, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

const selfSigned = (name: string, ...more: string[]): boolean =>
  openssl('req', '-x509', ...key, '-keyout', `${name}.key`, '-out', `${name}.crt`, '-days', '2', ...more);

const hasOpenssl =
  selfSigned('server', '-subj', '/CN=api.test', '-addext', 'subjectAltName=DNS:api.test') &&
  selfSigned('client', '-subj', '/CN=jane') &&
  openssl('req', '-new', ...key, '-keyout', 'expired.key', '-out', 'expired.csr', '-subj', '/CN=jane') &&
  openssl(
    'x509',
    '-req',
    '-in',
    'expired.csr',
    '-signkey',
    'expired.key',
    '-days',
    '-1',
    '-out',
    'expired.crt',
  );

const title = hasOpenssl ? 'TLS' : 'TLS: skipped, because making certificates needs openssl';

const encoded = (file: string): string => readFileSync(join(folder, file)).toString('base64');

(hasOpenssl ? describe : describe.skip)(title, () => {
  let server: Server;
  let address = '';
  const seen: { subject: unknown; reused: boolean }[] = [];

  beforeAll(async () => {
    server = createServer(
      {
        key: readFileSync(join(folder, 'server.key')),
        cert: readFileSync(join(folder, 'server.crt')),
        requestCert: true,
        rejectUnauthorized: false,
      },
      (request, response) => {
        const { socket } = request;
        if (socket instanceof TLSSocket)
          seen.push({ subject: socket.getPeerCertificate().subject?.CN, reused: socket.isSessionReused() });
        response.setHeader('connection', 'close');
        response.end('{"metadata":{"name":"web-1"}}');
      },
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const at = server.address();
    address = `https://127.0.0.1:${at !== null && typeof at === 'object' ? at.port : 0}`;
  });

  afterAll(async () => {
    server.close();
    server.closeAllConnections();
    if (server.listening) await once(server, 'close');
    rmSync(folder, { recursive: true });
  });

  const read = async (cluster: object, user: object = {}): Promise<unknown> => {
    const file = join(folder, 'config');
    const config = {
      'current-context': 'c',
      contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
      clusters: [{ name: 'c', cluster: { server: address, ...cluster } }],
      users: [{ name: 'u', user }],
    };
    writeFileSync(file, JSON.stringify(config));
    const result = await connectCluster({ kubeconfigPaths: [file] });
    if (!result.ok) return result.complaint.expected;
    const first = await result.cluster.get('Pod', 'shop', 'web-1');
    await result.cluster.get('Pod', 'shop', 'web-1');
    result.close();
    return first.ok ? first.value?.metadata?.name : first.failure;
  };

  test('shows its certificate, checks the server’s under the given name, and resumes the session', async () => {
    const user = { 'client-certificate': 'client.crt', 'client-key-data': encoded('client.key') };
    const cluster = { 'certificate-authority': 'server.crt', 'tls-server-name': 'api.test' };
    expect(await read(cluster, user)).toBe('web-1');
    expect(seen.splice(0)).toEqual([
      { subject: 'jane', reused: false },
      { subject: expect.anything(), reused: true },
    ]);
  });

  test('says what is wrong with the server’s certificate', async () => {
    const at = address.replace('https://', '');
    expect(await read({})).toEqual({
      reason: 'unreachable',
      message: `certificate problem at ${at}: the server signed its certificate itself, and the kubeconfig does not name it as authority`,
    });
    expect(await read({ 'certificate-authority-data': encoded('server.crt') })).toEqual({
      reason: 'unreachable',
      message: expect.stringMatching(/^certificate problem at .*does not match certificate/),
    });
    expect(await read({ 'insecure-skip-tls-verify': true })).toBe('web-1');
  });

  test('complains about a client certificate that has ended or does not fit its key', async () => {
    const ca = { 'insecure-skip-tls-verify': true };
    expect(await read(ca, { 'client-certificate': 'expired.crt', 'client-key': 'expired.key' })).toMatch(
      /^a certificate that is still valid; this one ended at 20/,
    );
    expect(await read(ca, { 'client-certificate': 'client.crt', 'client-key': 'server.key' })).toMatch(
      /^the private key of client-certificate/,
    );
  });
});
