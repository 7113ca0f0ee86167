import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, constants } from 'node:fs/promises';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';

import { pause, within } from './deadline.ts';

/** Where package managers put servers that a bare PATH does not name. */
const USUAL_PLACES = ['/usr/bin', '/usr/sbin', '/usr/local/bin', '/opt/homebrew/bin'];
const PROGRAMS = ['redis-server', 'valkey-server'];

/** How long a big append-only file may take to load. */
const READY_DEADLINE = 60_000;
const END_DEADLINE = 5000;

export type RedisProcess = {
  /** Resolves when the server has ended, however it came to that. */
  ended: Promise<void>;
  end(): Promise<void>;
  /** For `process.on('exit')`: tells the server to end and does not wait. */
  endNow(signal?: 'SIGTERM' | 'SIGKILL'): void;
};

/** The path of a Redis or Valkey server, or null where none is installed. */
export async function findRedis(path: string, places = USUAL_PLACES): Promise<string | null> {
  for (const folder of [...path.split(delimiter), ...places]) {
    for (const program of PROGRAMS) {
      const file = join(folder, program);
      if (await isProgram(file)) return file;
    }
  }
  return null;
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Starts a server on a Unix socket alone, with an append-only file in `folder`, and waits until it answers.
 * It has a process group of its own, so that Ctrl-C lets the bot finish its jobs first; a guard beside it ends it when
 * this process is gone. Throws with the server's last words when it does not come up.
 */
export async function startRedis(program: string, folder: string, socket: string): Promise<RedisProcess> {
  const child = spawn(program, redisArguments(folder, socket), {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lastWords: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => lastWords.splice(0, lastWords.length - 20, text));
  const guard = child.pid === undefined ? null : guardOf(child.pid);
  const ended = whenEnded(child).finally(() => guard?.kill('SIGKILL'));
  const process: RedisProcess = {
    ended,
    end: () => end(child, ended),
    endNow: (signal = 'SIGTERM') => child.kill(signal),
  };

  const abort = new AbortController();
  const outcome = await Promise.race([
    untilAnswers(socket, abort.signal).then((answers) => (answers ? null : 'it did not answer in time')),
    ended.then(() => 'it ended'),
  ]).finally(() => abort.abort());
  if (outcome === null) {
    child.unref();
    return process;
  }
  await process.end();
  throw new Error(`${program} did not start (${outcome}): ${lastWords.join('').trim()}`);
}

function redisArguments(folder: string, socket: string): string[] {
  const settings = {
    port: '0',
    unixsocket: socket,
    unixsocketperm: '700',
    dir: folder,
    appendonly: 'yes',
    appendfsync: 'everysec',
    save: '',
    'maxmemory-policy': 'noeviction',
    daemonize: 'no',
    loglevel: 'notice',
  };
  return Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
}

/** A shell that waits for the end of its input, which comes with the end of this process, and then ends the server. */
function guardOf(pid: number): ChildProcess {
  const guard = spawn('/bin/sh', ['-c', 'read -r _; kill -TERM "$0"', String(pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  return guard;
}

async function whenEnded(child: ChildProcess): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  child.once('exit', () => resolve());
  child.once('error', () => resolve());
  await promise;
}

async function end(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGTERM');
  const inTime = await within(
    END_DEADLINE,
    ended.then(() => true),
    () => false,
  );
  if (inTime) return;
  child.kill('SIGKILL');
  await ended;
}

async function untilAnswers(socket: string, signal: AbortSignal): Promise<boolean> {
  const latest = Date.now() + READY_DEADLINE;
  while (!signal.aborted && Date.now() < latest) {
    if (await answersPing(socket)) return true;
    await pause(20, signal);
  }
  return false;
}

/** While the append-only file is being read the answer is LOADING, which is not yet an answer. */
export async function answersPing(socket: string): Promise<boolean> {
  const reply = await say(socket, 'PING');
  return reply?.startsWith('+PONG') === true;
}

/** Says one word to the server at `socket`; gives its reply, or null where nobody is listening. */
export async function say(socket: string, word: string): Promise<string | null> {
  const peer = connect(socket).setEncoding('utf8').setTimeout(1000);
  peer.once('timeout', () => peer.destroy(new Error('No reply')));
  try {
    peer.write(`${word}\r\n`);
    const [reply]: unknown[] = await once(peer, 'data');
    return typeof reply === 'string' ? reply : null;
  } catch {
    return null;
  } finally {
    peer.destroy();
  }
}
