import type { IncomingMessage } from 'node:http';

/**
 * Who may speak to a server on loopback. Any page in the same browser can send requests to 127.0.0.1, and a hostile name server
 * can make its own page's name mean 127.0.0.1; so the Host and the Origin must be ours.
 * Source: https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site, https://owasp.org/www-community/attacks/DNS_Rebinding
 */
export type GateRefusal = 'foreign host' | 'foreign origin' | 'cross-site request';

/**
 * Judges where a request comes from.
 * @param port the port this server listens on
 * @returns null where it may pass
 */
export function complainAboutSource(
  request: Pick<IncomingMessage, 'headers'>,
  port: number,
): GateRefusal | null {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host = '', origin, 'sec-fetch-site': site, 'sec-fetch-mode': mode } = request.headers;
  if (!hosts.includes(host)) return 'foreign host';
  if (origin !== undefined && origin !== `http://${host}`) return 'foreign origin';
  // Following a link to the page is fine; everything else a foreign page can start is not.
  const isForeign = site !== undefined && site !== 'same-origin' && site !== 'none';
  return isForeign && mode !== 'navigate' ? 'cross-site request' : null;
}
