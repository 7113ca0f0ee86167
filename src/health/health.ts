import type { RequestListener } from 'node:http';

/** One thing the bot needs: `ok`, or a sentence that says what is wrong with it. */
export type Check = { ok: true } | { ok: false; why: string };
export type Checks = Readonly<Record<string, () => Check | Promise<Check>>>;

const run = async (check: () => Check | Promise<Check>): Promise<Check> => {
  try {
    return await check();
  } catch (error) {
    return { ok: false, why: String(error) };
  }
};

/** What `/readyz` says: a line for each check, as the Kubernetes API server writes them. */
const readiness = async (checks: Checks): Promise<{ ok: boolean; text: string }> => {
  const lines = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => {
      const result = await run(check);
      return result.ok ? `[+]${name} ok` : `[-]${name} ${result.why}`;
    }),
  );
  const ok = lines.every((line) => line.startsWith('[+]'));
  return { ok, text: [...lines, ok ? 'ready' : 'not ready', ''].join('\n') };
};

export const healthPaths = ['/livez', '/readyz'] as const;

/**
 * Answers `GET /livez` (the process runs) and `GET /readyz` (it can take and answer requests: 200, or 503 with the
 * reasons). https://kubernetes.io/docs/concepts/workloads/pods/probes/
 */
export const healthListener =
  (checks: Checks): RequestListener =>
  (request, response) => {
    const path = (request.url ?? '').split('?')[0];
    const say = (status: number, text: string): void => {
      response.writeHead(status, {
        'content-type': 'text/plain; charset=utf-8',
        'cache-control': 'no-store',
      });
      response.end(request.method === 'HEAD' ? '' : text);
    };
    if (request.method !== 'GET' && request.method !== 'HEAD') say(405, 'method not allowed\n');
    else if (path === '/livez') say(200, 'ok\n');
    else if (path === '/readyz') {
      readiness(checks).then(
        ({ ok, text }) => say(ok ? 200 : 503, text),
        (error: unknown) => say(500, `${String(error)}\n`),
      );
    } else say(404, 'not found\n');
  };
