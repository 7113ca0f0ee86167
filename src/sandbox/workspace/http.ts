import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

import { complainAboutSource } from './gate.ts';
import type { Inside } from './inside.ts';
import { parseJson } from './json.ts';
import { pageFile, securityHeaders } from './page-files.ts';
import { createWebApi, readArguments } from './web-api.ts';

/** Slack's own bound is not published; Bolt's is 4 MB. */
const BODY_MAX = 4 * 1024 * 1024;

/** Reads a body; null where it is too large. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes: Buffer = Buffer.from(chunk);
    size += bytes.length;
    if (size > BODY_MAX) return null;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Answers the workspace's HTTP requests: the Web API under /api/, response URLs, and the page. */
export function createHttp(inside: Inside, port: () => number): RequestListener {
  const webApi = createWebApi(inside);

  function end(
    response: ServerResponse,
    status: number,
    headers: Record<string, string>,
    body: string | Buffer,
  ): void {
    response.writeHead(status, { ...securityHeaders(port()), ...headers }).end(body);
  }
  const endText = (response: ServerResponse, status: number, text: string): void =>
    end(response, status, { 'content-type': 'text/plain; charset=utf-8' }, text);
  const json = { 'content-type': 'application/json; charset=utf-8' };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = complainAboutSource(request, port());
    if (refusal !== null)
      return endText(response, 403, `${refusal}: this workspace answers only to itself\n`);
    const url = URL.parse(request.url ?? '/', inside.origin());
    if (url === null) return endText(response, 400, 'not a path\n');
    const { pathname } = url;
    if (pathname.startsWith('/api/')) {
      const body = request.method === 'POST' ? await bodyOf(request) : url.search.slice(1);
      if (body === null) return endText(response, 413, 'too large\n');
      const { status, headers, reply } = webApi(pathname.slice('/api/'.length), request.headers, body);
      return end(response, status, { ...json, ...headers }, JSON.stringify(reply));
    }
    if (pathname.startsWith('/response/')) {
      if (request.method !== 'POST') return endText(response, 405, 'POST only\n');
      const body = await bodyOf(request);
      if (body === null) return endText(response, 413, 'too large\n');
      const form = readArguments(request.headers['content-type'] ?? '', body);
      const said = typeof form?.['payload'] === 'string' ? parseJson(form['payload']) : form;
      const answered = inside.responseUrls.answer(pathname, said);
      return end(response, answered.status, answered.status === 200 ? {} : json, answered.body);
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return endText(response, 405, 'GET only\n');
    const file = await pageFile(pathname);
    if (file === null) return endText(response, 404, 'no such page\n');
    return end(response, 200, { 'content-type': file.type }, file.content);
  }

  return (request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (request.destroyed && !request.complete) return;
      inside.state.changed({
        type: 'log',
        entry: { at: inside.now(), what: 'internal_error', ok: false, detail: { error: String(error) } },
      });
      if (!response.headersSent) endText(response, 500, 'internal_error\n');
    });
  };
}
