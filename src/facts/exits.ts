import { containerEvents, seenAt } from './events.ts';
import type { ApiEvent } from './events.ts';
import { execFault } from './exec-faults.ts';
import type { Facts } from './facts.ts';
import { isComplete, isSuperseded, jobOf } from './jobs.ts';
import { once } from './memo.ts';
import { lastEnd, liveContainers } from './pods.ts';
import type { ContainerView, EndedRun } from './pods.ts';
import { budgetSeconds, patienceOf } from './probes.ts';

/**
 * Why a run of a container ended, as far as status, events and log tell. `lost`: its node forgot it. `exec`: its program
 * could not be executed, or may not write where it must.
 */
export type ExitReason = 'oom' | 'liveness' | 'startup' | 'hook' | 'not-started' | 'lost' | 'exec' | 'crash';
export type FailingRun = { view: ContainerView; end: EndedRun; restarts: number; reason: ExitReason };

/** A restart is news for ten minutes, the longest back-off being five (kubelet, MaxContainerBackOff). */
const freshMs = 10 * 60 * 1000;
/** A container that failed once and has been ready for so long is well again. */
const onceMs = 2 * 60 * 1000;
/** What a run must last beyond the one before it to count as well. */
const settledMs = 15 * 1000;

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
  // The loader of shared libraries ends with it as well, see _dl_fatal_printf in glibc.
  if (exitCode === 127) return 'a command or library was not found';
  const signal = signals[exitCode ?? -1];
  return signal === undefined ? 'the application ended itself' : `ended by ${signal}`;
};

/** Whether a run was ended by one of the signals by which the kubelet ends it. */
export const isSignalled = ({ exitCode }: EndedRun): boolean => exitCode === 137 || exitCode === 143;

/** Whether a code tells more than that the application ended itself. */
export const saysMore = ({ exitCode }: EndedRun): boolean =>
  exitCode === 126 || exitCode === 127 || signals[exitCode ?? -1] !== undefined;

/** An event explains the end of a run only when the two lie close together; the same container may fail in many ways. */
export const isNear = (at: string | null, end: string | undefined): boolean =>
  Math.abs(Date.parse(at ?? '') - Date.parse(end ?? '')) < 5 * 60 * 1000;

/** Seconds from start to end of a run; null where a time is missing. */
export const secondsOf = ({ startedAt, finishedAt }: EndedRun): number | null => {
  const seconds = (Date.parse(finishedAt ?? '') - Date.parse(startedAt ?? '')) / 1000;
  return seconds >= 0 ? seconds : null;
};

/** Where no event tells the probes apart: the startup probe kills when its budget is used up, and only once it is. */
const probeThatKilled = ({ spec }: ContainerView, end: EndedRun): 'liveness' | 'startup' => {
  const { startupProbe, livenessProbe } = spec ?? {};
  if (startupProbe === undefined) return 'liveness';
  if (livenessProbe === undefined) return 'startup';
  const grace = 40;
  const over = (secondsOf(end) ?? Infinity) - budgetSeconds(startupProbe);
  return over > -grace && over < grace ? 'startup' : 'liveness';
};

/** A run that ended by itself before any of its probes could have failed often enough. */
const isTooShort = ({ spec }: ContainerView, end: EndedRun): boolean => {
  const lasted = secondsOf(end);
  const first = [spec?.livenessProbe, spec?.startupProbe].flatMap((probe) =>
    probe === undefined ? [] : [patienceOf(probe).least],
  );
  return lasted !== null && end.exitCode !== 137 && first.length > 0 && lasted + 1 < Math.min(...first);
};

/** A run that was as long as one is that the probe has killed, its grace period included. */
const isAsLong = ({ spec, pod }: ContainerView, end: EndedRun, type: 'liveness' | 'startup'): boolean => {
  const probe = (type === 'startup' ? spec?.startupProbe : spec?.livenessProbe) ?? {};
  const grace = probe.terminationGracePeriodSeconds ?? pod.spec?.terminationGracePeriodSeconds ?? 30;
  return (secondsOf(end) ?? Infinity) <= patienceOf(probe, true).most + grace + 2;
};

