import type { ObjectRef } from '../answer.ts';
import { counted } from '../facts/counts.ts';
import { span } from '../facts/durations.ts';
import { eventEvidence, eventsOf } from '../facts/events.ts';
import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { hasClock } from '../facts/gaps.ts';
import { unmountedTitle, unmountedVolumes } from '../facts/mount-timeouts.ts';
import type { Pod } from '../facts/objects.ts';
import {
  ageMs,
  conditionOf,
  containersOf,
  controllerOf,
  familyOf,
  isPlaced,
  isReady,
  isSilent,
  livePods,
  youthMs,
} from '../facts/pods.ts';
import { budgetSeconds } from '../facts/probes.ts';
import { refOf } from '../facts/refs.ts';
import { isGivenTime } from '../facts/rollouts-under-way.ts';
import { bracketed, clauses } from '../facts/sentences.ts';
import type { Cause, Found } from './cause.ts';

/** The containers that keep the pod from being ready, and what the kubelet says of their probes. */
const unreadyWords = (facts: Facts, pod: Pod): string => {
  const open = containersOf(pod).filter(({ role, status }) => role !== 'init' && status?.ready === false);
  const [first] = open;
  if (first === undefined) return 'its containers run and it does not become ready';
  const one = open.length === 1;
  const names = `container${one ? '' : 's'} ${open.map(({ name }) => name).join(', ')}`;
  const [event] = eventsOf(facts, first.ref, 'Unhealthy');
  const restarts = Math.max(...open.map(({ status }) => status?.restartCount ?? 0));
  const runs = open.every(({ status }) => status?.state?.running !== undefined);
  const how = runs
    ? `${one ? 'runs and does' : 'run and do'} not become ready`
    : `${one ? 'is' : 'are'} not ready`;
  return clauses(
    `${names} ${how}${restarts === 0 ? '' : ` after ${counted(restarts, 'restart')}`}`,
    event?.message,
  );
};

/** How a state that a container waits in reads: its reason, and what the kubelet adds to it. */
const stateWords = ({
  reason,
  message,
}: {
  reason?: string | undefined;
  message?: string | undefined;
}): string => clauses(reason ?? 'an unnamed state', message);

const waitingFor = (facts: Facts, pod: Pod): string => {
  const gates = (pod.spec?.readinessGates ?? []).flatMap(({ conditionType }) => conditionType ?? []);
  const unmet = gates.filter(
    (gate) => pod.status?.conditions?.find(({ type }) => type === gate)?.status !== 'True',
  );
  if (unmet.length > 0) return `its readiness gate ${unmet.join(', ')} is not set`;
  if (!isPlaced(pod)) return 'it has no node yet';
  const init = containersOf(pod).find(
    ({ role, status }) => role === 'init' && status?.state?.running !== undefined,
  );
  if (init !== undefined) return `its init container ${init.name} is still running`;
  const unmounted = unmountedVolumes(facts, pod);
  if (unmounted.length > 0)
    return `${unmountedTitle(unmounted)} cannot be mounted in time, and no event says why`;
  const waits = containersOf(pod).find(({ status }) => status?.state?.waiting !== undefined);
  if (waits !== undefined)
    return `container ${waits.name} waits in ${stateWords(waits.status?.state?.waiting ?? {})}`;
  if ((pod.status?.containerStatuses ?? []).length === 0)
    return pod.spec?.nodeName === undefined
      ? 'none of its containers has a status'
      : `node ${pod.spec.nodeName} has not taken it up yet`;
  const patient = patientProbe(facts, pod);
  return patient ?? unreadyWords(facts, pod);
};

/** A readiness probe whose first answers are not due yet, as `initialDelaySeconds` has it. */
const patientProbe = (facts: Facts, pod: Pod): string | null => {
  for (const { name, spec, status } of containersOf(pod)) {
    const since = status?.state?.running?.startedAt;
    if (spec?.readinessProbe === undefined || since === undefined || status?.ready === true) continue;
    const budget = budgetSeconds(spec.readinessProbe);
    if (Date.parse(facts.now) - Date.parse(since) < budget * 1000) {
      const { initialDelaySeconds: delay = 0 } = spec.readinessProbe;
      const first = delay > 0 ? `, ${delay} s of them before it first asks` : '';
      return `the readiness probe of container ${name} has up to ${budget} s from its start${first}`;
    }
  }
  return null;
};

