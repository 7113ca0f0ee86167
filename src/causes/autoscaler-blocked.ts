import type { Evidence } from '../answer.ts';
import { eventEvidence } from '../facts/events.ts';
import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { conditionText, conditionsAt } from '../facts/outside/conditions.ts';
import { isOf, refOfOutside } from '../facts/outside/refs.ts';
import { noNodeFor } from '../facts/placement/autoscaler.ts';
import type { NoNode } from '../facts/placement/autoscaler.ts';
import { awaitedBy } from '../facts/placement/awaited.ts';
import { conditionOf, familyOf, livePods } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

/** What Karpenter's NodeClaims say of nodes that do not come up: no capacity, an instance that never registered. */
const claimsOf = (facts: Facts): { text: string; evidence: Evidence }[] =>
  facts.outside
    .filter((object) => isOf(object, 'karpenter.sh', 'NodeClaim'))
    .flatMap((object) =>
      conditionsAt(object, 'status', 'conditions')
        .filter(
          ({ type, status }) => ['Launched', 'Registered', 'Initialized'].includes(type) && status !== 'True',
        )
        .slice(0, 1)
        .map((condition) => ({
          text: condition.message ?? condition.reason ?? condition.type,
          evidence: statusEvidence(refOfOutside(object), conditionText(condition), condition.at ?? null),
        })),
    );

const wordsOf = ({ by, reasons, late }: NoNode, claims: readonly { text: string }[]): string => {
  const why = [...reasons, ...claims.map(({ text }) => text)].slice(0, 3).join('; ');
  return late
    ? `${by} asked for a node more than 15 minutes ago and it did not come${why === '' ? '' : `: ${why}`}`
    : `${by} adds no node for it: ${why}`;
};

export const autoscalerBlocked: Cause = {
  id: 'autoscaler-blocked',
  title: 'The autoscaler brings no node',
  rulesOut: 'scheduling',
  signal:
    'A pod is not scheduled and the cluster autoscaler says NotTriggerScaleUp with a reason for each node group, Karpenter says FailedScheduling, or a node that was asked for 15 minutes ago has not come; NodeClaims tell why.',
  looksAt: ['Pod', 'Event'],
  about: ['Pod'],
  look: (facts) =>
    livePods(facts).flatMap((pod) => {
      const condition = conditionOf(pod, 'PodScheduled');
      if (condition?.status !== 'False' || condition.reason === 'SchedulingGated') return [];
      if (awaitedBy(facts, pod) !== null) return [];
      const found = noNodeFor(facts, pod);
      if (found === null) return [];
      const object = refOf('Pod', pod);
      const claims = claimsOf(facts);
      return [
        {
          severity: 'warning',
          confidence: 'certain',
          object,
          summary: `Pod ${object.name} waits for a node: ${wordsOf(found, claims)}`,
          evidence: [
            eventEvidence(object, found.event),
            ...claims.slice(0, 3).map(({ evidence }) => evidence),
          ],
          remedies: [
            {
              title: found.late
                ? 'See why the node that was asked for does not come up'
                : found.atMost
                  ? 'Raise the maximum size of the node group (or the limits of the NodePool), or free room'
                  : 'Let a node group fit what the pod asks for, or change what it asks for',
              command:
                found.by === 'Karpenter'
                  ? kubectl(null, 'get', 'nodepools,nodeclaims')
                  : kubectl('kube-system', 'get', 'configmap', 'cluster-autoscaler-status', '-o', 'yaml'),
              action: null,
            },
          ],
          follows: [object],
          fingerprint: `${familyOf(pod)} ${found.reasons.join(' ')}`,
        },
      ];
    }),
};
