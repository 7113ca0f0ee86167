import type { ObjectRef } from '../answer.ts';
import { commandLine } from './command-line.ts';
import type { Facts } from './facts.ts';
import { failureOf, isComplete, podsOfJob } from './jobs.ts';
import type { ObjectOf } from './objects.ts';
import { controllerOf } from './pods.ts';
import type { ContainerView } from './pods.ts';
import { refOf } from './refs.ts';
import { spokenBy } from './spoken.ts';

type Job = ObjectOf['Job'];

/** A Job that a container waits for and that has not completed: how a sentence goes on, and what it comes from. */
export type AwaitedJob = { words: string; follows: ObjectRef[] };

/**
 * Whether a text names a Job as one: `job/migrate`, `Waiting for job migrate`, `jobs.batch "migrate"`, `the migrate job`;
 * also as https://github.com/groundnuty/k8s-wait-for is told it, `job-wr migrate`.
 */
export const namesJob = (text: string, name: string): boolean => {
  const word = RegExp.escape(name);
  return (
    new RegExp(String.raw`\bjobs?(?:\.batch)?(?:-w\w)?[\s/:="'\x60]{1,3}${word}(?![\w-]|\.\w)`, 'i').test(
      text,
    ) || new RegExp(String.raw`(?<![\w./-])${word}["'\x60]? job\b`, 'i').test(text)
  );
};

const wordsIn = (name: string): string[] => name.toLowerCase().split(/[^a-z0-9]+/);

/** Words of names that say no more than that something is run. */
const idle = ['run', 'job', 'hook'];

/**
 * Whether the name of an init container is that of what it waits for: `wait-for-shop-migrations` for the Job
 * `shop-run-migrations`. One word in common would be chance.
 */
const isNamedAfter = (container: string, job: string): boolean => {
  const awaited = new Set(wordsIn(/^wait-for-(.+)$/.exec(container)?.[1] ?? ''));
  const own = new Set(wordsIn(job).filter((word) => !idle.includes(word)));
  return awaited.size > 1 && own.size === awaited.size && awaited.isSubsetOf(own);
};

const lastLines = 3;

/** What an init container is told or says; of another container, which may run a job of that name, what it says. */
const textOf = (facts: Facts, view: ContainerView): string =>
  [
    ...(view.role === 'init' ? [commandLine(view.spec)] : []),
    ...(spokenBy(facts, view)?.log.lines.slice(-lastLines) ?? []),
  ].join('\n');

const stateOf = (facts: Facts, job: Job): string => {
  if (job.spec?.suspend === true) return 'which is suspended';
  return failureOf(facts, job) === undefined ? 'which has not completed' : 'which has failed';
};

/** The Job of its namespace that a container waits for, by its command, its last lines or its name; null where none is open. */
export const awaitedJob = (facts: Facts, view: ContainerView): AwaitedJob | null => {
  const own = controllerOf(view.pod)?.uid;
  const open = facts.objects.Job.filter(
    (job) =>
      job.metadata?.namespace === view.ref.namespace &&
      (own === undefined || job.metadata?.uid !== own) &&
      !isComplete(job),
  );
  const text = textOf(facts, view);
  const named = open.filter(({ metadata }) => namesJob(text, metadata?.name ?? '\n'));
  const alike =
    view.role === 'init' ? open.filter(({ metadata }) => isNamedAfter(view.name, metadata?.name ?? '')) : [];
  const [job, ...more] = named.length > 0 ? named : alike;
  if (job === undefined || (named.length === 0 && more.length > 0)) return null;
  return {
    words: `${named.length > 0 ? '' : 'by its name '}it waits for Job ${job.metadata?.name ?? ''}, ${stateOf(facts, job)}`,
    follows: [refOf('Job', job), ...podsOfJob(facts, job).map((pod) => refOf('Pod', pod))],
  };
};
