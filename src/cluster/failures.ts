import type { ReadFailure } from '../ports.ts';
import { errorCode } from './error-code.ts';

/** The words for network errors, by Node's code; `at` is `host:port`. https://nodejs.org/api/errors.html */
const networkWords: Readonly<Record<string, (at: string, host: string) => string>> = {
  ECONNREFUSED: (at) => `connection refused to ${at}`,
  ECONNRESET: (at) => `the connection to ${at} was cut`,
  EPIPE: (at) => `the connection to ${at} was cut`,
  EHOSTUNREACH: (at) => `no route to ${at}`,
  ENETUNREACH: (at) => `no route to ${at}`,
  ETIMEDOUT: (at) => `no connection to ${at}: it does not answer`,
  ENOTFOUND: (_, host) => `the host name ${host} does not resolve`,
  EAI_AGAIN: (_, host) => `the host name ${host} could not be looked up: no name server answers`,
  EPROTO: (at) => `${at} does not speak TLS, or not a version that is still safe`,
};

const certificateWords: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'the server signed its certificate itself, and the kubeconfig does not name it as authority',
  SELF_SIGNED_CERT_IN_CHAIN: 'it is signed by an authority that the kubeconfig does not name',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'it is signed by an authority that the kubeconfig does not name',
  UNABLE_TO_GET_ISSUER_CERT: 'it is signed by an authority that the kubeconfig does not name',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'it is signed by an authority that the kubeconfig does not name',
  CERT_SIGNATURE_FAILURE: 'its signature is not from the authority that the kubeconfig names',
  CERT_HAS_EXPIRED: 'it has expired',
  CERT_NOT_YET_VALID: 'it is not valid yet',
};

const unreachable = (message: string): ReadFailure => ({ reason: 'unreachable', message });

/** What a failed connection means, in words; anything that Node says without a known code is told as it says it. */
export const networkFailure = (error: Error, server: URL): ReadFailure => {
  const code = errorCode(error) ?? '';
  const host = server.hostname.replace(/^\[|\]$/g, '');
  const at = `${server.hostname}:${server.port || (server.protocol === 'https:' ? '443' : '80')}`;
  const network = networkWords[code];
  if (network !== undefined) return unreachable(network(at, host));
  const certificate = certificateWords[code];
  if (certificate !== undefined) return unreachable(`certificate problem at ${at}: ${certificate}`);
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return unreachable(`certificate problem at ${at}: ${error.message}`);
  if (code.startsWith('HPE_')) return unreachable(`${at} does not answer in HTTP`);
  if (code.startsWith('ERR_SSL_')) return unreachable(`TLS with ${at} failed: ${error.message}`);
  return unreachable(`no answer from ${at}: ${error.message}`);
};

const longest = 500;

/** The sentence in a Status object, or the beginning of whatever else the server answered. */
const sentenceIn = (status: number, body: string): string => {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === 'object' && parsed !== null && 'message' in parsed) {
      const { message } = parsed;
      if (typeof message === 'string' && message !== '') return message.slice(0, longest);
    }
  } catch {
    // Proxies answer in HTML or plain text.
  }
  const text = body.trim().split('\n')[0] ?? '';
  return text === '' ? `HTTP ${status}` : `HTTP ${status}: ${text.slice(0, longest)}`;
};

/** What an answer other than 200 means. https://kubernetes.io/docs/reference/using-api/api-concepts/#api-responses */
export const statusFailure = (status: number, body: string): ReadFailure => {
  const message = sentenceIn(status, body);
  if (status === 401) return { reason: 'unauthorized', message };
  if (status === 403) return { reason: 'forbidden', message };
  return { reason: 'rejected', message };
};
