import { kinds } from '../../facts/kinds.ts';

/** A resource that the sandbox serves. */
export type Resource = { kind: string; group: string; version: string; plural: string; namespaced: boolean };

const more: readonly Resource[] = [
  {
    kind: 'SelfSubjectAccessReview',
    group: 'authorization.k8s.io',
    version: 'v1',
    plural: 'selfsubjectaccessreviews',
    namespaced: false,
  },
];

/** Everything under /api and /apis: the kinds that kubewhy reads, and what its actions and checks need besides. */
export const resources: readonly Resource[] = [...kinds, ...more];

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
