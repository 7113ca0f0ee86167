import { wasListed } from '../facts/absence.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectlPatch } from '../facts/kubectl.ts';
import type { ObjectOf } from '../facts/objects.ts';
import { refOf } from '../facts/refs.ts';
import { matchesMap } from '../facts/selectors.ts';
import { readyEndpoints, slicesOf } from '../facts/services.ts';
import type { Service } from '../facts/services.ts';
import type { Cause, Found } from './cause.ts';

type Policy = 'external' | 'internal';

const excluded = 'node.kubernetes.io/exclude-from-external-load-balancers';

const isUp = ({ status }: ObjectOf['Node']): boolean =>
  status?.conditions?.find(({ type }) => type === 'Ready')?.status === 'True';

/** Nodes that workloads run on: a node that keeps pods away has no clients either. */
const isOpen = ({ spec }: ObjectOf['Node']): boolean =>
  spec?.unschedulable !== true &&
  !(spec?.taints ?? []).some(({ effect }) => effect === 'NoSchedule' || effect === 'NoExecute');

/** A DaemonSet that has a ready pod wherever it is to have one was kept off the other nodes. */
const isOnEachNode = (facts: Facts, service: Service): boolean =>
  facts.objects.DaemonSet.some(
    ({ metadata, spec, status }) =>
      metadata?.namespace === service.metadata?.namespace &&
      matchesMap(service.spec?.selector, spec?.template?.metadata?.labels) &&
      (status?.numberReady ?? 0) >= (status?.desiredNumberScheduled ?? 0),
  );

const policiesOf = ({ spec }: Service): Policy[] => [
  ...(spec?.externalTrafficPolicy === 'Local' && ['NodePort', 'LoadBalancer'].includes(spec.type ?? '')
    ? (['external'] as const)
    : []),
  ...(spec?.internalTrafficPolicy === 'Local' && spec.clusterIP !== 'None' ? (['internal'] as const) : []),
];

/** The names of the nodes that have a ready endpoint of the Service; one without a node name counts nowhere. */
const nodesWithEndpoint = (facts: Facts, service: Service): Set<string> =>
  new Set(
    slicesOf(facts, service)
      .flatMap(({ endpoints }) => endpoints ?? [])
      .filter(({ conditions }) => conditions?.ready !== false || conditions.serving === true)
      .flatMap(({ nodeName }) => nodeName ?? []),
  );

const name = ({ metadata }: ObjectOf['Node']): string => metadata?.name ?? '';

const some = (names: readonly string[]): string =>
  `${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}`;

const judged = (facts: Facts, service: Service, policy: Policy): Found[] => {
  const local = nodesWithEndpoint(facts, service);
  const nodes = facts.objects.Node.filter((node) => isUp(node) && (policy === 'external' || isOpen(node)));
  const taking = nodes.filter(
    (node) => service.spec?.type !== 'LoadBalancer' || node.metadata?.labels?.[excluded] === undefined,
  );
  const dropping = taking.filter((node) => !local.has(name(node))).map(name);
  const serving = taking.filter((node) => local.has(name(node))).map(name);
  if (dropping.length === 0 || (readyEndpoints(facts, service) ?? 0) === 0) return [];
  const object = refOf('Service', service);
  const field = `${policy}TrafficPolicy`;
  // A load balancer asks each node's health check and leaves those without an endpoint out; clients inside cannot.
  const nowhere = serving.length === 0;
  const meant = policy === 'external' || isOnEachNode(facts, service);
  const whom = policy === 'external' ? 'callers from outside' : 'pods';
  return [
    {
      severity: nowhere ? 'critical' : meant ? 'info' : 'warning',
      confidence: nowhere || !meant ? 'likely' : 'possible',
      object,
      summary: nowhere
        ? `${field} of Service ${object.name} is Local, and none of the nodes that take its traffic has a ready endpoint: it is dropped on ${some(dropping)}`
        : `Service ${object.name} does not answer ${whom} on ${some(dropping)}: ${field} is Local, and no ready endpoint is on ${dropping.length === 1 ? 'that node' : 'those nodes'}`,
      effect: `Service ${object.name} does not answer ${whom} on ${some(dropping)}`,
      evidence: [
        specEvidence(object, `${field}: Local, type ${service.spec?.type ?? 'ClusterIP'}`),
        statusEvidence(object, `ready endpoints on nodes: ${[...local].slice(0, 5).join(', ') || 'none'}`),
      ],
      remedies: [
        {
          title:
            policy === 'external'
              ? `Set ${field} to Cluster (the client address is lost), or run a pod on every node that takes traffic`
              : `Set ${field} to Cluster, or run a pod on every node with a DaemonSet`,
          command: kubectlPatch(object, { spec: { [field]: 'Cluster' } }),
          action: null,
        },
      ],
      fingerprint: `${object.namespace ?? ''}/${object.name} ${policy}`,
    },
  ];
};

export const serviceLocalPolicy: Cause = {
  id: 'service-local-policy',
  title: 'Traffic policy Local drops traffic on nodes without an endpoint',
  rulesOut: 'Services',
  signal:
    'externalTrafficPolicy or internalTrafficPolicy is Local, and a ready node has no ready endpoint of the Service. From outside that is meant to be so as long as some node that a load balancer may use has one; inside, pods on such a node reach nothing.',
  looksAt: ['Service', 'EndpointSlice', 'Node'],
  about: ['Service', 'Ingress'],
  look: (facts) =>
    wasListed(facts, 'Node', null)
      ? facts.objects.Service.flatMap((service) =>
          policiesOf(service).flatMap((policy) => judged(facts, service, policy)),
        )
      : [],
};
