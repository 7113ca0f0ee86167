import { mkdir, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';

/**
 * Holds a folder for this process: a Unix socket that only a living process can answer on, so that a lock left behind
 * by `kill -9` is known for what it is, whatever process ids were given out since. Gives null when another holds it.
 */
export async function holdFolder(socket: string): Promise<{ release(): Promise<void> } | null> {
  const server = createServer((peer) => peer.destroy()).unref();
  if (!(await listens(server, socket))) {
    if (await answers(socket)) return null;
    await rm(socket, { force: true });
    if (!(await listens(server, socket))) return null;
  }
  return {
    async release() {
      const { promise, resolve } = Promise.withResolvers<void>();
      server.close(() => resolve());
      await promise;
    },
  };
}

/** Makes a folder that only its owner can enter. */
export async function privateFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
}

function listens(server: Server, socket: string): Promise<boolean> {
  const { promise, resolve, reject } = Promise.withResolvers<boolean>();
  const failed = (error: NodeJS.ErrnoException): void =>
    error.code === 'EADDRINUSE' ? resolve(false) : reject(error);
  server.once('error', failed);
  server.listen(socket, () => {
    server.off('error', failed);
    resolve(true);
  });
  return promise;
}

function answers(socket: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const peer = connect(socket, () => {
    peer.destroy();
    resolve(true);
  });
  peer.once('error', () => resolve(false));
  return promise;
}
