import type { OutsideObject } from '../objects.ts';
import { type Condition, conditionsAt } from './conditions.ts';
import { at, textAt } from './json.ts';

/**
 * How an object of a kind from outside says it is. `failed`: it says so itself; `unsure`: a word for failure in a place
 * that has no agreed meaning; `former`: it said so of a generation that is no longer the newest; `busy`: its controller is
 * at it; `paused`: somebody stopped it. `beside` is another condition that belongs to what is told.
 */
export type Health =
  | { state: 'failed' | 'unsure' | 'former' | 'busy'; told: Condition; text: string; beside?: Condition }
  | { state: 'paused'; text: string }
  | { state: 'fine' };

/** Where false is bad: the object as a whole is not what it should be. */
const wanted = new Set([
  'Ready',
  'Available',
  'Healthy',
  'Synced',
  'Programmed',
  'Accepted',
  'ResolvedRefs',
  'Established',
  'NamesAccepted',
  'Succeeded',
  'Reconciled',
  'Deployed',
  'Released',
  'Validated',
]);

/** Where true is bad. */
const unwanted = new Set([
  'Stalled',
  'Degraded',
  'Failed',
  'Failing',
  'Failure',
  'Error',
  'Invalid',
  'ReplicaFailure',
]);

/** Reasons of work that goes on: the condition is false because it has not come to its end. */
const patience =
  /^(?:Progressing|Reconciling|Pending|Creating|Initializing|InProgress|Issuing|Waiting\w*|Provisioning|Installing|Deploying|Updating|Requested|DependencyNotReady|ArtifactNotReady|Unknown)$/;

const failedPhases = new Set([
  'Failed',
  'Error',
  'Degraded',
  'Errored',
  'Invalid',
  'Lost',
  'CrashLoopBackOff',
]);

const phrase = ({ type, reason, message }: Condition): string =>
  message?.replace(/[.\s]+$/, '') ??
  (reason === undefined ? `${type} is not as it should be` : `${type}: ${reason}`);

const isPaused = ({ spec, metadata }: OutsideObject): boolean =>
  at(spec, 'suspend') === true ||
  at(spec, 'suspended') === true ||
  at(spec, 'paused') === true ||
  metadata?.annotations?.['crossplane.io/paused'] === 'true' ||
  metadata?.annotations?.['autoscaling.keda.sh/paused'] === 'true';

/** What an object said of an earlier generation, where it says nothing of this one yet. */
const formerly = (told: Condition, { metadata }: OutsideObject): string =>
  `generation ${metadata?.generation ?? ''} is not observed yet; the one before failed: ${phrase(told)}`;

/** A condition about an older generation says nothing about this one. */
const isCurrent = ({ generation }: Condition, { metadata }: OutsideObject): boolean =>
  generation === undefined || metadata?.generation === undefined || Number(generation) >= metadata.generation;

/** `Stalled` says that nothing is tried any more; why, a condition beside it says in words of its own. */
const givenUp = (bad: Condition | undefined, why: Condition): boolean =>
  bad?.type === 'Stalled' && why !== bad && why.message !== undefined && why.message !== bad.message;

/**
 * The health of an object by its standard conditions, and where it has none by its phase. Condition types that are not
 * agreed on are information, not faults.
 * https://github.com/kubernetes-sigs/cli-utils/blob/master/pkg/kstatus/README.md
 */
export const healthOf = (object: OutsideObject): Health => {
  const all = conditionsAt(object.status, 'conditions');
  const conditions = all.filter((one) => isCurrent(one, object));
  const bad = conditions.find(({ type, status }) => unwanted.has(type) && status === 'True');
  const missing = conditions.filter(({ type, status }) => wanted.has(type) && status === 'False');
  const named = bad ?? missing.find(({ type }) => type !== 'Ready') ?? missing[0];
  if (named !== undefined) {
    // `Ready` sums up; the one beside it says why.
    const why = missing.find(({ message }) => message !== undefined) ?? named;
    const told = givenUp(bad, why) ? why : (bad ?? (named.message === undefined ? why : named));
    if (isPaused(object)) return { state: 'paused', text: phrase(told) };
    const waits = bad === undefined && patience.test(told.reason ?? '');
    const beside = bad === undefined || bad === told ? {} : { beside: bad };
    return { state: waits ? 'busy' : 'failed', told, text: phrase(told), ...beside };
  }
  if (isPaused(object)) return { state: 'paused', text: 'it is suspended' };
  const open = conditions.find(({ type, status }) => type === 'Ready' && status === 'Unknown');
  if (open !== undefined) return { state: 'busy', told: open, text: phrase(open) };
  const former = conditions.some(({ type }) => type === 'Ready')
    ? undefined
    : all.find(({ type, status }) => type === 'Ready' && status === 'False');
  if (former !== undefined) return { state: 'former', told: former, text: formerly(former, object) };
  const phase = textAt(object.status, 'phase') ?? textAt(object.status, 'state');
  if (conditions.length === 0 && phase !== undefined && failedPhases.has(phase)) {
    const message = textAt(object.status, 'message') ?? textAt(object.status, 'reason');
    const told: Condition = {
      type: 'phase',
      status: phase,
      reason: undefined,
      message,
      at: undefined,
      generation: undefined,
    };
    return { state: 'unsure', told, text: message ?? `its phase is ${phase}` };
  }
  return { state: 'fine' };
};
