import { wasListed } from '../facts/absence.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectlPatch } from '../facts/kubectl.ts';
import { farness } from '../facts/near.ts';
import { refOf } from '../facts/refs.ts';
import { noLabels } from '../facts/selectors.ts';
import type { Cause } from './cause.ts';

type Near = { wanted: string; carried: string; node: string; patch: { [label: string]: string | null } };

const letters = (word: string): string => [...new Set(word)].toSorted().join('');

/** A slip of the hand, not another of a series: `zone-a` is no misspelt `zone-b`, nor `v1` a misspelt `v2`. */
const isSlip = (asked: string, carried: string): boolean => {
  if (
    asked === carried ||
    asked.length < 3 ||
    farness(asked, carried) > Math.max(1, Math.min(2, asked.length / 4))
  )
    return false;
  // Of short words another letter makes another word: `cpu` is no misspelt `gpu`, but `sdd` is a misspelt `ssd`.
  if (asked.length < 5 && letters(asked) !== letters(carried)) return false;
  const same = asked.split('').findIndex((letter, at) => letter !== carried[at]);
  const isLast = same === asked.length - 1 && asked.length === carried.length;
  return !isLast && !/\d/.test(asked[same] ?? '') && !/\d/.test(carried[same] ?? '');
};

/** A label of a node that is a slip of the hand away from a demanded one, by its value or by its key. */
const nearLabel = (facts: Facts, key: string, value: string): Near | undefined => {
  for (const { metadata } of facts.objects.Node) {
    const labels = metadata?.labels ?? noLabels;
    const same = labels[key];
    const node = metadata?.name ?? '';
    const wanted = `${key}=${value}`;
    if (same !== undefined && isSlip(value, same))
      return { wanted, carried: `${key}=${same}`, node, patch: { [key]: same } };
    const other = Object.keys(labels).find((one) => labels[one] === value && isSlip(key, one));
    if (same === undefined && other !== undefined)
      return { wanted, carried: `${other}=${value}`, node, patch: { [key]: null, [other]: value } };
  }
  return undefined;
};

export const daemonsetSelectsNothing: Cause = {
  id: 'daemonset-selects-nothing',
  title: 'The node selector of a DaemonSet matches no node by a slip',
  rulesOut: 'rollouts',
  signal:
    'desiredNumberScheduled is 0 and a node carries a label that differs from the node selector by a few letters. Where none comes near, the DaemonSet waits for nodes of its kind, which is no fault.',
  looksAt: ['DaemonSet', 'Node'],
  about: ['DaemonSet'],
  look: (facts) =>
    facts.objects.DaemonSet.flatMap((set) => {
      if (set.status?.desiredNumberScheduled !== 0 || !wasListed(facts, 'Node', null)) return [];
      const selector = Object.entries(set.spec?.template?.spec?.nodeSelector ?? {});
      const unmet = selector.filter(
        ([key, value]) => !facts.objects.Node.some(({ metadata }) => metadata?.labels?.[key] === value),
      );
      const near = unmet
        .map(([key, value]) => nearLabel(facts, key, value ?? ''))
        .find((one) => one !== undefined);
      if (near === undefined) return [];
      const object = refOf('DaemonSet', set);
      const patch = { spec: { template: { spec: { nodeSelector: near.patch } } } };
      return [
        {
          severity: 'warning',
          confidence: 'likely',
          object,
          summary: `DaemonSet ${object.name} runs on no node: none of ${facts.objects.Node.length} has its node selector ${near.wanted}; node ${near.node} has ${near.carried}`,
          evidence: [
            specEvidence(
              object,
              `nodeSelector: ${selector.map(([key, value]) => `${key}=${value ?? ''}`).join(', ')}`,
            ),
            statusEvidence(object, 'desiredNumberScheduled: 0'),
          ],
          remedies: [
            {
              title: `Correct the node selector to ${near.carried}`,
              command: kubectlPatch(object, patch),
              action: null,
            },
          ],
          fingerprint: `${object.namespace ?? ''}/${object.name}`,
        },
      ];
    }),
};