/** Since its Ready condition turned, or since it was started where it never was ready; milliseconds, null where no time tells. */
const unreadyMs = (facts: Facts, pod: Pod): number | null => {
  const at =
    conditionOf(pod, 'Ready')?.lastTransitionTime ?? pod.status?.startTime ?? pod.metadata?.creationTimestamp;
  const ms = Date.parse(facts.now) - Date.parse(at ?? '');
  return ms >= 0 ? ms : null;
};

/** How young a pod without any time is, nobody knows. */
const isDated = ({ metadata, status }: Pod): boolean =>
  (status?.startTime ?? metadata?.creationTimestamp) !== undefined;

/** The pods of a node that is not ready are not either. */
const unreadyNode = (facts: Facts, { spec }: Pod): ObjectRef[] =>
  facts.objects.Node.filter(
    ({ metadata, status }) =>
      metadata?.name === spec?.nodeName &&
      status?.conditions?.some((one) => one.type === 'Ready' && one.status !== 'True') === true,
  ).map((node) => refOf('Node', node));

/** A pod without an owner that has failed as a whole, where nothing in it says why; of others the owner tells. */
const failed = (facts: Facts): Found[] =>
  facts.objects.Pod.filter(
    (pod) =>
      pod.status?.phase === 'Failed' &&
      pod.metadata?.deletionTimestamp === undefined &&
      controllerOf(pod) === undefined,
  ).map((pod) => {
    const object = refOf('Pod', pod);
    const { reason, message } = pod.status ?? {};
    const said = clauses(`Pod ${object.name} has failed${bracketed(reason)}`, message);
    return {
      severity: 'critical',
      confidence: 'certain',
      object,
      summary: message === undefined ? `${said}; none of its containers says why` : said,
      evidence: [statusEvidence(object, clauses(`phase: Failed${bracketed(reason)}`, message))],
      remedies: [],
      fingerprint: `${familyOf(pod)} failed`,
    };
  });

export const unexplained: Cause = {
  id: 'unexplained',
  title: 'Pod is not ready and no known cause shows',
  rulesOut: 'pods that are not ready',
  signal:
    'A pod is not ready for more than two minutes and no other cause fits; what it waits for is told from its gates, containers and conditions. A younger pod is only mentioned.',
  looksAt: ['Pod', 'Event'],
  about: ['Pod'],
  shows: (facts) =>
    livePods(facts)
      .filter((pod) => !isReady(pod))
      .map((pod) => refOf('Pod', pod)),
  fallback: true,
  look: (facts) => [
    ...failed(facts),
    ...livePods(facts)
      .filter((pod) => !isReady(pod) && !isSilent(pod) && pod.status?.phase !== 'Failed')
      .map((pod): Found => {
        const object = refOf('Pod', pod);
        const young =
          (ageMs(facts, pod) < youthMs ||
            patientProbe(facts, pod) !== null ||
            containersOf(pod).some((view) => isGivenTime(facts, view))) &&
          hasClock(facts) &&
          isDated(pod);
        const waits = waitingFor(facts, pod);
        const forMs = unreadyMs(facts, pod);
        const lasts = forMs !== null && hasClock(facts) ? ` for ${span(forMs)}` : '';
        const conditions = (pod.status?.conditions ?? []).filter(({ status }) => status !== 'True');
        const events = eventsOf(facts, object).slice(0, 2);
        return {
          severity: young ? 'info' : 'warning',
          confidence: 'possible',
          object,
          summary: young
            ? `Pod ${object.name} is starting: ${waits}`
            : `Pod ${object.name} is not ready${lasts}: ${waits}`,
          ...(young ? {} : { brief: `Pod ${object.name} is not ready: ${waits}` }),
          evidence: [
            ...conditions.map(({ type, status, reason, message, lastTransitionTime }) =>
              statusEvidence(
                object,
                clauses(`${type ?? ''}: ${status ?? ''}${bracketed(reason)}`, message),
                lastTransitionTime ?? null,
              ),
            ),
            ...events.map((event) => eventEvidence(object, event)),
          ],
          remedies: [],
          follows: unreadyNode(facts, pod),
          fingerprint: `${familyOf(pod)} ${young ? 'young' : waits}`,
        };
      }),
  ],
};
