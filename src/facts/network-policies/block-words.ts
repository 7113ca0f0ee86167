import type { Labels } from '../selectors.ts';
import type { Block } from './connection.ts';
import { peersOf, rulesOf } from './policies.ts';
import { passingWords, portsOfRule } from './words.ts';

/** The label that a peer of the policy asks for and the pod has not: `role=web`, or `no label role`. */
const lackingLabel = ({ policies: [policy], side }: Block, labels: Labels): string | null => {
  for (const peer of rulesOf(policy, side).flatMap(peersOf)) {
    const asked = Object.entries(peer.podSelector?.matchLabels ?? {});
    const [miss, ...more] = asked.filter(([key, value]) => labels[key] !== value);
    if (miss === undefined || more.length > 0) continue;
    const [key] = miss;
    return labels[key] === undefined ? `no label ${key}` : `${key}=${labels[key]}`;
  }
  return null;
};

const nameOf = ({ policies: [first] }: Block): string => `NetworkPolicy ${first.metadata?.name ?? ''}`;

/**
 * The sentence about a block: which policy, whom it lets through, and what the other end is instead. `from` is the pod
 * that asks, `to` what it asks (`Service api`, `the DNS of the cluster`), `port` that of the pod behind it.
 */
export const blockWords = (
  block: Block,
  { from, labels, to, port }: { from: string; labels: Labels; to: string; port: number | null },
): string => {
  const { side, policies } = block;
  const passing = passingWords(policies[0], side);
  const name = nameOf(block);
  if (block.elsewhere.length > 0) {
    const open = [...new Set(block.elsewhere.map(portsOfRule))].filter((one) => one !== '').join(', ');
    return `${name} lets ${from} ${side === 'Ingress' ? 'into' : 'out to'} ${to} on port ${open || '?'} only, not on ${port ?? 'its port'}`;
  }
  if (side === 'Egress')
    return passing === null
      ? `${name} lets nothing out of ${from}, so not to ${to} either`
      : `${name} lets ${from} out only to ${passing}, not to ${to}`;
  if (passing === null) return `${name} lets nobody into ${to}, so not ${from} either`;
  const has = lackingLabel(block, labels);
  return `${name} lets only ${passing} into ${to}; ${from} ${has === null ? 'is none of them' : `has ${has}`}`;
};
