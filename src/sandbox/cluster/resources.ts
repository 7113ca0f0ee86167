import { kinds } from '../../facts/kinds.ts';

/** A resource that the sandbox serves. */
export type Resource = { kind: string; group: string; version: string; plural: string; namespaced: boolean };

const more: readonly Resource[] = [
  { kind: 'Lease', group: 'coordination.k8s.io', version: 'v1', plural: 'leases', namespaced: true },
  {
    kind: 'NetworkPolicy',
    group: 'networking.k8s.io',
    version: 'v1',
    plural: 'networkpolicies',
    namespaced: true,
  },
  {
    kind: 'IngressClass',
    group: 'networking.k8s.io',
    version: 'v1',
    plural: 'ingressclasses',
    namespaced: false,
  },
  {
    kind: 'PriorityClass',
    group: 'scheduling.k8s.io',
    version: 'v1',
    plural: 'priorityclasses',
    namespaced: false,
  },
  { kind: 'Role', group: 'rbac.authorization.k8s.io', version: 'v1', plural: 'roles', namespaced: true },
  {
    kind: 'RoleBinding',
    group: 'rbac.authorization.k8s.io',
    version: 'v1',
    plural: 'rolebindings',
    namespaced: true,
  },
  {
    kind: 'ClusterRole',
    group: 'rbac.authorization.k8s.io',
    version: 'v1',
    plural: 'clusterroles',
    namespaced: false,
  },
  {
    kind: 'ClusterRoleBinding',
    group: 'rbac.authorization.k8s.io',
    version: 'v1',
    plural: 'clusterrolebindings',
    namespaced: false,
  },
  {
    kind: 'SelfSubjectAccessReview',
    group: 'authorization.k8s.io',
    version: 'v1',
    plural: 'selfsubjectaccessreviews',
    namespaced: false,
  },
];

const declared = new Set(kinds.map(({ plural }) => plural));

/** Everything under /api and /apis: the kinds that kubewhy reads, and what its actions and checks need besides. */
export const resources: readonly Resource[] = [
  ...kinds,
  ...more.filter(({ plural }) => !declared.has(plural)),
];

/** `apps/v1`, or `v1` for the core group. */
export const apiVersionOf = ({ group, version }: Resource): string =>
  group === '' ? version : `${group}/${version}`;

/** `deployments.apps`, as the API server words a resource in its messages. */
export const qualified = ({ plural, group }: Resource): string =>
  group === '' ? plural : `${plural}.${group}`;

/** The resource of an object, or undefined for kinds that the sandbox does not serve. */
export const resourceOf = (kind: string, apiVersion: string): Resource | undefined => {
  const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
  return resources.find((each) => each.kind === kind && each.group === group);
};
