import { readConfig } from './config.ts';
import { explain } from './config/explain.ts';
import { openLog } from './log.ts';
import { startBot } from './main/bot.ts';
import { StartRefused } from './main/stop-start.ts';

/** How long ending may take before the process just ends: what is not done stays in the queue. Milliseconds. */
const grace = 9500;

const read = () => readConfig({ env: process.env });
const first = read();
if (!first.ok) {
  process.stderr.write(`${explain(first.complaints).join('\n')}\n`);
  process.exit(2);
}
const { config } = first;
const log = openLog(config.logLevel);

const die = (what: string) => (error: unknown) => {
  log.fatal({ err: error }, what);
  process.exit(1);
};
process.on('unhandledRejection', die('Something failed that nobody waited for'));
process.on('uncaughtException', die('Something failed that nobody expected'));

try {
  const bot = await startBot(config, read, log, () => process.exit(1));
  process.stdout.write(bot.screen);
  let ending = false;
  const end = (signal: NodeJS.Signals): void => {
    if (ending) process.exit(1);
    ending = true;
    log.info({ signal }, 'Ending: no more requests are taken');
    setTimeout(() => {
      log.warn('Not everything ended in time; what is left runs at the next start');
      process.exit(0);
    }, grace).unref();
    bot.close().then(() => process.exit(0), die('Ending failed'));
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
} catch (error) {
  if (!(error instanceof StartRefused)) throw error;
  process.stderr.write(`${error.lines.join('\n')}\n`);
  log.debug({ err: error }, 'The start was refused');
  process.exit(error.code);
}
