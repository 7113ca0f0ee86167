import type { Remedy } from '../answer.ts';
import type { BindingSubject, FailedGrant } from './grants.ts';
import { kubectl } from './kubectl.ts';
import type { Denial } from './rbac-denials.ts';

/**
 * What has to be granted together: who elects a leader reads, makes and renews its Lease.
 * https://pkg.go.dev/k8s.io/client-go/tools/leaderelection/resourcelock#Interface
 */
const verbsFor = ({ verb, resource }: Denial): string => (resource === 'leases' ? 'get,create,update' : verb);

const resourceOf = ({ resource, group }: Denial): string =>
  group === '' ? resource : `${resource}.${group}`;

/** The two lines that grant what was asked for, and no more. */
const newGrant = (denial: Denial): Remedy[] => {
  const { account, verb, resource, scope } = denial;
  const [kind, clusterWide] = scope === null ? ['clusterrole', true] : ['role', false];
  const name = `${account.name}-${verb}-${resource.replace(/[^a-z0-9]+/g, '-')}`;
  return [
    {
      title: 'Grant it: make a role',
      command: kubectl(
        scope,
        'create',
        kind,
        name,
        `--verb=${verbsFor(denial)}`,
        `--resource=${resourceOf(denial)}`,
      ),
      action: null,
    },
    {
      title: `Bind it to ServiceAccount ${account.name}`,
      command: kubectl(
        scope,
        'create',
        clusterWide ? 'clusterrolebinding' : 'rolebinding',
        name,
        `--${kind}=${name}`,
        `--serviceaccount=${account.namespace}:${account.name}`,
      ),
      action: null,
    },
  ];
};

const flagFor = ({ kind, name = '' }: BindingSubject, namespace: string | null | undefined): string => {
  if (kind === 'User') return `--user=${name}`;
  return kind === 'Group' ? `--group=${name}` : `--serviceaccount=${namespace ?? ''}:${name}`;
};

/** A roleRef cannot be changed: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#clusterrolebinding-example */
const otherRole = ({ binding, subjects }: FailedGrant, role: string): Remedy[] => [
  {
    title: `Point RoleBinding ${binding.name} at Role ${role}, which exists: a roleRef cannot be changed, so delete the binding`,
    command: kubectl(binding.namespace, 'delete', 'rolebinding', binding.name),
    action: null,
  },
  {
    title: 'And make it anew',
    command: kubectl(
      binding.namespace,
      'create',
      'rolebinding',
      binding.name,
      `--role=${role}`,
      ...subjects.map((subject) => flagFor(subject, subject.namespace ?? binding.namespace)),
    ),
    action: null,
  },
];

const newRole = (denial: Denial, { binding }: FailedGrant, role: string): Remedy => ({
  title: `Create Role ${role}, which RoleBinding ${binding.name} names`,
  command: kubectl(
    binding.namespace,
    'create',
    'role',
    role,
    `--verb=${verbsFor(denial)}`,
    `--resource=${resourceOf(denial)}`,
  ),
  action: null,
});

/** How to grant what was denied. Mending the binding that is there comes before another one beside it. */
export const grantRemedies = (denial: Denial, failed: FailedGrant | null): Remedy[] => {
  if (failed === null) return newGrant(denial);
  const { binding } = failed;
  if (failed.why === 'no-role')
    return failed.meant === null ? [newRole(denial, failed, failed.role)] : otherRole(failed, failed.meant);
  const account = `ServiceAccount ${denial.account.namespace}/${denial.account.name}`;
  return [
    {
      title:
        failed.state === 'there'
          ? `Add ${account} to the subjects of RoleBinding ${binding.name}`
          : `Correct the subject in RoleBinding ${binding.name} to ${account}`,
      command: kubectl(binding.namespace, 'edit', 'rolebinding', binding.name),
      action: null,
    },
  ];
};
