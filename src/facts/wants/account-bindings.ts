import { isTroubled } from '../pods.ts';
import type { Want, Wanting } from './want.ts';

/** Where a pod that is unwell has a ServiceAccount of its own: what the bindings of its namespace grant to whom. */
export const accountBindings: Wanting = {
  id: 'account-bindings',
  rights: [
    { kind: 'RoleBinding', verb: 'list' },
    { kind: 'Role', verb: 'list' },
    { kind: 'ServiceAccount', verb: 'list' },
  ],
  wants: ({ facts, pods }) => {
    const bearer = pods.find(
      (pod) => (pod.spec?.serviceAccountName ?? 'default') !== 'default' && isTroubled(facts, pod),
    );
    if (bearer === undefined) return [];
    const namespace = bearer.metadata?.namespace ?? null;
    return [
      { read: 'list', kind: 'RoleBinding', query: { namespace }, spare: true },
      { read: 'list', kind: 'Role', query: { namespace }, spare: true },
      { read: 'list', kind: 'ServiceAccount', query: { namespace }, spare: true },
    ] satisfies Want[];
  },
};
