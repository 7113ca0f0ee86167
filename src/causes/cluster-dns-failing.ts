import { answersNames } from '../facts/cluster-dns.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import type { Pod } from '../facts/objects.ts';
import { livePods, containersOf } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import { lastSigns, spokenBy, spokenEvidence } from '../facts/spoken.ts';
import type { Found } from './cause.ts';
import type { Cause } from './cause.ts';

const oftenAtLeast = 5;
const edit = kubectl('kube-system', 'edit', 'configmap', 'coredns');

const ofPod = (facts: Facts, pod: Pod): Found[] =>
  containersOf(pod).flatMap((view): Found[] => {
    const spoken = spokenBy(facts, view);
    if (spoken === null) return [];
    const said = lastSigns(spoken.log.lines).map(({ sign }) => sign);
    const loop = said.find(({ sign }) => sign === 'dns-loop');
    // One lookup that fails now and then is no news.
    const failures = spoken.log.lines.filter((line) => line.includes('plugin/errors'));
    const failure =
      failures.length < oftenAtLeast ? undefined : said.find(({ sign }) => sign === 'dns-failure');
    const object = refOf('Pod', pod);
    if (loop !== undefined)
      return [
        {
          severity: 'critical',
          confidence: 'certain',
          object,
          summary: `CoreDNS ends because it would ask itself: it forwards to ${/\/etc\/resolv.conf/.test(loop.line) ? 'a resolv.conf' : 'an address'} that leads back to it (Loop ${loop.subject ?? ''} detected)`,
          brief: 'CoreDNS ends because it forwards to itself (Loop detected)',
          evidence: [spokenEvidence(spoken, loop)],
          remedies: [
            {
              title:
                'In its Corefile, forward to a real upstream, or point resolvConf of the kubelet at the resolv.conf behind the local stub (https://coredns.io/plugins/loop/)',
              command: edit,
              action: null,
            },
          ],
          fingerprint: 'dns-loop',
        },
      ];
    return failure === undefined
      ? []
      : [
          {
            severity: 'warning',
            confidence: 'possible',
            object,
            summary: `CoreDNS cannot ask its upstream for names outside the cluster${failure.subject === null ? '' : `: ${failure.subject}`}`,
            effect: 'names outside the cluster do not resolve',
            evidence: [spokenEvidence(spoken, failure)],
            remedies: [
              {
                title: 'See whether the upstream of its Corefile answers; a lookup from a pod settles it',
                command: edit,
                action: null,
              },
            ],
            fingerprint: 'dns-upstream',
          },
        ];
  });

export const clusterDnsFailing: Cause = {
  id: 'cluster-dns-failing',
  title: 'CoreDNS forwards to itself, or its upstream does not answer',
  rulesOut: 'DNS',
  signal:
    'The log of a CoreDNS pod says `Loop … detected`, or its errors name an upstream that does not answer. The second is possible only: a lookup from a pod settles it.',
  looksAt: ['Pod', 'logs'],
  // A cluster may have none of them by this name: silence about a pod rules nothing out.
  about: ['EndpointSlice'],
  look: (facts) =>
    facts.logs.length === 0
      ? []
      : livePods(facts)
          .filter(answersNames)
          .flatMap((pod) => ofPod(facts, pod)),
};
