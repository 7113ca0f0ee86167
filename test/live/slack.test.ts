import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';

/**
 * The bot against local-slack, a Slack that was not written together with it: https://www.npmjs.com/package/local-slack-linux-x64
 * (0.1.8). It checks nothing that it is sent, and over Socket Mode it sends each payload to every connection where Slack
 * picks one: what is right here is the shape of payloads and transport, and that a payload delivered twice is answered once.
 */
const binary = (): string | null => {
  const places = [process.env['LOCAL_SLACK_BIN'], 'node_modules/local-slack-linux-x64/bin/local-slack'];
  for (const place of places) {
    try {
      if (place === undefined || place === '') continue;
      accessSync(place, constants.X_OK);
      return place;
    } catch {
      continue;
    }
  }
  return null;
};

const slack = binary();
const secret = 'lab-signing-secret';
const seen = z.array(
  z.looseObject({
    ts: z.string(),
    text: z.string().default(''),
    subtype: z.string().nullish(),
    ephemeral_to: z.string().nullish(),
    thread_ts: z.string().nullish(),
    bot_id: z.string().nullish(),
    user: z.string().nullish(),
    blocks: z.array(z.unknown()).nullish(),
  }),
);
type Seen = z.infer<typeof seen>[number];

let folder: string;
let children: ChildProcess[];
let origin: string;

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
};

const start = async (
  program: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  shows: RegExp,
): Promise<string> => {
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let output = '';
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part) => {
      output += String(part);
      if (shows.test(output)) resolve(output);
    });
  }
  child.once('exit', () => reject(new Error(`it ended: ${output}`)));
  return promise;
};

const control = async (path: string, body?: unknown): Promise<unknown> => {
  const answer = await fetch(`${origin}/_control/${path}`, {
    ...(body !== undefined && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  return answer.json();
};

const messages = async (): Promise<Seen[]> => {
  const answer = await control('messages/C01OPS');
  const list = z.union([seen, z.looseObject({ messages: seen }).transform((value) => value.messages)]);
  return list.parse(answer);
};

const eventually = async <T>(look: () => Promise<T | undefined>): Promise<T> => {
  const until = Date.now() + 15_000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > until) throw new Error(`it did not come: ${JSON.stringify(await messages())}`);
    // eslint-disable-next-line promise/param-names -- the emulator tells of nothing: it has to be asked
    await new Promise((again) => setTimeout(again, 100));
  }
};

const startAll = async (mode: 'socket' | 'events', program: string): Promise<void> => {
  const [port, botPort] = [await freePort(), await freePort()];
  origin = `http://127.0.0.1:${port}`;
  const config = {
    workspace: { name: 'Lab', domain: 'lab', teamId: 'T01LAB' },
    app: {
      appId: 'A01APP',
      botUserId: 'U0BOT',
      botName: 'kubewhy',
      mode,
      botToken: 'xoxb-lab-token',
      appToken: 'xapp-lab-token',
      signingSecret: secret,
      ...(mode === 'events' && { requestUrl: `http://127.0.0.1:${botPort}/slack/events` }),
    },
    users: [{ id: 'U01ALICE', name: 'alice', real_name: 'Alice', email: 'alice@example.com' }],
    channels: [{ id: 'C01OPS', name: 'ops', members: ['U01ALICE', 'U0BOT'] }],
  };
  await writeFile(join(folder, 'slack.json'), JSON.stringify(config));
  // The program listens on every interface and has no option for it; this pins it to loopback.
  await writeFile(
    join(folder, 'loopback.ts'),
    'const real = Bun.serve;\n(Bun as any).serve = (o: any) => real({ hostname: "127.0.0.1", ...o });\n',
  );
  const args = ['--config', join(folder, 'slack.json'), '--port', String(port), '--base-host', '127.0.0.1'];
  const preload = {
    PATH: process.env['PATH'],
    HOME: folder,
    BUN_OPTIONS: `--preload=${join(folder, 'loopback.ts')}`,
  };
  await start(program, args, preload, /http:\/\//);
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    KUBEWHY_DATA: join(folder, 'data'),
    SLACK_BOT_TOKEN: 'xoxb-lab-token',
    SLACK_API_URL: `${origin}/api/`,
    ...(mode === 'socket'
      ? { SLACK_APP_TOKEN: 'xapp-lab-token' }
      : { SLACK_SIGNING_SECRET: secret, PORT: String(botPort) }),
  };
  await start(process.execPath, ['src/main.ts'], env, /Ctrl-C/);
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kubewhy-live-'));
  children = [];
});
afterEach(async () => {
  for (const child of children.toReversed()) {
    child.removeAllListeners('exit');
    if (child.exitCode !== null) continue;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  await rm(folder, { recursive: true, force: true });
});

const at = { channel: 'C01OPS', user: 'U01ALICE' };
const byBot = (all: readonly Seen[]): Seen[] => all.filter(({ user }) => user === 'U0BOT');

if (slack === null)
  process.stderr.write('test/live/slack: skipped, set LOCAL_SLACK_BIN to the local-slack program\n');
const whenThere = slack === null ? describe.skip : describe;

whenThere.each(['socket', 'events'] as const)('local-slack over %s', (mode) => {
  test('a command is answered once, a private answer is shared with a click, a mention gets a thread', async () => {
    await startAll(mode, slack ?? '');
    await control('command', { ...at, command: '/k8s', text: 'problems -A' });
    await eventually(async () => byBot(await messages()).find(({ text }) => /problems? in/.test(text)));

    await control('command', { ...at, command: '/k8s', text: 'why checkout -n shop --me' });
    const hidden = await eventually(async () =>
      (await messages()).find(({ blocks }) => JSON.stringify(blocks ?? []).includes('"share"')),
    );
    const value = /"value":"([\w-]{16,})"/.exec(JSON.stringify(hidden.blocks))?.[1];
    const action = { type: 'button', action_id: 'share', block_id: 'share', value };
    await control('interact', { ...at, messageTs: hidden.ts, action });
    const shared = await eventually(async () =>
      byBot(await messages()).find(
        ({ blocks, ephemeral_to: to }) => to == null && JSON.stringify(blocks ?? []).includes('Shared by'),
      ),
    );

    await control('message', { ...at, text: '<@U0BOT> problems -A' });
    const asked = await eventually(async () =>
      (await messages()).find(({ text }) => text.startsWith('<@U0BOT>')),
    );
    const inThread = ({ thread_ts: thread }: Seen): boolean => thread === asked.ts;
    await eventually(async () => byBot(await messages()).find(inThread));
    expect(asked.ts > shared.ts).toBe(true);
    const openly = byBot(await messages()).filter(
      ({ text, thread_ts: thread }) => /problems? in/.test(text) && thread == null,
    );
    expect(openly).toHaveLength(1);
  }, 60_000);
});
