import { isExplained } from './explained.ts';
import type { Facts } from './facts.ts';
import { conditionOf, youthMs } from './pods.ts';
import type { ContainerView } from './pods.ts';
import { probeTrouble } from './probe-trouble.ts';

/** What a probe meets that is the same tomorrow: the probe itself cannot be made. */
const final: readonly string[] = ['no such command', 'no such port', 'plain HTTP', 'no HTTP'];

/** Too early, too many, or too slow a request: these answers change by themselves. */
const passing = /^HTTP (?:408|425|429)$/;

/**
 * Whether waiting may help a container whose readiness probe fails: nothing answers yet, or it says itself that it is not
 * ready. Not where it answers and denies what is asked, nor where it is known to listen elsewhere.
 */
const waitingHelps = (facts: Facts, view: ContainerView): boolean => {
  const { failure, contradiction } = probeTrouble(facts, view, 'readiness');
  if (failure === null) return true;
  const denied = /^HTTP [34]\d\d$/.test(failure) && !passing.test(failure);
  const elsewhere = contradiction && /^connection refused$|^no connection$/.test(failure);
  return !final.includes(failure) && !denied && !elsewhere;
};

/** Its Ready condition turned after the container had started: it has been ready before. */
const wasReady = ({ pod }: ContainerView, startedAt: string): boolean =>
  Date.parse(conditionOf(pod, 'Ready')?.lastTransitionTime ?? '') > Date.parse(startedAt);

/** How long a first start may take before a probe that nothing answers is told. */
const startMs = 60 * 1000;

/**
 * Whether a container that runs and is not ready is on its first way there: never restarted, never ready before, its log
 * tells of no trouble, and waiting may help. It has a minute for that, and two where others serve meanwhile (`covered`);
 * none where it answers and denies what is asked.
 */
export const isGettingReady = (facts: Facts, view: ContainerView, covered = false): boolean => {
  const { status } = view;
  const since = status?.state?.running?.startedAt;
  if (since === undefined || status?.ready === true || (status?.restartCount ?? 0) > 0) return false;
  if (wasReady(view, since) || isExplained(facts, view)) return false;
  const runsMs = Date.parse(facts.now) - Date.parse(since);
  return runsMs < (covered ? youthMs : startMs) && waitingHelps(facts, view);
};
