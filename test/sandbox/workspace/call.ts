import type { Workspace } from '../../../src/sandbox/workspace/server.ts';

export type Called = { status: number; headers: Headers; body: Record<string, unknown> };

/** Calls a Web API method as a program does that sends JSON; `token` is the bot's unless told. */
export async function call(
  workspace: Workspace,
  method: string,
  args: unknown = {},
  token: string | null = workspace.botToken,
): Promise<Called> {
  const response = await fetch(`${workspace.apiUrl}${method}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      ...(token !== null && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(args),
  });
  const body: unknown = await response.json();
  return { status: response.status, headers: response.headers, body: Object.assign({}, body) };
}
