import type { Evidence } from '../answer.ts';
import { targetOf } from './autoscalers.ts';
import type { Scaler } from './autoscalers.ts';
import { specEvidence, statusEvidence } from './evidence.ts';
import type { Facts } from './facts.ts';
import { fieldOf } from './field-of.ts';
import { ownersOf } from './field-owners.ts';
import { refOf } from './refs.ts';
import { metricsOf } from './scaler-metrics.ts';

const scaled = ['Deployment', 'StatefulSet', 'ReplicaSet'] as const;

/** The controllers in which autoscalers run: what they write, an autoscaler wanted. */
const ofAutoscalers = ['kube-controller-manager', 'keda'];

/** Who took the number of replicas back after the autoscaler had set it. */
export type Rival = { by: string; replicas: number; evidence: Evidence[] };

/**
 * The manager that wrote spec.replicas of an autoscaler's target after the autoscaler had: a number that an autoscaler
 * sets is its own until somebody else changes it. Undefined where nobody did, or it has never scaled.
 */
export const rivalOf = (facts: Facts, scaler: Scaler): Rival | undefined => {
  const target = targetOf(scaler);
  const kind = scaled.find((one) => one === target.kind);
  const lastScale = scaler.status?.lastScaleTime;
  if (kind === undefined || lastScale === undefined) return undefined;
  const workload = facts.objects[kind].find(
    ({ metadata }) => metadata?.name === target.name && (metadata.namespace ?? null) === target.namespace,
  );
  const owners = ownersOf(workload?.metadata, 'f:spec', 'f:replicas');
  const [last] = owners;
  const replicas = workload?.spec?.replicas;
  if (last === undefined || replicas === undefined || owners.some(({ by }) => ofAutoscalers.includes(by)))
    return undefined;
  return {
    by: last.by,
    replicas,
    evidence: [
      specEvidence(
        refOf(kind, workload ?? {}),
        `replicas: ${replicas}, last written by ${last.by}${last.at === null ? '' : ` at ${last.at}`}`,
      ),
      statusEvidence(
        refOf('HorizontalPodAutoscaler', scaler),
        `lastScaleTime: ${lastScale}, desiredReplicas: ${scaler.status?.desiredReplicas ?? 'unknown'}`,
        lastScale,
      ),
    ],
  };
};

/** A VerticalPodAutoscaler that acts, and the resource that the horizontal one measures too. */
export type VerticalScaler = { name: string; resource: string; evidence: Evidence[] };

/** https://kubernetes.io/docs/concepts/workloads/autoscaling/vertical-pod-autoscale/ */
export const verticalScalerOf = (facts: Facts, scaler: Scaler): VerticalScaler | undefined => {
  const target = targetOf(scaler);
  const measured = metricsOf(scaler).map(({ name }) => name);
  const vertical = facts.outside.find(
    ({ kind, metadata, spec }) =>
      kind === 'VerticalPodAutoscaler' &&
      (metadata?.namespace ?? null) === target.namespace &&
      fieldOf(spec, 'targetRef', 'kind') === target.kind &&
      fieldOf(spec, 'targetRef', 'name') === target.name,
  );
  const mode = fieldOf(vertical?.spec, 'updatePolicy', 'updateMode') ?? 'Auto';
  const policies = fieldOf(vertical?.spec, 'resourcePolicy', 'containerPolicies');
  const controlled = Array.isArray(policies) ? fieldOf(policies[0], 'controlledResources') : undefined;
  const acts: readonly unknown[] = Array.isArray(controlled) ? controlled : ['cpu', 'memory'];
  const resource = measured.find((name) => ['cpu', 'memory'].includes(name) && acts.includes(name));
  if (vertical === undefined || mode === 'Off' || mode === 'Initial' || resource === undefined)
    return undefined;
  const name = vertical.metadata?.name ?? '';
  const ref = { kind: vertical.kind, namespace: target.namespace, name };
  return {
    name,
    resource,
    evidence: [
      specEvidence(
        ref,
        `targetRef: ${target.kind} ${target.name}, updateMode: ${typeof mode === 'string' ? mode : 'unknown'}`,
      ),
      specEvidence(refOf('HorizontalPodAutoscaler', scaler), `scales by ${measured.join(', ')}`),
    ],
  };
};
