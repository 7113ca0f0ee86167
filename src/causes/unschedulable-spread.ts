import type { Facts } from '../facts/facts.ts';
import { brokenSpreads } from '../facts/placement/spread.ts';
import type { BrokenSpread } from '../facts/placement/spread.ts';
import { unscheduledPods } from '../facts/placement/unscheduled.ts';
import type { Unscheduled } from '../facts/placement/unscheduled.ts';
import { familyOf } from '../facts/pods.ts';
import { editCommand } from '../facts/workloads.ts';
import type { Cause } from './cause.ts';

const wordsOf = (facts: Facts, { pod, nodes, rest, refusals }: Unscheduled): string => {
  const check = brokenSpreads(facts, pod);
  const broken: BrokenSpread[] = nodes.flatMap(({ node }) => check(node));
  const [first] = broken;
  if (first === undefined)
    return `no node meets its topology spread (${refusals.find(({ problem }) => problem === 'spread')?.text ?? ''})`;
  const { topologyKey, maxSkew, domains } = first;
  if (broken.every(({ domain }) => domain === null))
    return `its topology spread needs the label ${topologyKey}, which the nodes it could use do not have`;
  const least = domains[0]?.name ?? '?';
  const there = rest.filter(({ node }) => node.metadata?.labels?.[topologyKey] === least);
  const texts = [
    ...new Set(
      there.flatMap(({ obstacles }) => obstacles.toSorted((a, b) => a.cost - b.cost)[0]?.text ?? []),
    ),
  ];
  const why =
    texts.length === 0 ? 'which cannot take it' : `where nodes are ${texts.slice(0, 2).join(' or ')}`;
  return `its topology spread (maxSkew ${maxSkew} over ${topologyKey.split('/').at(-1) ?? ''}) wants the next pod in ${least}, ${why}`;
};

export const unschedulableSpread: Cause = {
  id: 'unschedulable-spread',
  title: 'Topology spread leaves no node',
  rulesOut: 'scheduling',
  signal:
    "PodScheduled is False and nodes answer `didn't match pod topology spread constraints`: the domain with the fewest pods takes none, or nodes lack the label. The pods of each domain are counted.",
  looksAt: ['Pod', 'Event', 'Node'],
  about: ['Pod'],
  look: (facts) =>
    unscheduledPods(facts, 'spread').map((unscheduled) => {
      const { pod, ref, others, evidence } = unscheduled;
      const short = `Pod ${ref.name} cannot be scheduled: ${wordsOf(facts, unscheduled)}`;
      return {
        severity: 'critical',
        confidence: 'certain',
        object: ref,
        summary: `${short}${short.includes(', where nodes are ') ? '' : others}`,
        brief: short.replace(/, where nodes are .*$/s, ''),
        effect: `pod ${ref.name} is not scheduled`,
        evidence,
        remedies: [
          {
            title:
              'Make room where the fewest pods are, or set whenUnsatisfiable: ScheduleAnyway; label nodes that lack the key',
            command: editCommand(facts, pod),
            action: null,
          },
        ],
        fingerprint: familyOf(pod),
      };
    }),
};
