import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';

const folder = new URL('page/', import.meta.url);
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** What the page may do: load its own files, show pictures, speak to this server; nothing inline, nothing framed. */
export function securityHeaders(port: number): Record<string, string> {
  const sockets = `ws://127.0.0.1:${port} ws://localhost:${port}`;
  return {
    'content-security-policy': `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https:; connect-src 'self' ${sockets}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  };
}

/**
 * A file of the page. Only names that stand in the folder are served, so no path leads out of it.
 * @param path of the request, such as `/` or `/blocks.js`
 * @returns null where there is no such file
 */
export async function pageFile(path: string): Promise<{ type: string; content: Buffer } | null> {
  const name = path === '/' ? 'index.html' : path.slice(1);
  if (!readdirSync(folder).includes(name)) return null;
  const type = types[extname(name)];
  return type === undefined ? null : { type, content: await readFile(new URL(name, folder)) };
}
