import type { IncomingMessage, RequestOptions } from 'node:http';
import type { Readable } from 'node:stream';
import { urlToHttpOptions } from 'node:url';
import { createGunzip } from 'node:zlib';

import type { Read, ReadFailure } from '../ports.ts';
import type { Access } from './credentials.ts';
import type { Endpoint } from './endpoint.ts';
import { errorCode } from './error-code.ts';
import { networkFailure } from './failures.ts';
import { http, https } from './node-http.ts';

export type Reply = { status: number; retryAfter: number | null; body: string };

/** A page of 500 whole pods with managed fields is about 6 MB; this is far from any honest answer. */
export const largestBody = 64 * 1024 * 1024;

const failed = (reason: ReadFailure['reason'], message: string): Read<Reply> => ({
  ok: false,
  failure: { reason, message },
});

const optionsFor = (endpoint: Endpoint, path: string, accept: string, access: Access): RequestOptions => {
  const { server } = endpoint;
  const { hostname, port, protocol } = urlToHttpOptions(server);
  return {
    ...(hostname === undefined ? {} : { hostname: String(hostname) }),
    ...(port === undefined ? {} : { port }),
    ...(protocol === undefined ? {} : { protocol }),
    path: server.pathname.replace(/\/+$/, '') + path,
    agent: access.agent,
    headers: {
      accept,
      'user-agent': 'kubewhy',
      ...(endpoint.loopback ? {} : { 'accept-encoding': 'gzip' }),
      ...access.headers,
    },
  };
};

/** Seconds until another try; the API server never sends the date form. */
const retryAfterOf = (response: IncomingMessage): number | null => {
  const seconds = Number(response.headers['retry-after'] ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
};

type Body = { type: 'whole'; text: string } | { type: 'large' } | { type: 'broken'; error: Error };

const bodyOf = (response: IncomingMessage, done: (body: Body) => void): void => {
  let stream: Readable = response;
  if (response.headers['content-encoding'] === 'gzip') {
    const unzip = createGunzip();
    response.on('error', (error) => unzip.destroy(error));
    stream = response.pipe(unzip);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  stream.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= largestBody) chunks.push(chunk);
    else done({ type: 'large' });
  });
  stream.on('error', (error: Error) => done({ type: 'broken', error }));
  stream.on('end', () => done({ type: 'whole', text: Buffer.concat(chunks).toString('utf8') }));
};

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(1).replace(/\.0$/, '');

type Attempt = { reply: Read<Reply>; stale: boolean };

const attempt = (endpoint: Endpoint, options: RequestOptions, milliseconds: number): Promise<Attempt> =>
  new Promise((settle) => {
    const send = endpoint.server.protocol === 'https:' ? https.request : http.request;
    const request = send(options);
    const finish = (reply: Read<Reply>, stale = false): void => {
      clearTimeout(timer);
      settle({ reply, stale });
      if (!reply.ok) request.destroy();
    };
    const timer = setTimeout(
      () =>
        finish(
          failed('timeout', `${endpoint.server.host} gave no whole answer within ${seconds(milliseconds)} s`),
        ),
      milliseconds,
    );
    const broken = (error: Error): void => {
      // A kept connection that the server closed at the same moment: not a failure, only bad luck.
      const stale = request.reusedSocket && ['ECONNRESET', 'EPIPE'].includes(errorCode(error) ?? '');
      finish({ ok: false, failure: networkFailure(error, endpoint.server) }, stale);
    };
    request.on('error', broken);
    request.on('response', (response) => {
      bodyOf(response, (body) => {
        if (body.type === 'large')
          finish(failed('rejected', `the answer is larger than ${largestBody / 1024 / 1024} MB`));
        else if (body.type === 'broken') broken(body.error);
        else
          finish({
            ok: true,
            value: { status: response.statusCode ?? 0, retryAfter: retryAfterOf(response), body: body.text },
          });
      });
    });
    request.end();
  });

/**
 * One GET: connecting, headers and body within `milliseconds`. Redirects are not followed.
 * Every failure of the network is a value.
 */
export const fetchText = async (
  endpoint: Endpoint,
  access: Access,
  path: string,
  accept: string,
  milliseconds: number,
): Promise<Read<Reply>> => {
  const options = optionsFor(endpoint, path, accept, access);
  const started = performance.now();
  for (;;) {
    const left = Math.max(1, milliseconds - (performance.now() - started));
    // Each stale connection leaves the pool, so this ends.
    const { reply, stale } = await attempt(endpoint, options, left);
    if (!stale) return reply;
  }
};
