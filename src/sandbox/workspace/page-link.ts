import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

import { WebSocketServer, type WebSocket } from 'ws';
import { z } from 'zod';

import type { Driver } from './driver/driver.ts';
import type { Inside } from './inside.ts';
import { parseJson, type JsonObject } from './json.ts';
import { repliesOf } from './present.ts';
import { SLACKBOT } from './seed.ts';
import { frameText } from './socket-mode.ts';
import type { Change, StoredMessage } from './state.ts';

/** The page's way into the workspace: it says its key, gets everything, then changes; what its reader does goes to the driver. */
export type PageLink = {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
};

const name = z.string().max(100);
const choice = z.union([z.string(), z.array(z.string()), z.null()]);
const choices = z.record(z.string(), choice).optional().default({});
const click = { actionId: z.string(), blockId: z.string(), choice: choice.optional().default(null), choices };
const request = z.object({
  id: z.number(),
  what: z.discriminatedUnion('do', [
    z.object({ do: z.literal('command'), channel: name, text: z.string().max(12_000) }),
    z.object({
      do: z.literal('post'),
      channel: name,
      text: z.string().min(1).max(12_000),
      thread: name.nullable(),
    }),
    z.object({ do: z.literal('click'), channel: name, ts: name, ...click }),
    z.object({ do: z.literal('clickView'), on: z.enum(['modal', 'home']), ...click }),
    z.object({ do: z.literal('openHome'), tab: z.enum(['home', 'messages']) }),
    z.object({ do: z.literal('submit'), choices }),
    z.object({ do: z.literal('closeModal') }),
  ]),
});
type What = z.output<typeof request>['what'];

async function perform(driver: Driver, what: What): Promise<unknown> {
  switch (what.do) {
    case 'command':
      return await driver.command(what);
    case 'post':
      return { ts: driver.post(what).ts };
    case 'click':
      return await driver.click(what);
    case 'clickView':
      return await driver.clickView(what);
    case 'openHome':
      driver.openHome(what);
      return null;
    case 'submit':
      return await driver.submit(what);
    case 'closeModal':
      await driver.closeModal();
      return null;
    default:
      return what satisfies never;
  }
}

function isKey(said: unknown, key: string): boolean {
  const bytes = Buffer.from(typeof said === 'string' ? said : '');
  return bytes.length === key.length && timingSafeEqual(bytes, Buffer.from(key));
}

export function createPageLink(inside: Inside, driver: Driver, key: string): PageLink {
  const server = new WebSocketServer({ noServer: true, maxPayload: 1024 * 1024 });
  const { seed, state } = inside;
  const you = seed.users[0].id;

  const shown = (message: StoredMessage): JsonObject => {
    const replies = repliesOf(inside, message);
    return {
      ...message,
      replies: replies.length,
      repliers: [...new Set(replies.map(({ user }) => user))],
      lastReply: replies.at(-1)?.ts ?? null,
    };
  };
  const mayRead = ({ visibleTo, channel }: StoredMessage): boolean =>
    (visibleTo === null || visibleTo === you) && state.channels.get(channel)?.members.includes(you) === true;
  const channelsOfYou = (): unknown[] =>
    [...state.channels.values()].filter(({ members }) => members.includes(you));

  function everything(): JsonObject {
    return {
      type: 'everything',
      team: seed.team,
      app: seed.app,
      you,
      slackbot: SLACKBOT,
      users: seed.users,
      commands: seed.commands,
      channels: channelsOfYou(),
      messages: state.messages.filter(mayRead).map(shown),
      modals: state.modals.get(you) ?? [],
      home: state.homes.get(you) ?? null,
      connections: state.connections,
    };
  }

  function news(change: Change): JsonObject[] {
    switch (change.type) {
      case 'message':
      case 'deleted': {
        const { message } = change;
        if (!mayRead(message)) return [];
        const parent = message.thread === null ? undefined : state.find(message.channel, message.thread);
        const about = parent === undefined ? [] : [{ type: 'message', message: shown(parent) }];
        return change.type === 'deleted'
          ? [{ type: 'deleted', channel: message.channel, ts: message.ts }, ...about]
          : [{ type: 'message', message: shown(message) }, ...about];
      }
      case 'channel':
        return [{ type: 'channels', channels: channelsOfYou() }];
      case 'modals':
        return change.user === you ? [{ type: 'modals', modals: change.stack }] : [];
      case 'home':
        return change.user === you ? [{ type: 'home', home: change.view }] : [];
      case 'connections':
        return [{ type: 'connections', connections: change.count }];
      case 'log':
        return [];
      default:
        return change satisfies never;
    }
  }

  function welcome(socket: WebSocket): void {
    const say = (message: JsonObject): void => socket.send(JSON.stringify(message));
    let stop: (() => void) | null = null;
    socket.on('error', () => socket.terminate());
    socket.on('close', () => stop?.());
    socket.on('message', (data) => {
      const said = parseJson(frameText(data));
      if (stop === null) {
        const entry = z.object({ key: z.string() }).safeParse(said);
        if (!entry.success || !isKey(entry.data.key, key)) {
          socket.close(4401, 'wrong key');
          return;
        }
        stop = state.listen((change) => {
          for (const message of news(change)) say(message);
        });
        say(everything());
        return;
      }
      const asked = request.safeParse(said);
      if (!asked.success) {
        say({ type: 'failed', id: null, why: z.prettifyError(asked.error) });
        return;
      }
      const { id, what } = asked.data;
      void perform(driver, what).then(
        (outcome) => say({ type: 'done', id, outcome }),
        (error: unknown) =>
          say({ type: 'failed', id, why: error instanceof Error ? error.message : String(error) }),
      );
    });
  }

  return {
    upgrade(incoming, socket, head) {
      server.handleUpgrade(incoming, socket, head, welcome);
    },
    close() {
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}
