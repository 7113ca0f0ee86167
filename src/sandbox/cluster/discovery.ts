import type { Answer } from './exchange.ts';
import { apiVersionOf, resources } from './resources.ts';

const verbs = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];

const resourceList = (groupVersion: string): Answer | null => {
  const served = resources.filter((resource) => apiVersionOf(resource) === groupVersion);
  if (served.length === 0) return null;
  const listed = served.map(({ plural, kind, namespaced }) => ({
    name: plural,
    singularName: kind.toLowerCase(),
    namespaced,
    kind,
    verbs,
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

/** The paths that tell what a server is and what it serves; null for any other path. */
export const discovery = (path: string): Answer | null => {
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
