import type { Answer } from './exchange.ts';
import { apiVersionOf, resources } from './resources.ts';
import type { Resource } from './resources.ts';

/** A review is asked and not kept. */
const verbsOf = ({ group }: Resource): string[] =>
  group === 'authorization.k8s.io'
    ? ['create']
    : ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];

const resourceList = (groupVersion: string): Answer | null => {
  const served = resources.filter((resource) => apiVersionOf(resource) === groupVersion);
  if (served.length === 0) return null;
  const listed = served.map((resource) => ({
    name: resource.plural,
    singularName: resource.kind.toLowerCase(),
    namespaced: resource.namespaced,
    kind: resource.kind,
    verbs: verbsOf(resource),
  }));
  return {
    status: 200,
    body: { kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources: listed },
  };
};

const groups = (): Answer => {
  const names = [...new Set(resources.map(({ group }) => group))].filter((group) => group !== '');
  const list = names.map((name) => {
    const version = resources.find(({ group }) => group === name)?.version ?? 'v1';
    const preferred = { groupVersion: `${name}/${version}`, version };
    return { name, versions: [preferred], preferredVersion: preferred };
  });
  return { status: 200, body: { kind: 'APIGroupList', apiVersion: 'v1', groups: list } };
};

const inOne = 'as=APIGroupDiscoveryList';

/** Everything that is served under a path in one document: https://kubernetes.io/docs/concepts/overview/kubernetes-api/#aggregated-discovery */
const aggregated = (isCore: boolean): Answer => {
  const served = Map.groupBy(
    resources.filter(({ group }) => (group === '') === isCore),
    ({ group }) => group,
  );
  const items = [...served].map(([name, list]) => ({
    metadata: { name },
    versions: [...Map.groupBy(list, ({ version }) => version)].map(([version, each]) => ({
      version,
      freshness: 'Current',
      resources: each.map((resource) => ({
        resource: resource.plural,
        responseKind: { group: resource.group, version, kind: resource.kind },
        scope: resource.namespaced ? 'Namespaced' : 'Cluster',
        singularResource: resource.kind.toLowerCase(),
        verbs: verbsOf(resource),
      })),
    })),
  }));
  return {
    status: 200,
    body: { kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', metadata: {}, items },
  };
};

/** The paths that tell what a server is and what it serves, in the shape that `accept` asks for; null for any other path. */
export const discovery = (path: string, accept: string): Answer | null => {
  if ((path === '/api' || path === '/apis') && accept.includes(inOne)) return aggregated(path === '/api');
  switch (path) {
    case '/readyz':
    case '/livez':
    case '/healthz':
      return { status: 200, body: 'ok' };
    case '/version':
      return {
        status: 200,
        body: { major: '1', minor: '36', gitVersion: 'v1.36.0+sandbox', platform: 'linux/amd64' },
      };
    case '/api':
      return { status: 200, body: { kind: 'APIVersions', versions: ['v1'] } };
    case '/apis':
      return groups();
    default: {
      const groupVersion = /^\/(?:api|apis)\/([^/]+(?:\/[^/]+)?)$/.exec(path)?.[1];
      return groupVersion === undefined ? null : resourceList(groupVersion);
    }
  }
};
