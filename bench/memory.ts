/**
 * What the bot costs while nobody asks: the time from `npm start` to its first screen where everything is installed, and
 * the memory of its one process (without its Redis) 30 seconds later. Both sandboxes run unless the environment says
 * otherwise. Linux only.
 */
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

import { startBot } from './bot.ts';
import { memory, print, quantile, report } from './measure.ts';

const goals = { startMs: 3000, idleMb: 200 };
const settle = 30_000;

/** The processes under `pid`, by what they run: npm and a shell stand between it and the bot. */
const below = async (pid: number): Promise<{ pid: number; command: string }[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const known = await Promise.all(
    pids.map(async (each) => {
      const stat = await readFile(`/proc/${each}/stat`, 'utf8').catch(() => '');
      const command = await readFile(`/proc/${each}/cmdline`, 'utf8').catch(() => '');
      // The parent is the second field after the name, which stands in parentheses (proc_pid_stat(5)).
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      return { pid: each, parent, command: command.replaceAll('\0', ' ').trim() };
    }),
  );
  const under = (parent: number): { pid: number; command: string }[] =>
    known.filter((each) => each.parent === parent).flatMap((each) => [each, ...under(each.pid)]);
  return under(pid);
};

const starts: number[] = [];
for (let round = 0; round < 3; round += 1) {
  const bot = await startBot(['npm', 'start', '--silent'], {});
  starts.push(bot.ready);
  if (round === 2) {
    await pause(settle);
    const processes = await below(bot.pid);
    const own = processes.find(
      ({ command }) => /src\/main\.ts/.test(command) && !/^(?:npm|sh)\b/.test(command),
    );
    for (const { pid, command } of processes)
      print(`${(await memory(pid, 'VmRSS')).toFixed(0).padStart(5)} MB  ${command.slice(0, 90)}`);
    report(
      'idle memory of the bot',
      own === undefined ? Number.NaN : await memory(own.pid, 'VmRSS'),
      goals.idleMb,
      'MB',
    );
  }
  await bot.stop();
}
print(`npm start to the first screen: ${starts.map((each) => each.toFixed(0)).join(', ')} ms`);
report('npm start to the first screen, median', quantile(starts, 0.5), goals.startMs, 'ms');
