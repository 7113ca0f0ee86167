import { createHash } from 'node:crypto';
import { chmod, lstat, realpath, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

import type { Logger } from 'pino';

import { pause } from './deadline.ts';
import { holdFolder, privateFolder } from './folder-lock.ts';
import { answersPing, findRedis, type RedisProcess, say, startRedis } from './redis-process.ts';

/** The system's own limit is 104 bytes on macOS and 108 on Linux, unix(4) and unix(7). */
const LONGEST_SOCKET_PATH = 100;
/** A server whose bot was killed ends by itself within about a second. */
const STALE_DEADLINE = 5000;
const LONGEST_RESTART_WAIT = 5000;

export type PrivateRedis = { socket: string; close(): Promise<void> };

/**
 * Starts a Redis of the bot's own with its append-only file in `folder`, and restarts it when it dies. It lives as long
 * as this process: it ends with `close`, at the process's exit, and also when the process is killed.
 * Throws with a sentence for the operator when no server is installed, when another bot uses the folder, or when the
 * server does not start.
 */
export async function startPrivateRedis({
  folder,
  log,
  findProgram = () => findRedis(process.env['PATH'] ?? ''),
}: {
  folder: string;
  log: Logger;
  findProgram?: () => Promise<string | null>;
}): Promise<PrivateRedis> {
  const program = await findProgram();
  if (program === null)
    throw new Error(
      'No redis-server or valkey-server is installed. Install one, or set REDIS_URL to a Redis that runs.',
    );
  await privateFolder(folder);
  await chmod(folder, 0o700);
  const sockets = await socketFolder(await realpath(folder));
  const lock = await holdFolder(join(sockets, 'bot.sock'));
  if (lock === null)
    throw new Error(
      `Another kubewhy runs on ${folder}. End it, give this one a folder of its own with KUBEWHY_DATA, or set REDIS_URL for both.`,
    );
  const socket = join(sockets, 'redis.sock');
  try {
    await endStale(socket, log);
    return await supervise(
      () => startRedis(program, folder, socket),
      socket,
      () => lock.release(),
      log,
    );
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Keeps one server running until `close`. */
async function supervise(
  start: () => Promise<RedisProcess>,
  socket: string,
  release: () => Promise<void>,
  log: Logger,
): Promise<PrivateRedis> {
  let current = await start();
  const closing = new AbortController();
  const endNow = (): void => current.endNow();
  process.on('exit', endNow);

  async function keepRunning(): Promise<void> {
    for (let wait = 100; ; wait = Math.min(wait * 2, LONGEST_RESTART_WAIT)) {
      await current.ended;
      if (closing.signal.aborted) return;
      log.error('The private Redis ended; starting it again');
      await pause(wait, closing.signal);
      if (closing.signal.aborted) return;
      try {
        current = await start();
        wait = 100;
        if (closing.signal.aborted) await current.end();
      } catch (error) {
        log.error({ error: String(error) }, 'The private Redis could not be started again');
      }
    }
  }
  const kept = keepRunning();

  return {
    socket,
    async close() {
      closing.abort();
      await current.end();
      await kept;
      process.off('exit', endNow);
      await rm(socket, { force: true });
      await release();
    },
  };
}

/** A server whose bot was killed is given time to write its file and end; then it is told to. */
async function endStale(socket: string, log: Logger): Promise<void> {
  const latest = Date.now() + STALE_DEADLINE;
  for (let asked = false; await answersPing(socket);) {
    if (Date.now() > latest && asked) throw new Error(`A Redis at ${socket} does not end; end it by hand.`);
    if (Date.now() > latest - STALE_DEADLINE / 2 && !asked) {
      log.warn('Ending the Redis that an earlier run left behind');
      asked = true;
      await say(socket, 'SHUTDOWN');
    }
    await pause(50);
  }
}

/** The folder itself, or where its path is too long for a socket, one under the system's temporary folder. */
async function socketFolder(folder: string): Promise<string> {
  if (join(folder, 'redis.sock').length <= LONGEST_SOCKET_PATH) return folder;
  const name = `kubewhy-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`;
  const roots = [tmpdir(), '/tmp'];
  const root = roots.find((each) => join(each, name, 'redis.sock').length <= LONGEST_SOCKET_PATH) ?? '/tmp';
  const short = join(root, name);
  await privateFolder(short);
  const { uid, mode } = await lstat(short);
  if (uid !== userInfo().uid || (mode & 0o077) !== 0)
    throw new Error(
      `${short} belongs to somebody else or is open to others, so no socket is put there. Set KUBEWHY_DATA to a shorter path.`,
    );
  return short;
}
