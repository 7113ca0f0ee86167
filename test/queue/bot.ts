import { pino } from 'pino';

import { startPrivateRedis } from '../../src/queue/private-redis.ts';
import { openQueue } from '../../src/queue/queue.ts';
import { accepted, aCall } from './redis-server.ts';

/** A bot that a test may kill: its Redis is its own, and its one job never ends. Says the socket of its Redis. */
const [folder = '', id = ''] = process.argv.slice(2);
const log = pino({ level: 'silent' });
const { socket } = await startPrivateRedis({ folder, log });
if (id !== '') {
  const queue = openQueue({ address: { socket }, log });
  const begun = Promise.withResolvers<void>();
  queue.work({
    concurrency: 1,
    run: () => {
      begun.resolve();
      return new Promise(() => {});
    },
    onFailed: async () => {},
  });
  await accepted(queue.enqueue, aCall(id));
  await begun.promise;
}
process.stdout.write(`${socket}\n`);
setInterval(() => {}, 60_000);
