import { containerEvents, seenAt } from './events.ts';
import type { Facts } from './facts.ts';
import { isComplete, isSuperseded, jobOf } from './jobs.ts';
import { lastEnd, liveContainers } from './pods.ts';
import type { ContainerView, EndedRun } from './pods.ts';

/** Why a run of a container ended, as far as status and events tell. */
export type ExitReason = 'oom' | 'probe' | 'hook' | 'not-started' | 'crash';
export type FailingRun = { view: ContainerView; end: EndedRun; restarts: number; reason: ExitReason };

/** A restart is news for ten minutes, the longest back-off being five (kubelet, MaxContainerBackOff). */
const freshMs = 10 * 60 * 1000;

const signals: { [code: number]: string } = {
  129: 'SIGHUP',
  130: 'SIGINT',
  131: 'SIGQUIT',
  132: 'SIGILL',
  134: 'SIGABRT',
  135: 'SIGBUS',
  136: 'SIGFPE',
  137: 'SIGKILL',
  139: 'SIGSEGV',
  141: 'SIGPIPE',
  143: 'SIGTERM',
};

/** What an exit code means by convention. https://tldp.org/LDP/abs/html/exitcodes.html */
export const exitMeaning = ({ exitCode, reason }: EndedRun): string => {
  if (reason === 'OOMKilled') return 'out of memory';
  if (exitCode === 0) return 'it finished';
  if (exitCode === 126) return 'the command may not be executed';
  if (exitCode === 127) return 'a command was not found';
  const signal = signals[exitCode ?? -1];
  return signal === undefined ? 'the application ended itself' : `ended by ${signal}`;
};

/** An event explains the end of a run only when the two lie close together; the same container may fail in many ways. */
const isNear = (at: string | null, end: string | undefined): boolean =>
  Math.abs(Date.parse(at ?? '') - Date.parse(end ?? '')) < 5 * 60 * 1000;

const reasonOf = (facts: Facts, view: ContainerView, end: EndedRun): ExitReason => {
  if (end.reason === 'OOMKilled') return 'oom';
  if (['StartError', 'ContainerCannotRun'].includes(end.reason ?? '')) return 'not-started';
  const about = (...reasons: string[]) =>
    containerEvents(facts, view.ref, view.name, ...reasons).filter((event) =>
      isNear(seenAt(event), end.finishedAt),
    );
  if (about('FailedPostStartHook').length > 0) return 'hook';
  const killed = about('Killing').some(({ message }) =>
    /failed (?:liveness|startup) probe/i.test(message ?? ''),
  );
  const unhealthy = about('Unhealthy').some(({ message }) => /^(?:liveness|startup)/i.test(message ?? ''));
  const signalled = end.exitCode === 137 || end.exitCode === 143;
  if (killed || (unhealthy && signalled)) return 'probe';
  // Events are kept for an hour: later the probe and the signal are all that is left.
  const probed = view.spec?.livenessProbe !== undefined || view.spec?.startupProbe !== undefined;
  return end.exitCode === 137 && end.reason === 'Error' && probed ? 'probe' : 'crash';
};

const isOver = (view: ContainerView, end: EndedRun): boolean => {
  const finishes = view.role === 'init' || view.pod.spec?.restartPolicy !== 'Always';
  return end.exitCode === 0 && end.reason !== 'OOMKilled' && finishes;
};

const waitsToRunAgain = [
  'CrashLoopBackOff',
  'RunContainerError',
  'CreateContainerError',
  'PostStartHookError',
  'ContainerCreating',
];

const run = (facts: Facts, view: ContainerView): FailingRun | null => {
  const { status } = view;
  const end = lastEnd(status);
  if (end === undefined || isOver(view, end)) return null;
  if (
    view.role === 'init' &&
    status?.state?.running !== undefined &&
    status.lastState?.terminated === undefined
  )
    return null;
  if (
    status?.state?.terminated?.exitCode === 0 &&
    status.state.terminated.reason !== 'OOMKilled' &&
    view.role === 'init'
  )
    return null;
  const waiting = status?.state?.waiting?.reason;
  if (waiting !== undefined && !waitsToRunAgain.includes(waiting)) return null;
  const age = Date.parse(facts.now) - Date.parse(end.finishedAt ?? '');
  if (status?.state?.running !== undefined && !(age < freshMs)) return null;
  return { view, end, restarts: status?.restartCount ?? 0, reason: reasonOf(facts, view, end) };
};

/**
 * The containers whose last run ended badly and that are not well since: ended, waiting to run again, or running again
 * for less than ten minutes. What failed on the way of a Job that is complete is history.
 */
export const failingRuns = (facts: Facts, reason: ExitReason): FailingRun[] =>
  liveContainers(facts).flatMap((view) => {
    const one = run(facts, view);
    const job = jobOf(facts, view.pod);
    return one !== null &&
      one.reason === reason &&
      (job === undefined || !(isComplete(job) || isSuperseded(facts, job)))
      ? [one]
      : [];
  });
