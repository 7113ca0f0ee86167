import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';

import { errorWords } from '../../cluster/error-code.ts';
import type { Recording } from '../../cluster/recording-format.ts';
import { controllers } from './controllers.ts';
import { defaultRecording } from './default-recording.ts';
import { discovery } from './discovery.ts';
import type { World } from './dispatch.ts';
import { dispatch, placeOf } from './dispatch.ts';
import type { Answer } from './exchange.ts';
import { badRequest, statusAnswer } from './exchange.ts';
import { gate } from './gate.ts';
import { createStore } from './object-store.ts';
import { replay } from './replay.ts';
import { watch } from './watch.ts';

export type SandboxClusterOptions = {
  /** 0, the default, takes a free port. */
  port?: number;
  /** What the cluster holds; the recordings beside this file unless told. */
  recording?: Recording;
  /** The clock that new objects get their times from. */
  now?: () => Date;
  /** Milliseconds until a new pod is ready, or broken again; 2000 unless told. */
  settleMs?: number;
};

/** `kubeconfig` is YAML text with a token of its own; `close` ends the server with all its watches. */
export type SandboxCluster = { kubeconfig: string; url: string; close: () => Promise<void> };

const largestBody = 1024 * 1024;

const bodyOf = async (request: IncomingMessage): Promise<string | null> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size > largestBody) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const send = (response: ServerResponse, { status, body }: Answer): void => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json';
  response.writeHead(status, { 'content-type': type, 'x-content-type-options': 'nosniff' });
  response.end(text);
};

const parsed = (text: string): { ok: true; value: unknown } | { ok: false } => {
  try {
    return { ok: true, value: text === '' ? undefined : JSON.parse(text) };
  } catch {
    return { ok: false };
  }
};

const answer = async (request: IncomingMessage, response: ServerResponse, world: World): Promise<void> => {
  const url = new URL(request.url ?? '/', 'http://sandbox');
  const found = discovery(url.pathname, request.headers.accept ?? '');
  if (found !== null) return send(response, found);
  const place = placeOf(url.pathname);
  if (place === null) return send(response, { status: 404, body: '404 page not found\n' });
  const text = await bodyOf(request);
  if (text === null)
    return send(response, statusAnswer(413, 'RequestEntityTooLarge', 'Request entity too large'));
  const body = parsed(text);
  if (!body.ok)
    return send(response, badRequest('the object provided is unrecognized: the body is not JSON'));
  const ask = {
    ...place,
    method: request.method ?? 'GET',
    query: url.searchParams,
    accept: request.headers.accept ?? '',
    contentType: request.headers['content-type'] ?? '',
    body: body.value,
  };
  const watched = ['true', '1'].includes(url.searchParams.get('watch') ?? '');
  if (watched && ask.method === 'GET' && ask.name === null) return watch(ask, world.store, response);
  return send(response, dispatch(ask, world));
};

const kubeconfigOf = (url: string, token: string): string =>
  `apiVersion: v1
kind: Config
current-context: sandbox
contexts:
  - name: sandbox
    context: { cluster: sandbox, user: sandbox, namespace: shop }
clusters:
  - name: sandbox
    # The client library takes plain HTTP only together with this; the server listens on loopback alone.
    cluster: { server: "${url}", insecure-skip-tls-verify: true }
users:
  - name: sandbox
    user: { token: "${token}" }
`;

/**
 * Starts an API server on loopback that holds recorded objects and applies changes to them, for newcomers without a
 * cluster and for tests. It behaves like a small part of a real one; controllers.ts says what happens after a change.
 */
export const startSandboxCluster = async (options: SandboxClusterOptions = {}): Promise<SandboxCluster> => {
  const now = options.now ?? (() => new Date());
  const recording = options.recording ?? (await defaultRecording());
  const store = createStore();
  const world: World = { store, logs: [...recording.logs], now };
  replay(recording, store, now());
  const stop = controllers(world, options.settleMs ?? 2000);

  const token = randomBytes(24).toString('base64url');
  let port = 0;
  const server = createServer((request, response) => {
    const refusal = gate(request, port, token);
    if (refusal !== null) {
      send(response, refusal);
      return;
    }
    answer(request, response, world).catch((error: unknown) => {
      if (response.headersSent || request.destroyed) response.destroy();
      else
        send(response, statusAnswer(500, 'InternalError', `Internal error occurred: ${errorWords(error)}`));
    });
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the sandbox cluster has no port');
  ({ port } = address);
  const url = `http://127.0.0.1:${port}`;
  return {
    kubeconfig: kubeconfigOf(url, token),
    url,
    async close() {
      if (!server.listening) return;
      stop();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};
