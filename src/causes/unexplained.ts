import type { ObjectRef } from '../answer.ts';
import { eventEvidence, eventsOf } from '../facts/events.ts';
import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { hasClock } from '../facts/gaps.ts';
import type { Pod } from '../facts/objects.ts';
import { ageMs, conditionOf, containersOf, familyOf, isReady, livePods, youthMs } from '../facts/pods.ts';
import { budgetSeconds } from '../facts/probes.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

const waitingFor = (facts: Facts, pod: Pod): string => {
  const gates = (pod.spec?.readinessGates ?? []).flatMap(({ conditionType }) => conditionType ?? []);
  const unmet = gates.filter(
    (gate) => pod.status?.conditions?.find(({ type }) => type === gate)?.status !== 'True',
  );
  if (unmet.length > 0) return `its readiness gate ${unmet.join(', ')} is not set`;
  if (pod.spec?.nodeName === undefined) return 'it has no node yet';
  if ((pod.status?.containerStatuses ?? []).length === 0)
    return `node ${pod.spec.nodeName} has not taken it up yet`;
  const init = containersOf(pod).find(
    ({ role, status }) => role === 'init' && status?.state?.running !== undefined,
  );
  if (init !== undefined) return `its init container ${init.name} is still running`;
  const waits = containersOf(pod).find(({ status }) => status?.state?.waiting !== undefined);
  if (waits !== undefined)
    return `container ${waits.name} waits in ${waits.status?.state?.waiting?.reason ?? 'an unnamed state'}`;
  const patient = patientProbe(facts, pod);
  if (patient !== null) return patient;
  return 'its containers run and it does not become ready';
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
      return `the readiness probe of container ${name} has ${budget} s from its start${first}`;
    }
  }
  return null;
};

/** Since its Ready condition turned, or since it was started where it never was ready; milliseconds. */
const unreadyMs = (facts: Facts, pod: Pod): number => {
  const at = conditionOf(pod, 'Ready')?.lastTransitionTime;
  return at === undefined ? ageMs(facts, pod) : Date.parse(facts.now) - Date.parse(at);
};

/** The pods of a node that is not ready are not either. */
const unreadyNode = (facts: Facts, { spec }: Pod): ObjectRef[] =>
  facts.objects.Node.filter(
    ({ metadata, status }) =>
      metadata?.name === spec?.nodeName &&
      status?.conditions?.some((one) => one.type === 'Ready' && one.status !== 'True') === true,
  ).map((node) => refOf('Node', node));

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
  look: (facts) =>
    livePods(facts)
      .filter((pod) => !isReady(pod) && pod.status?.phase !== 'Failed')
      .map((pod) => {
        const object = refOf('Pod', pod);
        const young = (ageMs(facts, pod) < youthMs || patientProbe(facts, pod) !== null) && hasClock(facts);
        const minutes = Math.round(unreadyMs(facts, pod) / 60_000);
        const lasts = hasClock(facts) ? ` for ${minutes} min` : '';
        const conditions = (pod.status?.conditions ?? []).filter(({ status }) => status !== 'True');
        const events = eventsOf(facts, object).slice(0, 2);
        return {
          severity: young ? 'info' : 'warning',
          confidence: 'possible',
          object,
          summary: young
            ? `Pod ${object.name} is starting: ${waitingFor(facts, pod)}`
            : `Pod ${object.name} is not ready${lasts}: ${waitingFor(facts, pod)}`,
          evidence: [
            ...conditions.map(({ type, status, reason, message, lastTransitionTime }) =>
              statusEvidence(
                object,
                `${type ?? ''}: ${status ?? ''} (${reason ?? 'no reason'})${message === undefined ? '' : `: ${message}`}`,
                lastTransitionTime ?? null,
              ),
            ),
            ...events.map((event) => eventEvidence(object, event)),
          ],
          remedies: [],
          follows: unreadyNode(facts, pod),
          fingerprint: `${familyOf(pod)} ${young ? 'young' : waitingFor(facts, pod)}`,
        };
      }),
};
