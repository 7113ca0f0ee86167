import { counted } from '../facts/counts.ts';
import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { unscheduledPods } from '../facts/placement/unscheduled.ts';
import type { Cause } from './cause.ts';

/** How many volumes a driver may attach to a node, and how many are: `disk.example.com 3 of 3`. */
const attached = (facts: Facts, node: string): string[] =>
  facts.objects.CSINode.filter(({ metadata }) => metadata?.name === node)
    .flatMap(({ spec }) => spec?.drivers ?? [])
    .flatMap(({ name = '', allocatable }) => {
      if (allocatable?.count === undefined) return [];
      const here = facts.objects.VolumeAttachment.filter(
        ({ spec }) => spec?.nodeName === node && spec.attacher === name,
      );
      return [`${name} ${here.length} attached, at most ${allocatable.count}`];
    });

export const volumeLimit: Cause = {
  id: 'volume-limit',
  title: 'Nodes can attach no more volumes',
  rulesOut: 'scheduling',
  signal:
    'PodScheduled is False and nodes answer `exceed max volume count`; the limit of each driver is in the CSINode of the node.',
  looksAt: ['Pod', 'Event', 'Node', 'CSINode', 'VolumeAttachment'],
  about: ['Pod'],
  look: (facts) =>
    unscheduledPods(facts, 'volume')
      .filter(({ refusals }) => refusals.some(({ text }) => text.includes('max volume count')))
      .map(({ ref, refusals, nodes, evidence, others }) => {
        const count = refusals.find(({ text }) => text.includes('max volume count'))?.nodes ?? 0;
        const limits = nodes.flatMap(({ name }) => attached(facts, name).map((text) => ({ name, text })));
        const short = `Pod ${ref.name} cannot be scheduled: ${counted(count, 'node')} can attach no more volumes${limits[0] === undefined ? '' : ` (${limits[0].text})`}`;
        return {
          severity: 'critical',
          confidence: 'certain',
          object: ref,
          summary: `${short}${others}`,
          brief: short,
          effect: `pod ${ref.name} is not scheduled`,
          evidence: [
            ...evidence,
            ...limits
              .slice(0, 3)
              .map(({ name, text }) => statusEvidence({ kind: 'CSINode', namespace: null, name }, text)),
          ],
          remedies: [
            {
              title: 'Spread pods with volumes over more nodes, or use fewer volumes per pod',
              command: kubectl(null, 'get', 'volumeattachments'),
              action: null,
            },
          ],
          fingerprint: nodes.map(({ name }) => name).join(' '),
        };
      }),
};
