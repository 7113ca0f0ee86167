import type { ObjectRef } from '../answer.ts';
import { seenAt } from '../facts/events.ts';
import type { ApiEvent } from '../facts/events.ts';
import type { Facts } from '../facts/facts.ts';
import { nameOf } from '../facts/refs.ts';
import type { Cause, Found } from './cause.ts';

/** https://etcd.io/docs/latest/op-guide/maintenance/#space-quota and the errors of its client */
const troubles: readonly { says: RegExp; why: string; help: string }[] = [
  {
    says: /mvcc: database space exceeded/,
    why: 'etcd is out of space, so the cluster takes no writes',
    help: 'Compact and defragment etcd, then clear the alarm: etcdctl compact, etcdctl defrag, etcdctl alarm disarm',
  },
  {
    says: /etcdserver: no leader/,
    why: 'etcd has no leader',
    help: 'Bring a majority of the etcd members back: etcdctl endpoint status --cluster',
  },
  {
    says: /etcdserver: (?:request timed out|leader changed|too many requests)/,
    why: 'etcd does not answer in time',
    help: 'See whether its disk is too slow or its members cannot reach each other: etcdctl endpoint status --cluster',
  },
];

/** What the kubelet quotes of a container, which may be an etcd of the application. */
const ofProbes: readonly string[] = ['Unhealthy', 'ProbeWarning', 'FailedPostStartHook', 'FailedPreStopHook'];

const recentMs = 15 * 60 * 1000;

const refIn = ({ involvedObject }: ApiEvent): ObjectRef => ({
  kind: involvedObject?.kind ?? '',
  namespace: involvedObject?.namespace ?? null,
  name: involvedObject?.name ?? '',
});

const found = (facts: Facts, event: ApiEvent): Found[] => {
  const message = event.message ?? '';
  if (ofProbes.includes(event.reason ?? '')) return [];
  const trouble = troubles.find(({ says }) => says.test(message));
  const at = seenAt(event);
  if (trouble === undefined || !(Date.parse(facts.now) - Date.parse(at ?? '') < recentMs)) return [];
  const object = refIn(event);
  return [
    {
      severity: 'critical',
      confidence: 'certain',
      object,
      summary: `The control plane refused a write for ${object.kind} ${object.name}: ${trouble.why}`,
      shared: `The control plane refuses writes: ${trouble.why}`,
      effect: `${object.kind} ${object.name} is not carried on with`,
      evidence: [{ from: 'event', object: nameOf(object), text: `${event.reason ?? ''}: ${message}`, at }],
      remedies: [{ title: trouble.help, command: null, action: null }],
      fingerprint: trouble.why,
    },
  ];
};

export const etcdFailing: Cause = {
  id: 'etcd-failing',
  title: 'etcd is full, slow or without a leader',
  rulesOut: 'quotas and pod creation',
  signal:
    'An event of the last 15 minutes quotes an error of etcd: `mvcc: database space exceeded`, `etcdserver: no leader`, `etcdserver: request timed out`. Reads that fail by it say so among what was not examined.',
  looksAt: ['Event'],
  about: ['ReplicaSet', 'Job', 'StatefulSet', 'DaemonSet', 'Deployment', 'CronJob'],
  look: (facts) => facts.objects.Event.flatMap((event) => found(facts, event)),
};
