import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

import type { Answer } from './exchange.ts';
import { statusAnswer } from './exchange.ts';

const sameText = (left: string, right: string): boolean => {
  const [one, other] = [Buffer.from(left), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
};

/**
 * The refusal of a request that no client of this machine's own would send, or null.
 * A page in the browser may reach a loopback port under a name of its own (DNS rebinding) or from its own origin:
 * both are refused before the token is looked at.
 */
export const gate = (request: IncomingMessage, port: number, token: string): Answer | null => {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host = '', origin, authorization = '' } = request.headers;
  if (!hosts.includes(host))
    return statusAnswer(403, 'Forbidden', 'the sandbox cluster answers to its own address alone');
  if (origin !== undefined && !hosts.some((own) => origin === `http://${own}`))
    return statusAnswer(403, 'Forbidden', 'the sandbox cluster does not answer to web pages');
  if (!sameText(authorization, `Bearer ${token}`)) return statusAnswer(401, 'Unauthorized', 'Unauthorized');
  return null;
};
