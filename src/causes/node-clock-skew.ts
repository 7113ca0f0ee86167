import { span } from '../facts/durations.ts';
import { statusEvidence } from '../facts/evidence.ts';
import { nodeLease } from '../facts/nodes.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

/** What a busy API server may let a request wait is less; certificates and tokens allow for some minutes at most. */
const toleratedMs = 60_000;

export const nodeClockSkew: Cause = {
  id: 'node-clock-skew',
  title: 'Clock of the node is wrong',
  rulesOut: 'nodes',
  signal:
    'The kubelet writes `renewTime` into its Lease by its own clock, and the API server notes beside it in managedFields when that came: the two differ by more than a minute.',
  looksAt: ['Node', 'Lease'],
  about: ['Node'],
  look: (facts) =>
    facts.objects.Node.flatMap((node) => {
      const lease = nodeLease(facts, node);
      const own = lease?.spec?.renewTime;
      const servers = lease?.metadata?.managedFields?.filter(({ manager }) => manager === 'kubelet') ?? [];
      const server = servers
        .flatMap(({ time }) => time ?? [])
        .toSorted()
        .at(-1);
      if (own === undefined || server === undefined) return [];
      const off = Date.parse(own) - Date.parse(server);
      if (!(Math.abs(off) > toleratedMs)) return [];
      const object = refOf('Node', node);
      const from = { kind: 'Lease', namespace: 'kube-node-lease', name: object.name };
      return [
        {
          severity: 'warning',
          confidence: 'likely',
          object,
          summary: `The clock of node ${object.name} is ${span(Math.abs(off))} ${off > 0 ? 'ahead of' : 'behind'} that of the API server: certificates, tokens and timestamps go wrong on it`,
          effect: `the clock of node ${object.name} is wrong`,
          evidence: [
            statusEvidence(from, `renewTime, by the clock of the node: ${own}`, null),
            statusEvidence(from, `managedFields, by the clock of the API server: ${server}`, null),
          ],
          remedies: [
            {
              title: 'Mend time synchronization on the node (chronyc tracking, timedatectl)',
              command: null,
              action: null,
            },
          ],
          fingerprint: object.name,
        },
      ];
    }),
};
