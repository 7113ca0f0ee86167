import { counted } from '../facts/counts.ts';
import { specEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { nearest } from '../facts/near.ts';
import { demandsOf, ownNodeOf, unmetBy } from '../facts/node-demands.ts';
import type { Demand } from '../facts/node-demands.ts';
import { unscheduledPods } from '../facts/placement/unscheduled.ts';
import type { Unscheduled } from '../facts/placement/unscheduled.ts';
import type { Cause } from './cause.ts';

const labelKeys = (facts: Facts): string[] => [
  ...new Set(facts.objects.Node.flatMap(({ metadata }) => Object.keys(metadata?.labels ?? {}))),
];

const lastPart = (key: string): string => key.split('/').at(-1) ?? key;

/** A key that could have been meant: the same or a similar word, with or without a prefix. */
const nearKey = (facts: Facts, key: string): string | undefined =>
  labelKeys(facts).find((one) => lastPart(one) === lastPart(key)) ??
  labelKeys(facts).find((one) => nearest(lastPart(key), [lastPart(one)], 1).length > 0);

const valuesOf = (facts: Facts, key: string): string[] =>
  [...new Set(facts.objects.Node.flatMap((node) => node.metadata?.labels?.[key] ?? []))].slice(0, 5);

/** What the nodes carry instead: other values of the key, or a key that could have been meant. */
const instead = (facts: Facts, { key }: Demand): string | null => {
  const values = valuesOf(facts, key);
  if (values.length > 0) return `nodes carry ${key} = ${values.join(', ')}`;
  const near = nearKey(facts, key);
  return near === undefined
    ? null
    : `no node has the label ${key}; some have ${near} = ${valuesOf(facts, near).join(', ')}`;
};

const words = (facts: Facts, { pod, nodes, refusals }: Unscheduled): { short: string; lacking: Demand[] } => {
  const demands = demandsOf(pod);
  const [node] = nodes;
  if (node === undefined || facts.objects.Node.length === 0) {
    // Where other nodes refuse for another reason, some meet the demands.
    const refusing =
      refusals.length > 1 ? refusals.find(({ problem }) => problem === 'selector')?.nodes : null;
    const who =
      refusing === undefined || refusing === null
        ? 'no node meets'
        : `${counted(refusing, 'node')} ${refusing === 1 ? 'does' : 'do'} not meet`;
    const what = demands.map(({ text }) => text).join(' and ') || 'its node selector or affinity';
    return { short: `${who} ${what}`, lacking: demands };
  }
  const nowhere = demands.filter(({ met }) => !facts.objects.Node.some(met));
  const own = ownNodeOf(pod);
  if (own !== null) return { short: `its node ${own} is not there or does not suit it`, lacking: nowhere };
  const lacking = unmetBy(pod, node.node);
  const texts = lacking.map(({ text }) => text).join(' and ');
  if (
    lacking.length > 0 &&
    lacking.every((one) => nowhere.includes(one) || nowhere.some(({ text }) => text === one.text))
  )
    return { short: `no node has the label ${texts}`, lacking };
  return {
    short: `no node meets all it asks for; the nearest, ${node.name}, lacks ${texts}`,
    lacking,
  };
};

export const unschedulableNodeSelector: Cause = {
  id: 'unschedulable-node-selector',
  title: 'No node matches the node selector or affinity',
  rulesOut: 'scheduling',
  signal:
    "PodScheduled is False, nodes answer `didn't match Pod's node affinity/selector`, and no node meets all demands; the labels of the nearest one tell which demand fails.",
  looksAt: ['Pod', 'Event', 'Node'],
  about: ['Pod'],
  look: (facts) =>
    unscheduledPods(facts, 'selector').map((unscheduled) => {
      const { pod, ref, evidence, others, nodes } = unscheduled;
      const demands = demandsOf(pod);
      const { short, lacking } = words(facts, unscheduled);
      const [first] = lacking;
      const other = first === undefined ? null : instead(facts, first);
      const from = first === undefined ? '' : ` (${first.from})`;
      const [near] =
        other?.includes('; some have') === true && first !== undefined
          ? nearest(first.key, labelKeys(facts), 1)
          : [];
      const meant = near === undefined ? '' : `; some have ${near}`;
      const label = lacking.find(({ text }) => /^[^\s=]+=\S*$/.test(text));
      return {
        severity: 'critical',
        confidence: 'certain',
        object: ref,
        summary: `Pod ${ref.name} cannot be scheduled: ${short}${from}${nodes.length === 0 ? others : ''}${meant}`,
        brief: `Pod ${ref.name} cannot be scheduled: ${short}`,
        effect: `pod ${ref.name} is not scheduled`,
        evidence: [
          ...evidence,
          ...(demands.length === 0
            ? []
            : [
                specEvidence(
                  ref,
                  `asks for nodes with ${demands.map(({ text, from: where }) => `${text} (${where})`).join(' and ')}`,
                ),
              ]),
          ...(other === null ? [] : [specEvidence(ref, other)]),
        ],
        remedies: [
          {
            title: 'Correct the selector, or label a node that is meant for it',
            command:
              label === undefined
                ? kubectl(null, 'get', 'nodes', '--show-labels')
                : kubectl(
                    null,
                    'label',
                    'node',
                    nodes.length === 1 ? (nodes[0]?.name ?? 'NODE') : 'NODE',
                    label.text,
                  ),
            action: null,
          },
        ],
        fingerprint: demands.map(({ text }) => text).join(' '),
      };
    }),
};
