/**
 * What `kubewhy problems -A` costs over a recorded cluster of `[PODS]` pods (5,000 unless told), against one JSON.parse
 * of the same bytes in a process of its own: time and peak memory. Linux only.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { root } from './bot.ts';
import { print, quantile, report } from './measure.ts';
import { syntheticCluster } from './synthetic-cluster.ts';

const pods = Number(process.argv[2] ?? 5000);
const rounds = 5;
const goals = { time: 10, memory: 3 };

type Cost = { ms: number; mb: number; out: string };

/** The peak is asked of the process itself as it ends: `process.resourceUsage().maxRSS`, in kilobytes. */
const peak = `process.on('exit',()=>require('node:fs').writeSync(2,'peak '+process.resourceUsage().maxRSS))`;

const cost = async (args: readonly string[]): Promise<Cost> => {
  const begun = performance.now();
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const kilobytes = /peak (\d+)/.exec(err)?.[1];
  if (kilobytes === undefined) throw new Error(`${args.join(' ')}: ${err}`);
  return { ms: performance.now() - begun, mb: Number(kilobytes) / 1024, out };
};

const folder = await mkdtemp(join(tmpdir(), 'kubewhy-scan-'));
try {
  const file = join(folder, 'cluster.json');
  await writeFile(file, JSON.stringify(syntheticCluster(pods)));
  const hook = join(folder, 'peak.cjs');
  await writeFile(hook, peak);
  const node = ['--disable-warning=ExperimentalWarning', '--require', hook];
  const scan = [...node, 'src/cli.ts', 'problems', '-A', '-o', 'json', '-f', file];
  const script = `JSON.parse(require('node:fs').readFileSync(process.argv[1],'utf8'))`;
  const parse = [...node, '--eval', script, file];

  const scans: Cost[] = [];
  const parses: Cost[] = [];
  for (let round = 0; round < rounds; round += 1) {
    parses.push(await cost(parse));
    scans.push(await cost(scan));
  }
  const middle = (costs: readonly Cost[], field: 'ms' | 'mb'): number =>
    quantile(
      costs.map((each) => each[field]),
      0.5,
    );
  const { size } = await stat(file);
  const groups: { groups: unknown[] } = JSON.parse(scans[0]?.out ?? '{"groups":[]}');
  print(
    `${pods} pods, ${(size / 1e6).toFixed(1)} MB of JSON, ${groups.groups.length} groups found, ${rounds} rounds`,
  );
  for (const [name, costs] of [
    ['problems -A', scans],
    ['JSON.parse ', parses],
  ] as const)
    print(`${name}  ${middle(costs, 'ms').toFixed(0)} ms, ${middle(costs, 'mb').toFixed(0)} MB at most`);
  report('time against JSON.parse', middle(scans, 'ms') / middle(parses, 'ms'), goals.time, '');
  report('peak memory against JSON.parse', middle(scans, 'mb') / middle(parses, 'mb'), goals.memory, '');
} finally {
  await rm(folder, { recursive: true, force: true });
}
