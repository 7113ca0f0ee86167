import type { ObjectRef } from '../answer.ts';
import { isAbsent } from './absence.ts';
import type { Facts } from './facts.ts';
import type { Denial } from './rbac-denials.ts';
import { refOf } from './refs.ts';

/** A RoleBinding that seems meant to grant what was denied, and does not: why, and what it names instead. */
export type FailedGrant =
  | { binding: ObjectRef; why: 'no-role'; role: string }
  | { binding: ObjectRef; why: 'other-account'; account: string };

/**
 * Why a ServiceAccount lacks a right in a namespace although somebody bound it: a binding names a Role that does not exist, or
 * an account of that name in another namespace. Null where no binding comes near, or they were not read.
 */
export const failedGrant = (facts: Facts, { account, scope }: Denial): FailedGrant | null => {
  const bindings = facts.objects.RoleBinding.filter(({ metadata }) => metadata?.namespace === scope);
  for (const binding of bindings) {
    const names = (binding.subjects ?? []).filter(
      ({ kind, name }) => kind === 'ServiceAccount' && name === account.name,
    );
    // A subject without a namespace is of that of its binding.
    const own = names.some(({ namespace = scope ?? '' }) => namespace === account.namespace);
    const ref = refOf('RoleBinding', binding);
    const role = binding.roleRef?.name ?? '';
    if (own && binding.roleRef?.kind === 'Role' && isAbsent(facts, 'Role', { namespace: scope, name: role }))
      return { binding: ref, why: 'no-role', role };
    const [other] = names;
    if (other !== undefined && !own)
      return { binding: ref, why: 'other-account', account: `${other.namespace ?? ''}/${other.name ?? ''}` };
  }
  return null;
};
