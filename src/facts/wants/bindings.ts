import type { Want, Wanting } from './want.ts';

const subjectsAtMost = 10;

/** About a RoleBinding or ClusterRoleBinding: the role and the ServiceAccounts it names. */
export const bindings: Wanting = {
  id: 'bindings',
  rights: [
    { kind: 'Role', verb: 'get' },
    { kind: 'Role', verb: 'list' },
    { kind: 'ClusterRole', verb: 'get' },
    { kind: 'ClusterRole', verb: 'list' },
    { kind: 'ServiceAccount', verb: 'get' },
  ],
  wants: ({ facts, subject }) => {
    if (subject.kind !== 'RoleBinding' && subject.kind !== 'ClusterRoleBinding') return [];
    const binding = facts.objects[subject.kind].find(
      ({ metadata }) => metadata?.name === subject.name && (metadata.namespace ?? null) === subject.namespace,
    );
    const { kind, name } = binding?.roleRef ?? {};
    const role: Want[] =
      name === undefined
        ? []
        : [
            kind === 'Role'
              ? { read: 'get', kind: 'Role', namespace: subject.namespace, name }
              : { read: 'get', kind: 'ClusterRole', namespace: null, name },
          ];
    const accounts = (binding?.subjects ?? []).flatMap((one): Want[] =>
      one.kind === 'ServiceAccount' && one.name !== undefined && one.namespace !== undefined
        ? [{ read: 'get', kind: 'ServiceAccount', namespace: one.namespace, name: one.name }]
        : [],
    );
    return [...role, ...accounts.slice(0, subjectsAtMost)];
  },
};
