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
 * What waiting may do for a container whose readiness probe fails: nothing, or little once it has had the time to load
 * (it answers, and denies what is asked), or anything (nothing answers yet, or it says itself that it is not ready).
 */
const waitingHelps = (facts: Facts, view: ContainerView): 'never' | 'briefly' | 'long' => {
  const { failure, contradiction } = probeTrouble(facts, view, 'readiness');
  if (failure !== null && final.includes(failure)) return 'never';
  const denied = /^HTTP [34]\d\d$/.test(failure ?? '') && !passing.test(failure ?? '');
  const elsewhere = contradiction && /^connection refused$|^no connection$/.test(failure ?? '');
  return denied || elsewhere ? 'briefly' : 'long';
};

/** Its Ready condition turned after the container had started: it has been ready before. */
const wasReady = ({ pod }: ContainerView, startedAt: string): boolean =>
  Date.parse(conditionOf(pod, 'Ready')?.lastTransitionTime ?? '') > Date.parse(startedAt);

/**
 * Whether a container that runs and is not ready is on its first way there: never restarted, never ready before, its log
 * tells of no trouble, and waiting may help. It has two minutes for that, and as long as is wanted where `patiently`.
 */
export const isGettingReady = (facts: Facts, view: ContainerView, patiently = false): boolean => {
  const { status } = view;
  const since = status?.state?.running?.startedAt;
  if (since === undefined || status?.ready === true || (status?.restartCount ?? 0) > 0) return false;
  if (wasReady(view, since) || isExplained(facts, view)) return false;
  const helps = waitingHelps(facts, view);
  const isYoung = Date.parse(facts.now) - Date.parse(since) < youthMs;
  return helps !== 'never' && (isYoung || (patiently && helps === 'long'));
};
