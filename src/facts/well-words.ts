import type { ObjectRef } from '../answer.ts';
import { targetOf } from './autoscalers.ts';
import { podsUnder } from './budgets.ts';
import { metByNone, nodesWithout } from './daemonsets.ts';
import { span } from './durations.ts';
import { eventsOf, seenAt } from './events.ts';
import type { Facts } from './facts.ts';
import { ownersOf } from './field-owners.ts';
import { couldSee } from './gaps.ts';
import { nodeCondition } from './nodes.ts';
import type { KindName, ObjectOf } from './objects.ts';
import { keyOf, refOf } from './refs.ts';
import { matches } from './selectors.ts';
import { isRollingUpdate, membersOf, partitionOf } from './statefulsets.ts';
import { tableOf } from './table.ts';

const named = <K extends KindName>(facts: Facts, kind: K, subject: ObjectRef): ObjectOf[K] | undefined =>
  facts.objects[kind].find((one) => keyOf(refOf(kind, one)) === keyOf(subject));

/** How sentences name what writes the number of replicas. */
const scalers: { readonly [manager: string]: string } = tableOf({
  'kube-controller-manager': 'its HorizontalPodAutoscaler',
  keda: 'KEDA',
});

/** `scaled to 0 by kubectl scale 5 min ago`, as far as its field managers and events tell. */
export const scaledToNothing = (
  facts: Facts,
  kind: 'Deployment' | 'StatefulSet' | 'ReplicaSet',
  subject: ObjectRef,
): string => {
  const [owner] = ownersOf(named(facts, kind, subject)?.metadata, 'f:spec', 'f:replicas');
  const by = owner === undefined ? '' : ` by ${scalers[owner.by] ?? owner.by}`;
  const down = eventsOf(facts, subject, 'ScalingReplicaSet', 'SuccessfulDelete').find(({ message = '' }) =>
    /to 0$|^delete Pod|^Deleted pod/i.test(message.trim()),
  );
  const at = (down === undefined ? null : seenAt(down)) ?? owner?.at ?? null;
  return `scaled to 0${by}${at === null ? '' : ` ${span(Date.parse(facts.now) - Date.parse(at))} ago`}`;
};

/** That pods of a StatefulSet keep an older revision on purpose. */
const heldBack = (facts: Facts, set: ObjectOf['StatefulSet']): string => {
  const old = membersOf(facts, set).filter(({ isCurrent }) => !isCurrent);
  const names = old.map(({ pod }) => pod.metadata?.name ?? '').join(', ');
  if (old.length === 0) return '';
  if (!isRollingUpdate(set))
    return `; ${names} ${old.length === 1 ? 'keeps its' : 'keep their'} revision until deleted (updateStrategy OnDelete)`;
  const kept = old.every(({ ordinal }) => ordinal < partitionOf(set));
  return kept
    ? `; ${names} ${old.length === 1 ? 'keeps its' : 'keep their'} revision (partition ${partitionOf(set)})`
    : `; a rollout is in progress, ${set.status?.updatedReplicas ?? 0} of ${set.spec?.replicas ?? 1} updated`;
};

export const ofStatefulSet = (facts: Facts, subject: ObjectRef): string => {
  const set = named(facts, 'StatefulSet', subject);
  if (set === undefined) return '';
  return set.spec?.replicas === 0
    ? `: ${scaledToNothing(facts, 'StatefulSet', subject)}`
    : heldBack(facts, set);
};

/** On which nodes a DaemonSet does not run, and why. */
export const ofDaemonSet = (facts: Facts, subject: ObjectRef): string => {
  const set = named(facts, 'DaemonSet', subject);
  if (set === undefined) return '';
  const without = nodesWithout(facts, set);
  const [first] = without;
  if (first === undefined) return '';
  if (set.status?.desiredNumberScheduled === 0) {
    const lacking = couldSee(facts, 'Node') ? metByNone(facts, set) : null;
    return `: no node is meant for it (${lacking ?? [...new Set(without.map(({ why }) => why))].slice(0, 2).join('; ')})`;
  }
  const more = without.length > 1 ? ` and ${without.length - 1} more` : '';
  return `; not on node ${first.name}${more}: ${first.why}`;
};

export const ofScaler = (facts: Facts, subject: ObjectRef): string => {
  const scaler = named(facts, 'HorizontalPodAutoscaler', subject);
  if (scaler === undefined) return '';
  const target = targetOf(scaler);
  const kind = (['Deployment', 'StatefulSet', 'ReplicaSet'] as const).find((one) => one === target.kind);
  if (kind !== undefined && named(facts, kind, target)?.spec?.replicas === 0)
    return `: it rests, as ${kind} ${target.name} is ${scaledToNothing(facts, kind, target)}`;
  const { currentReplicas } = scaler.status ?? {};
  const { minReplicas = 1, maxReplicas } = scaler.spec ?? {};
  return currentReplicas === undefined || maxReplicas === undefined
    ? ''
    : `; ${currentReplicas} ${currentReplicas === 1 ? 'replica' : 'replicas'}, from ${minReplicas} to ${maxReplicas}`;
};

export const ofBudget = (facts: Facts, subject: ObjectRef): string => {
  const budget = named(facts, 'PodDisruptionBudget', subject);
  if (budget === undefined) return '';
  const resting = (['Deployment', 'StatefulSet'] as const)
    .flatMap((kind) => facts.objects[kind].map((one) => ({ ref: refOf(kind, one), spec: one.spec })))
    .find(
      ({ ref, spec }) =>
        ref.namespace === subject.namespace &&
        spec?.replicas === 0 &&
        matches(budget.spec?.selector, spec.template?.metadata?.labels),
    );
  if (podsUnder(facts, budget).length === 0 && resting !== undefined)
    return `: it covers no pod, as ${resting.ref.kind} ${resting.ref.name} is scaled to 0`;
  const allowed = budget.status?.disruptionsAllowed;
  return allowed === undefined || allowed === 0 ? '' : `, ${allowed} may be evicted`;
};

/** Whether a node is ready, and whether it takes new pods: only the cause about nodes as a whole tells of a cordon. */
export const ofNode = (facts: Facts, subject: ObjectRef): string => {
  const node = named(facts, 'Node', subject);
  if (node === undefined) return '';
  const ready = nodeCondition(node, 'Ready');
  if (ready !== undefined && ready.status !== 'True') return ': it joined a moment ago and is not ready yet';
  return `: Ready${node.spec?.unschedulable === true ? ', and cordoned: it takes no new pods' : ''}`;
};
