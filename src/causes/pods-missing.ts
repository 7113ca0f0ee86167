import type { ObjectRef } from '../answer.ts';
import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { couldSee } from '../facts/gaps.ts';
import { youthMs } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

type Count = { object: ObjectRef; wanted: number; present: number; born: string | undefined };

const counts = (facts: Facts): Count[] => [
  ...facts.objects.Deployment.map((one) => ({
    object: refOf('Deployment', one),
    wanted: one.spec?.replicas ?? 1,
    present: one.status?.replicas ?? 0,
    born: one.metadata?.creationTimestamp,
  })),
  ...facts.objects.StatefulSet.filter(
    ({ status }) => (status?.readyReplicas ?? 0) === (status?.replicas ?? 0),
  ).map((one) => ({
    object: refOf('StatefulSet', one),
    wanted: one.spec?.replicas ?? 1,
    present: one.status?.replicas ?? 0,
    born: one.metadata?.creationTimestamp,
  })),
  ...facts.objects.DaemonSet.map((one) => ({
    object: refOf('DaemonSet', one),
    wanted: one.status?.desiredNumberScheduled ?? 0,
    present: one.status?.currentNumberScheduled ?? 0,
    born: one.metadata?.creationTimestamp,
  })),
];

export const podsMissing: Cause = {
  id: 'pods-missing',
  title: 'Controller has fewer pods than it wants and nothing says why',
  rulesOut: 'pods that are missing',
  signal:
    'A Deployment, StatefulSet or DaemonSet older than two minutes has fewer pods than wanted, and neither a refusal, a quota nor a pause explains it: its controller may not be running.',
  looksAt: ['Deployment', 'StatefulSet', 'DaemonSet'],
  about: ['Deployment', 'StatefulSet', 'DaemonSet'],
  fallback: true,
  look: (facts) =>
    counts(facts)
      .filter(
        ({ wanted, present, born }) =>
          present < wanted && Date.parse(facts.now) - Date.parse(born ?? '') > youthMs,
      )
      .map(({ object, wanted, present }) => ({
        severity: present === 0 ? 'critical' : 'warning',
        confidence: 'possible',
        object,
        summary: `${object.kind} ${object.name} has ${present} of ${wanted} pods and ${couldSee(facts, 'Event') ? 'nothing says why: the controller-manager may not act' : 'its events, which would say why, could not be read'}`,
        evidence: [statusEvidence(object, `pods: ${present}, wanted: ${wanted}`)],
        remedies: [],
        fingerprint: `${object.kind} ${object.namespace ?? ''}/${object.name}`,
      })),
};