const killedBy = ({ reason, message }: ApiEvent): ('liveness' | 'startup')[] => {
  if (reason !== 'Killing') return [];
  const type = /failed (liveness|startup) probe/i.exec(message ?? '')?.[1]?.toLowerCase();
  return type === undefined ? [] : [type === 'startup' ? 'startup' : 'liveness'];
};

const probeReason = (facts: Facts, view: ContainerView, end: EndedRun): 'liveness' | 'startup' | null => {
  const events = containerEvents(facts, view.ref, view.name);
  if (isTooShort(view, end)) return null;
  const near = events.filter((event) => isNear(seenAt(event), end.finishedAt));
  const [killing] = near.flatMap(killedBy);
  if (killing !== undefined) return killing;
  // The kubelet reports one event of a pod in five minutes once it has reported 25: that of this run may be missing.
  const [before] = events.flatMap(killedBy);
  if (before !== undefined && isAsLong(view, end, before)) return before;
  if (!isSignalled(end)) return null;
  const unhealthy = [...near, ...events].flatMap(
    ({ reason, message }) =>
      (reason === 'Unhealthy' ? /^(liveness|startup)/i.exec(message ?? '')?.[1] : null) ?? [],
  )[0];
  if (unhealthy !== undefined) return unhealthy.toLowerCase() === 'startup' ? 'startup' : 'liveness';
  // Events are kept for an hour: later the probe and the signal are all that is left.
  const probed = view.spec?.livenessProbe !== undefined || view.spec?.startupProbe !== undefined;
  return end.exitCode === 137 && end.reason === 'Error' && probed && events.length === 0
    ? probeThatKilled(view, end)
    : null;
};

const reasonOf = (facts: Facts, view: ContainerView, end: EndedRun): ExitReason => {
  if (end.reason === 'OOMKilled') return 'oom';
  if (['StartError', 'ContainerCannotRun'].includes(end.reason ?? '')) return 'not-started';
  if (['ContainerStatusUnknown', 'Unknown'].includes(end.reason ?? '')) return 'lost';
  // Of a pod that has failed often the kubelet reports few events: that of this run may be missing.
  const hooked =
    view.status?.state?.waiting?.reason === 'PostStartHookError' ||
    containerEvents(facts, view.ref, view.name, 'FailedPostStartHook').some(
      (event) => isSignalled(end) || isNear(seenAt(event), end.finishedAt),
    );
  if (hooked) return 'hook';
  return probeReason(facts, view, end) ?? (execFault(facts, view, end) === null ? 'crash' : 'exec');
};

/**
 * Runs again and does well: for longer than ten minutes, or ready and for longer than the run that ended. A container
 * that ends every five minutes is not well after three.
 */
export const isRecovered = (facts: Facts, { status }: ContainerView): boolean => {
  const started = status?.state?.running?.startedAt;
  const end = status?.lastState?.terminated;
  if (started === undefined || end === undefined) return false;
  const runsMs = Date.parse(facts.now) - Date.parse(started);
  const lastedMs = (secondsOf(end) ?? freshMs / 1000) * 1000;
  const failedOnce = (status?.restartCount ?? 0) <= 1 && runsMs > onceMs;
  return (
    !(runsMs < freshMs) || (status?.ready === true && (failedOnce || runsMs > lastedMs * 1.5 + settledMs))
  );
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
  if (isRecovered(facts, view)) return null;
  return { view, end, restarts: status?.restartCount ?? 0, reason: reasonOf(facts, view, end) };
};

const everyFailingRun = once((facts: Facts): FailingRun[] =>
  liveContainers(facts).flatMap((view) => {
    const one = run(facts, view);
    const job = jobOf(facts, view.pod);
    return one !== null && (job === undefined || !(isComplete(job) || isSuperseded(facts, job))) ? [one] : [];
  }),
);

/**
 * The containers whose last run ended badly and that are not well since: ended, waiting to run again, or running again
 * for so short that the last run was no shorter. What failed on the way of a Job that is complete is history.
 */
export const failingRuns = (facts: Facts, ...reasons: ExitReason[]): FailingRun[] =>
  everyFailingRun(facts).filter(({ reason }) => reasons.includes(reason));
