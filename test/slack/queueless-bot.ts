import { pino } from 'pino';

import { runJob } from '../../jobs/index.ts';
import { createLedger } from '../../jobs/ledger.ts';
import { usualPatience, type World } from '../../jobs/world.ts';
import type { Call, Enqueue } from '../../src/calls.ts';
import { bindHandlers } from '../../src/main/handlers.ts';
import { readPasted } from '../../src/main/pasted.ts';
import type { Workspace } from '../../src/sandbox/workspace/server.ts';
import { connectSlack } from '../../src/slack/connect.ts';
import { whySole } from '../../src/why.ts';
import { answered, cluster, memoryStore } from '../jobs/memory.ts';

const log = pino({ level: 'silent' });

/** The bot without Redis: what is handed over is run at once. */
export const startBot = async (
  workspace: Workspace,
  way: 'socket' | 'http',
  changes: { enqueue?: Enqueue } = {},
) => {
  const slack = await connectSlack({
    botToken: workspace.botToken,
    apiUrl: workspace.apiUrl,
    way:
      way === 'socket'
        ? { type: 'socket', appToken: workspace.appToken }
        : { type: 'http', signingSecret: workspace.signingSecret, port: 0 },
    log,
  });
  const { store } = memoryStore();
  const world: World = {
    clusters: () => cluster,
    why: async () => answered,
    problems: async () => ({ type: 'unreadable', cluster: 'prod', why: 'not here' }),
    pasted: readPasted,
    whySole: (pasted, now) => whySole(pasted, null, now),
    chat: slack.chat,
    store,
    ledger: createLedger(store, log),
    now: () => new Date(),
    log,
    command: '/k8s',
    patience: usualPatience,
  };
  const running: Promise<void>[] = [];
  const enqueue: Enqueue = async (call: Call) => {
    running.push(runJob(call, world, { number: 1, last: true, signal: new AbortController().signal }));
    return { ok: true };
  };
  const connection = await slack.open(
    bindHandlers({
      enqueue: changes.enqueue ?? enqueue,
      store,
      settings: () => ({ answers: 'open', namespace: null, cluster: null }),
      command: '/k8s',
      clusters: () => ['prod'],
      now: () => new Date(),
      log,
    }),
  );
  return { connection, running };
};
