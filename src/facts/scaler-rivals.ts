import type { Evidence } from '../answer.ts';
import { targetOf } from './autoscalers.ts';
import type { Scaler } from './autoscalers.ts';
import { touches, writesOf } from './changes/managers.ts';
import type { Write } from './changes/managers.ts';
import { specEvidence, statusEvidence } from './evidence.ts';
import type { Facts } from './facts.ts';
import { fieldOf } from './field-of.ts';
import type { Metadata } from './objects.ts';
import { refOf } from './refs.ts';
import { metricsOf } from './scaler-metrics.ts';

const scaled = ['Deployment', 'StatefulSet', 'ReplicaSet'] as const;

/** Who wrote the number of replicas of a workload last, through the object or its scale, or undefined. */
export const replicasWriteOf = (metadata: Metadata | undefined): Write | undefined =>
  [...writesOf(metadata), ...writesOf(metadata, 'scale')]
    .filter((write) => write.entry.fieldsV1 !== undefined && touches(write, 'f:spec.f:replicas'))
    .toSorted((a, b) => b.at.localeCompare(a.at))[0];

/** The controllers in which autoscalers run: what they write, an autoscaler wanted. */
const ofAutoscalers = ['kube-controller-manager', 'keda'];

/** Who took the number of replicas back after the autoscaler had set it. */
export type Rival = { by: string; replicas: number; evidence: Evidence[] };

/**
 * The manager that wrote spec.replicas of an autoscaler's target after the last time it was scaled; undefined where
 * nobody did. A field that is written anew has its last writer alone as its owner:
 * https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts
 */
export const rivalOf = (facts: Facts, scaler: Scaler): Rival | undefined => {
  const target = targetOf(scaler);
  const kind = scaled.find((one) => one === target.kind);
  const lastScale = scaler.status?.lastScaleTime;
  if (kind === undefined || lastScale === undefined) return undefined;
  const workload = facts.objects[kind].find(
    ({ metadata }) => metadata?.name === target.name && (metadata.namespace ?? null) === target.namespace,
  );
  const write = replicasWriteOf(workload?.metadata);
  const replicas = workload?.spec?.replicas;
  if (write?.by === undefined || write.by === null || replicas === undefined || write.at <= lastScale)
    return undefined;
  if (ofAutoscalers.includes(write.by)) return undefined;
  return {
    by: write.by,
    replicas,
    evidence: [
      specEvidence(
        refOf(kind, workload ?? {}),
        `replicas: ${replicas}, written by ${write.by} at ${write.at}`,
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
