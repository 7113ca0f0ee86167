import { wasListed } from '../facts/absence.ts';
import { specEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { lackingMatch } from '../facts/label-misses.ts';
import { selectsPod } from '../facts/network-policies/policies.ts';
import type { NetworkPolicy } from '../facts/network-policies/policies.ts';
import { selectorWords } from '../facts/network-policies/words.ts';
import { refOf } from '../facts/refs.ts';
import { matches } from '../facts/selectors.ts';
import { podsAround, workloadsAround } from '../facts/services.ts';
import type { Cause, Found } from './cause.ts';

const selectsSome = (facts: Facts, policy: NetworkPolicy): boolean =>
  podsAround(facts, policy).some((pod) => selectsPod(policy, pod)) ||
  workloadsAround(facts, policy).some(({ labels }) => matches(policy.spec?.podSelector, labels));

export const networkPolicySelectsNothing: Cause = {
  id: 'network-policy-selects-nothing',
  title: 'NetworkPolicy selects no pod',
  rulesOut: 'NetworkPolicies',
  signal:
    'The podSelector of a NetworkPolicy matches neither a pod of its namespace nor the template of a workload there, so it shuts off and lets through nothing. It is only mentioned: a policy may be there before its pods.',
  looksAt: ['NetworkPolicy', 'Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'CronJob'],
  about: ['NetworkPolicy'],
  look: (facts) =>
    facts.objects.NetworkPolicy.flatMap((policy): Found[] => {
      const object = refOf('NetworkPolicy', policy);
      const selector = selectorWords(policy.spec?.podSelector);
      const seen = (['Pod', 'Deployment', 'StatefulSet', 'DaemonSet'] as const).every((kind) =>
        wasListed(facts, kind, object.namespace),
      );
      if (!seen || selector === '' || selectsSome(facts, policy)) return [];
      const near = lackingMatch(facts, policy, policy.spec?.podSelector?.matchLabels ?? {});
      const hint =
        near === undefined
          ? ''
          : `; ${near.owner} ${near.carried === null ? `has no label ${near.key}` : `carries ${near.carried}`}`;
      return [
        {
          severity: 'info',
          confidence: 'certain',
          object,
          summary: `NetworkPolicy ${object.name} selects no pod: none in namespace ${object.namespace ?? ''} has ${selector}${hint}`,
          evidence: [specEvidence(object, `podSelector: ${selector}`)],
          remedies: [
            {
              title: 'Correct the selector, or delete the policy if its pods are gone for good',
              command: kubectl(object.namespace, 'get', 'pods', '--show-labels'),
              action: null,
            },
          ],
          fingerprint: `${object.namespace ?? ''}/${object.name}`,
        },
      ];
    }),
};
