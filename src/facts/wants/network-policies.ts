import { dnsRef } from '../cluster-dns.ts';
import { looksInternal, serviceNames } from '../host-names.ts';
import { mentionsOf } from '../mentions.ts';
import { selectsPod } from '../network-policies/policies.ts';
import type { Pod } from '../objects.ts';
import { containersOf } from '../pods.ts';
import { mayLack } from '../suspects.ts';
import { logsWorthReading } from './logs.ts';
import type { Scene, Want, Wanting } from './want.ts';

const namespacesAtMost = 1;
const logsAtMost = 3;

const policiesIn = (namespace: string | null): Want => ({
  read: 'list',
  kind: 'NetworkPolicy',
  query: { namespace },
  spare: true,
});

/** Policies name namespaces by labels. */
const labelsOf = (name: string): Want => ({
  read: 'get',
  kind: 'Namespace',
  namespace: null,
  name,
  spare: true,
});

/** The namespaces of Services that pods name in their declaration, and that are not their own. */
const farNamespaces = (pods: readonly Pod[]): string[] => {
  const found = pods.flatMap((pod) => {
    const own = pod.metadata?.namespace ?? '';
    return containersOf(pod)
      .flatMap(({ spec }) => mentionsOf(spec))
      .filter(({ host }) => looksInternal(host))
      .flatMap(({ host }) => serviceNames(host, own).slice(0, 1))
      .flatMap(({ namespace }) => (namespace === own ? [] : [namespace]));
  });
  return [...new Set(found)].slice(0, namespacesAtMost);
};

/** Of a policy: what the pods it selects say when they are in trouble. */
const logsBehind = ({ facts, subject }: Scene): Want[] => {
  const policy = facts.objects.NetworkPolicy.find(
    ({ metadata }) => metadata?.name === subject.name && metadata.namespace === subject.namespace,
  );
  if (subject.kind !== 'NetworkPolicy' || policy === undefined) return [];
  const pods = facts.objects.Pod.filter(
    (pod) => pod.metadata?.namespace === subject.namespace && selectsPod(policy, pod) && mayLack(facts, pod),
  );
  return logsWorthReading(pods)
    .slice(0, logsAtMost)
    .map((one): Want => ({ read: 'log', ...one }));
};

/** Who may talk to whom, where pods are in trouble that may not reach something, and where a Service is asked about. */
export const networkPolicies: Wanting = {
  id: 'network-policies',
  rights: [
    { kind: 'NetworkPolicy', verb: 'list' },
    { kind: 'Namespace', verb: 'get' },
  ],
  wants: (scene) => {
    const { facts, subject, pods } = scene;
    if (subject.kind === 'NetworkPolicy') return [...logsBehind(scene), labelsOf(dnsRef.namespace ?? '')];
    const unwell = pods.filter((pod) => mayLack(facts, pod)).slice(0, 10);
    const asked = subject.kind === 'Service' || subject.kind === 'Ingress';
    if (unwell.length === 0) return asked ? [policiesIn(subject.namespace)] : [];
    const own = unwell[0]?.metadata?.namespace ?? null;
    const far = farNamespaces(unwell);
    return [
      policiesIn(own),
      ...far.map(policiesIn),
      labelsOf(dnsRef.namespace ?? ''),
      ...(own === null || far.length === 0 ? [] : [labelsOf(own)]),
    ];
  },
};
