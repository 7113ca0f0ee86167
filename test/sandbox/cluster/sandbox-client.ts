import { request } from 'node:http';

import type { SandboxCluster } from '../../../src/sandbox/cluster/server.ts';

export type Reply = { status: number; body: unknown };

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** Talks to a sandbox cluster as a client with its token; headers can be overridden. */
export const clientOf = (sandbox: SandboxCluster) => {
  const token = /token: "(.*)"/.exec(sandbox.kubeconfig)?.[1] ?? '';
  return (
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Reply> =>
    new Promise((settle, fail) => {
      const text = body === undefined ? '' : JSON.stringify(body);
      const length = `${Buffer.byteLength(text)}`;
      const sent = request(
        sandbox.url + path,
        { method, headers: { authorization: `Bearer ${token}`, 'content-length': length, ...headers } },
        (response) => {
          let answer = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => {
            answer += chunk;
          });
          response.on('end', () => settle({ status: response.statusCode ?? 0, body: parsed(answer) }));
          response.on('error', fail);
        },
      );
      sent.on('error', fail);
      sent.end(text);
    });
};
