import type { Evidence } from '../answer.ts';
import { isAbsent } from '../facts/absence.ts';
import { specEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { isBlamed } from '../facts/grants.ts';
import { kubectl } from '../facts/kubectl.ts';
import type { ObjectOf } from '../facts/objects.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause, Found } from './cause.ts';

type Binding = ObjectOf['RoleBinding'] | ObjectOf['ClusterRoleBinding'];
type BindingKind = 'RoleBinding' | 'ClusterRoleBinding';

/** The API server makes these by itself, whether or not the controllers they are for run. */
const isBuiltIn = ({ metadata }: Binding): boolean =>
  metadata?.labels?.['kubernetes.io/bootstrapping'] === 'rbac-defaults';

const missingSubjects = (facts: Facts, binding: Binding): string[] =>
  (binding.subjects ?? []).flatMap(({ kind, name, namespace }) =>
    kind === 'ServiceAccount' &&
    !isBuiltIn(binding) &&
    name !== undefined &&
    namespace !== undefined &&
    isAbsent(facts, 'ServiceAccount', { namespace, name })
      ? [`${namespace}/${name}`]
      : [],
  );

const found = (facts: Facts, kind: BindingKind, binding: Binding): Found[] => {
  const object = refOf(kind, binding);
  if (isBlamed(facts, object)) return [];
  const role = binding.roleRef;
  const roleKind = role?.kind === 'Role' ? ('Role' as const) : ('ClusterRole' as const);
  const place = { namespace: roleKind === 'Role' ? object.namespace : null, name: role?.name ?? '' };
  const common = { severity: 'warning' as const, confidence: 'certain' as const, object };
  const evidence: Evidence[] = [specEvidence(object, `roleRef: ${role?.kind ?? ''} ${role?.name ?? ''}`)];
  const noRole: Found[] =
    role?.name !== undefined && isAbsent(facts, roleKind, place)
      ? [
          {
            ...common,
            summary: `${kind} ${object.name} grants nothing: ${roleKind} ${role.name} does not exist${roleKind === 'Role' ? ` in namespace ${object.namespace ?? ''}` : ''}`,
            effect: `${kind} ${object.name} grants nothing`,
            evidence,
            remedies: [
              {
                title: `Create the ${roleKind}; a roleRef cannot be changed, so for another role delete the binding and make it anew`,
                command: kubectl(object.namespace, 'get', roleKind === 'Role' ? 'roles' : 'clusterroles'),
                action: null,
              },
            ],
            fingerprint: `${roleKind} ${place.namespace ?? ''}/${place.name}`,
          },
        ]
      : [];
  const gone = missingSubjects(facts, binding);
  const [first] = gone;
  const all = gone.length === (binding.subjects ?? []).length;
  const noSubject: Found[] =
    first === undefined
      ? []
      : [
          {
            ...common,
            summary: `${kind} ${object.name} grants ${all ? 'nobody anything' : 'less than it says'}: ServiceAccount ${gone.join(', ')} does not exist`,
            effect: `ServiceAccount ${first} has no rights by ${kind} ${object.name}`,
            evidence: [specEvidence(object, `subjects: ServiceAccount ${gone.join(', ')}`)],
            remedies: [
              {
                title: 'Correct name and namespace of the subject, or create the ServiceAccount',
                command: kubectl(first.split('/')[0] ?? null, 'get', 'serviceaccounts'),
                action: null,
              },
            ],
            fingerprint: `ServiceAccount ${first}`,
          },
        ];
  return [...noRole, ...noSubject];
};

export const bindingDangling: Cause = {
  id: 'binding-dangling',
  title: 'RoleBinding names a role or ServiceAccount that does not exist',
  rulesOut: 'RoleBindings',
  signal:
    'The roleRef or a ServiceAccount among the subjects of a RoleBinding or ClusterRoleBinding was read for and does not exist. Users and groups are not objects, and are not looked for.',
  looksAt: ['RoleBinding', 'ClusterRoleBinding', 'Role', 'ClusterRole', 'ServiceAccount'],
  about: ['RoleBinding', 'ClusterRoleBinding'],
  look: (facts) => [
    ...facts.objects.RoleBinding.flatMap((binding) => found(facts, 'RoleBinding', binding)),
    ...facts.objects.ClusterRoleBinding.flatMap((binding) => found(facts, 'ClusterRoleBinding', binding)),
  ],
};
