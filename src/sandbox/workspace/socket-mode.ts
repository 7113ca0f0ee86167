import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

import { type RawData, type WebSocket, WebSocketServer } from 'ws';

import type { Carrier, Delivered } from './delivery.ts';
import { isObject, parseJson, type JsonObject } from './json.ts';
import type { WorkspaceLimits } from './limits.ts';

/** Why Slack tells a client to leave: https://docs.slack.dev/apis/events-api/using-socket-mode#disconnect */
export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled';

export type SocketMode = Carrier & {
  /** A new ticket, good for one connection. */
  ticket: () => string;
  /** Takes over an HTTP upgrade; false where the ticket is unknown or spent. */
  upgrade: (ticket: string, request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;
  /** Asks every connection, or the oldest `count`, to reconnect. They get nothing new from then on. */
  refresh: (reason: DisconnectReason, count?: number) => void;
  /** Breaks connections without a word, as a network does. */
  cut: () => void;
};

/** The SDK gives a server up that has not pinged it for 30 s. */
const PING_EVERY_MS = 10_000;
const GOODBYE_MS = 500;

/** The text of a frame, however the socket hands it over. */
export function frameText(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return (data instanceof ArrayBuffer ? Buffer.from(data) : data).toString('utf8');
}

function send(socket: WebSocket, message: JsonObject): void {
  socket.send(JSON.stringify(message));
}

/**
 * The server side of Socket Mode: envelopes go to exactly one connection, in turn, and wait for their acknowledgement.
 * @param onCount is told how many connections can take envelopes, whenever that changes
 */
export function createSocketMode(
  appId: string,
  limits: WorkspaceLimits,
  onCount: (count: number) => void,
): SocketMode {
  const server = new WebSocketServer({ noServer: true, maxPayload: 4 * 1024 * 1024 });
  const tickets = new Set<string>();
  const ready: WebSocket[] = [];
  const waiting = new Map<string, (payload: unknown) => void>();
  let turn = 0;

  function leave(socket: WebSocket): void {
    const index = ready.indexOf(socket);
    if (index < 0) return;
    ready.splice(index, 1);
    onCount(ready.length);
  }

  function welcome(socket: WebSocket): void {
    socket.on('error', () => socket.terminate());
    if (ready.length >= limits.connections) {
      send(socket, { type: 'disconnect', reason: 'too_many_websockets' });
      socket.close();
      return;
    }
    const pings = setInterval(() => socket.ping(), PING_EVERY_MS);
    socket.on('close', () => {
      clearInterval(pings);
      leave(socket);
    });
    socket.on('message', (data) => {
      const ack = parseJson(frameText(data));
      if (!isObject(ack) || typeof ack['envelope_id'] !== 'string') return;
      const { payload } = ack;
      const isEmpty = isObject(payload) && Object.keys(payload).length === 0;
      waiting.get(ack['envelope_id'])?.(isEmpty ? null : (payload ?? null));
    });
    ready.push(socket);
    send(socket, {
      type: 'hello',
      num_connections: ready.length,
      connection_info: { app_id: appId },
      debug_info: { host: 'sandbox', build_number: 1, approximate_connection_time: 18_060 },
    });
    onCount(ready.length);
  }

  return {
    ticket() {
      const ticket = randomBytes(16).toString('hex');
      tickets.add(ticket);
      return ticket;
    },
    upgrade(ticket, request, socket, head) {
      if (!tickets.delete(ticket)) return false;
      server.handleUpgrade(request, socket, head, welcome);
      return true;
    },
    async deliver({ type, payload, retry }) {
      turn += 1;
      const socket = ready[turn % Math.max(1, ready.length)];
      if (socket === undefined) return { outcome: 'dispatch_failed', why: 'the app is not connected' };
      const id = crypto.randomUUID();
      const started = performance.now();
      const passed = (): number => Math.round(performance.now() - started);
      const answer = Promise.withResolvers<Delivered>();
      const timer = setTimeout(
        () => answer.resolve({ outcome: 'operation_timeout', ms: passed() }),
        limits.ackMs,
      );
      waiting.set(id, (acked) => answer.resolve({ outcome: 'acked', ms: passed(), payload: acked }));
      send(socket, {
        envelope_id: id,
        type,
        payload,
        accepts_response_payload: type !== 'events_api',
        ...(type === 'events_api' && {
          retry_attempt: retry?.attempt ?? 0,
          retry_reason: retry?.reason ?? '',
        }),
      });
      try {
        return await answer.promise;
      } finally {
        clearTimeout(timer);
        waiting.delete(id);
      }
    },
    refresh(reason, count = ready.length) {
      for (const socket of ready.slice(0, count)) {
        leave(socket);
        send(socket, { type: 'disconnect', reason, debug_info: { host: 'sandbox' } });
      }
    },
    cut() {
      for (const socket of server.clients) socket.terminate();
    },
    async close() {
      const clients = [...server.clients];
      const gone = Promise.all(clients.map(async (socket) => await once(socket, 'close')));
      for (const socket of clients) socket.close(1000);
      await Promise.race([gone, delay(GOODBYE_MS, undefined, { ref: false })]);
      for (const socket of clients) socket.terminate();
      server.close();
    },
  };
}
