/**
 * What judging costs by itself, all causes together: one pod (the median over every recorded case that has one), and
 * `[PODS]` pods (10,000 unless told) made of these cases, in one thread. Beside each the yardstick of the same run:
 * the same facts written as JSON and read again. The facts are new for each round, so nothing is known beforehand.
 * All times are CPU times of the one thread, which a busy machine moves less than the clock.
 */
import { answer } from '../src/diagnosis/answer.ts';
import { judge } from '../src/diagnosis/judge.ts';
import { overview } from '../src/diagnosis/overview.ts';
import { print, quantile, report, spread } from './measure.ts';
import { crowdOf, podCases } from './recorded-facts.ts';

const pods = Number(process.argv[2] ?? 10_000);
const rounds = { warm: 5, one: 20, crowd: 5 };
const goals = { oneMs: 2, crowdMs: 5000 };

const timed = (work: () => unknown): number => {
  const begun = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(begun);
  return (user + system) / 1000;
};
const median = (values: readonly number[]): number => quantile(values, 0.5);

const cases = await podCases();
const ones = cases.map(({ path, facts, subject }) => {
  const fresh = Array.from({ length: rounds.warm + rounds.one }, () => structuredClone(facts));
  for (const one of fresh.splice(0, rounds.warm)) answer(one, subject);
  // The clock of a thread is too coarse for one round.
  const judged = timed(() => fresh.map((one) => answer(one, subject)));
  const yardstick = timed(() => fresh.map((one): unknown => JSON.parse(JSON.stringify(one))));
  return { path, ms: judged / rounds.one, yardstick: yardstick / rounds.one };
});
const all = ones.map(({ ms }) => ms);
const yardsticks = ones.map(({ yardstick }) => yardstick);
const slowest = ones.toSorted((a, b) => b.ms - a.ms)[0];
print(`${cases.length} recorded cases with a pod, ${rounds.one} rounds of each`);
print(`one pod     ${spread(all)} ms, 95 of 100 below ${quantile(all, 0.95).toFixed(2)} ms`);
print(`yardstick   ${spread(yardsticks)} ms`);
print(`slowest     ${slowest?.ms.toFixed(2)} ms, ${slowest?.path}`);
report('one pod in milliseconds', median(all), goals.oneMs, '');
print(
  `one pod against JSON, median of the ratios: ${median(ones.map((one) => one.ms / one.yardstick)).toFixed(2)}`,
);

const crowd = await crowdOf(cases, pods);
const crowds = Array.from({ length: rounds.crowd }, () => {
  const fresh = structuredClone(crowd);
  let found = 0;
  const judged = timed(() => {
    found = overview(fresh, judge(fresh).sightings).length;
  });
  return { found, judged, yardstick: timed(() => JSON.parse(JSON.stringify(crowd))) };
});
const crowdMs = crowds.map(({ judged }) => judged);
const crowdYardsticks = crowds.map(({ yardstick }) => yardstick);
print(
  `${crowd.objects.Pod.length} pods, ${crowd.objects.Event.length} events, ${crowds[0]?.found} problems, ${rounds.crowd} rounds`,
);
print(`all pods    ${spread(crowdMs, 0)} ms`);
print(`yardstick   ${spread(crowdYardsticks, 0)} ms`);
report('all pods', median(crowdMs), goals.crowdMs, 'ms');
print(`all pods against JSON: ${(median(crowdMs) / median(crowdYardsticks)).toFixed(2)}`);
