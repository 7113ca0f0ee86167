/**
 * How much longer `kubewhy why pod/X` takes than `kubectl describe pod X`, by the wall clock, start of the process included.
 * Needs KUBECONFIG, kubectl (KUBECTL or on PATH) and a pod: `[NAMESPACE/POD]` in the arguments, else the first one that
 * is not ready. Rounds are interleaved (why, describe, describe, why), so that a slower machine slows both.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { root } from './bot.ts';
import { print, quantile, refuse, report, spread } from './measure.ts';

const rounds = 12;
const warmUp = 3;
const goal = 2;
const kubectl = process.env['KUBECTL'] ?? 'kubectl';

/** Runs a program to its end. @returns wall time in milliseconds, and what it printed */
const run = (
  program: string,
  args: readonly string[],
  codes: readonly number[],
): { ms: number; out: string } => {
  const begun = performance.now();
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  const ms = performance.now() - begun;
  if (error !== undefined) refuse(`${program} cannot be run: ${error.message}`);
  if (status === null || !codes.includes(status)) refuse(`${program} ${args.join(' ')}: ${stderr}`);
  return { ms, out: stdout };
};

if ((process.env['KUBECONFIG'] ?? '') === '') refuse('Set KUBECONFIG to a cluster with a pod to ask about.');

const choose = (): string => {
  const [, , named] = process.argv;
  if (named !== undefined) return named;
  const { out } = run(kubectl, ['get', 'pods', '-A', '--no-headers'], [0]);
  const rows = out
    .trim()
    .split('\n')
    .map((line) => line.split(/\s+/));
  const [namespace, name] = rows.find(([, , ready = '']) => ready.startsWith('0/')) ?? rows[0] ?? [];
  return `${namespace ?? ''}/${name ?? ''}`;
};
const [namespace = '', pod = ''] = choose().split('/');
if (pod === '') refuse('There is no pod to ask about; name one as NAMESPACE/POD.');

const why = (): number =>
  run(join(root, 'bin', 'kubewhy'), ['why', `pod/${pod}`, '-n', namespace], [0, 1]).ms;
const describe = (): number => run(kubectl, ['describe', 'pod', pod, '-n', namespace], [0]).ms;

const whys: number[] = [];
const describes: number[] = [];
const ratios: number[] = [];
for (let round = -warmUp; round < rounds; round += 1) {
  const first = why();
  const second = describe();
  const third = describe();
  const fourth = why();
  if (round < 0) continue;
  whys.push(first, fourth);
  describes.push(second, third);
  ratios.push((first + fourth) / (second + third));
}

print(`pod ${namespace}/${pod}, ${rounds} rounds of two each after ${warmUp} to warm up`);
print(`kubewhy why:      ${spread(whys, 0)} ms`);
print(`kubectl describe: ${spread(describes, 0)} ms`);
print(`ratio:            ${spread(ratios)}`);
report('kubewhy why against kubectl describe, median ratio', quantile(ratios, 0.5), goal, '');
