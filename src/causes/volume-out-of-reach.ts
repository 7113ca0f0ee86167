import { statusEvidence, specEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { unscheduledPods } from '../facts/placement/unscheduled.ts';
import type { Unscheduled } from '../facts/placement/unscheduled.ts';
import { reachesOf } from '../facts/placement/volume-reach.ts';
import type { Reach } from '../facts/placement/volume-reach.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

const sentences = /volume node affinity|PersistentVolume's node affinity|volume zone/;

/** The volume that reaches fewest of the nodes. */
const narrowest = (facts: Facts, { pod }: Unscheduled): { reach: Reach; nodes: string[] } | undefined =>
  reachesOf(facts, pod)
    .map((reach) => ({
      reach,
      nodes: facts.objects.Node.filter(reach.reaches).map((node) => refOf('Node', node).name),
    }))
    .toSorted((a, b) => a.nodes.length - b.nodes.length)[0];

const wordsOf = (found: ReturnType<typeof narrowest>): string => {
  if (found === undefined) return 'its volume can be used on none of the nodes that would take it';
  const { claim, volume, quote } = found.reach;
  const where =
    found.nodes.length === 0
      ? 'and no node is there'
      : `and ${found.nodes.slice(0, 2).join(', ')} does not take it`;
  return volume === null
    ? `the StorageClass of claim ${claim} makes volumes only in ${quote}, ${where}`
    : `volume ${volume} of claim ${claim} can be used only where ${quote}, ${where}`;
};

export const volumeOutOfReach: Cause = {
  id: 'volume-out-of-reach',
  title: 'Volume cannot be used on the nodes that are left',
  rulesOut: 'scheduling',
  signal:
    "PodScheduled is False and nodes answer `had volume node affinity conflict`, `didn't match PersistentVolume's node affinity` or `had no available volume zone`, or the allowedTopologies of the class fit no node. The place of the volume is compared with the nodes.",
  looksAt: ['Pod', 'Event', 'Node', 'PersistentVolume', 'PersistentVolumeClaim', 'StorageClass'],
  about: ['Pod'],
  look: (facts) =>
    unscheduledPods(facts, 'volume').flatMap((unscheduled) => {
      const { ref, refusals, others, evidence } = unscheduled;
      const found = narrowest(facts, unscheduled);
      const said = refusals.some(({ text }) => sentences.test(text));
      if (!said && (found === undefined || found.nodes.length > 0)) return [];
      const short = `Pod ${ref.name} cannot be scheduled: ${wordsOf(found)}`;
      const object =
        found?.reach.volume === null || found === undefined
          ? null
          : { kind: 'PersistentVolume', namespace: null, name: found.reach.volume };
      return [
        {
          severity: 'critical',
          confidence: 'certain',
          object: ref,
          summary: `${short}${found !== undefined && found.nodes.length === 0 ? '' : others}`,
          brief: short,
          effect: `pod ${ref.name} is not scheduled`,
          evidence: [
            ...evidence,
            ...(found === undefined
              ? []
              : [
                  object === null
                    ? specEvidence(
                        ref,
                        `allowedTopologies of the class of claim ${found.reach.claim}: ${found.reach.quote}`,
                      )
                    : statusEvidence(object, `node affinity: ${found.reach.quote}`),
                ]),
          ],
          remedies: [
            {
              title:
                object === null
                  ? 'Add a node there, or widen allowedTopologies of the class'
                  : 'Bring a node back there, or move the data to a new volume; a class with WaitForFirstConsumer makes volumes where the pod can run',
              command:
                object === null
                  ? kubectl(null, 'get', 'storageclass', '-o', 'yaml')
                  : kubectl(null, 'get', 'pv', object.name, '-o', 'yaml'),
              action: null,
            },
          ],
          fingerprint: found?.reach.volume ?? found?.reach.quote ?? ref.name,
        },
      ];
    }),
};
