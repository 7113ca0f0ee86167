import type { ObjectRef } from '../answer.ts';
import { isAbsent } from './absence.ts';
import { explanations } from './explanations.ts';
import type { Facts } from './facts.ts';
import { once } from './memo.ts';
import { nearest } from './near.ts';
import type { ObjectOf } from './objects.ts';
import { quietDenials } from './quiet-denials.ts';
import { denialIn } from './rbac-denials.ts';
import type { Denial } from './rbac-denials.ts';
import { keyOf, refOf } from './refs.ts';

type Binding = ObjectOf['RoleBinding'];
type Rule = NonNullable<ObjectOf['Role']['rules']>[number];
export type BindingSubject = NonNullable<Binding['subjects']>[number];

/**
 * A RoleBinding that seems meant to grant what was denied, and does not: why, and what it names instead. `meant` is a Role
 * that exists and that it should name; `state` tells whether the account it names exists, and may need the right as well.
 */
export type FailedGrant = { binding: ObjectRef; subjects: readonly BindingSubject[] } & (
  | { why: 'no-role'; role: string; meant: string | null }
  | { why: 'no-subject'; instead: string; state: 'there' | 'absent' | 'unknown' }
);

const covers = (asked: string, listed: readonly string[] = []): boolean =>
  listed.includes('*') || listed.includes(asked);

/** Whether a rule allows it: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#role-and-clusterrole */
const allows = (rule: Rule, { verb, resource, group, object }: Denial): boolean =>
  covers(verb, rule.verbs) &&
  covers(group, rule.apiGroups) &&
  (covers(resource, rule.resources) ||
    rule.resources?.includes(resource.replace(/^[^/]+(?=\/)/, '*')) === true) &&
  ((rule.resourceNames ?? []).length === 0 || (object !== null && covers(object, rule.resourceNames)));

const rolesIn = (facts: Facts, namespace: string | null): ObjectOf['Role'][] =>
  facts.objects.Role.filter(({ metadata }) => metadata?.namespace === namespace);

/** Whether a binding refers to a role of which it was read that it grants what was denied; null where its rules were not read. */
const grants = (facts: Facts, { roleRef }: Binding, denial: Denial): boolean | null => {
  if (roleRef?.kind !== 'Role') return null;
  const role = rolesIn(facts, denial.scope).find(({ metadata }) => metadata?.name === roleRef.name);
  return role?.rules === undefined ? null : role.rules.some((rule) => allows(rule, denial));
};

const namesOf = (roles: readonly ObjectOf['Role'][]): string[] =>
  roles.flatMap(({ metadata }) => metadata?.name ?? []);

/** The Role that a binding to a missing one is meant for: it grants what was asked, or its rules were not read and its name is near. */
const meantRole = (facts: Facts, missing: string, denial: Denial): string | null => {
  const roles = rolesIn(facts, denial.scope);
  const granting = namesOf(roles.filter(({ rules = [] }) => rules.some((rule) => allows(rule, denial))));
  const unknown = namesOf(roles.filter(({ rules }) => rules === undefined));
  const [only] = granting.length === 1 ? granting : [];
  return nearest(missing, granting)[0] ?? only ?? nearest(missing, unknown)[0] ?? null;
};

/** A subject without a namespace is of that of its binding. */
const placeOf = ({ namespace, name }: BindingSubject, denial: Denial) => ({
  namespace: namespace ?? denial.scope,
  name: name ?? '',
});

const isOwn = (subject: BindingSubject, denial: Denial): boolean =>
  subject.kind === 'ServiceAccount' &&
  subject.name === denial.account.name &&
  placeOf(subject, denial).namespace === denial.account.namespace;

const wordsFor = (subject: BindingSubject, denial: Denial): string => {
  const { namespace, name } = placeOf(subject, denial);
  if (subject.kind !== 'ServiceAccount') return `${subject.kind ?? 'subject'} ${name}`;
  return `ServiceAccount ${namespace === denial.account.namespace ? '' : `${namespace ?? ''}/`}${name}`;
};

const stateOf = (facts: Facts, place: ReturnType<typeof placeOf>): 'there' | 'absent' | 'unknown' => {
  if (isAbsent(facts, 'ServiceAccount', place)) return 'absent';
  const there = facts.objects.ServiceAccount.some(
    ({ metadata }) => metadata?.name === place.name && metadata.namespace === place.namespace,
  );
  return there ? 'there' : 'unknown';
};

type Look = (facts: Facts, binding: Binding, denial: Denial) => FailedGrant | null;

const boundTo = (binding: Binding): Pick<FailedGrant, 'binding' | 'subjects'> => ({
  binding: refOf('RoleBinding', binding),
  subjects: binding.subjects ?? [],
});

/** It is bound to the account, and to no role that exists. */
const noRole: Look = (facts, binding, denial) => {
  const role = binding.roleRef?.name ?? '';
  return binding.roleRef?.kind === 'Role' &&
    binding.subjects?.some((subject) => isOwn(subject, denial)) === true &&
    isAbsent(facts, 'Role', { namespace: denial.scope, name: role })
    ? { ...boundTo(binding), why: 'no-role', role, meant: meantRole(facts, role, denial) }
    : null;
};

/** A subject of a binding that is not bound to the account, chosen by how it looks. */
const noSubject =
  (chosen: (facts: Facts, subject: BindingSubject, denial: Denial, grant: boolean | null) => boolean): Look =>
  (facts, binding, denial) => {
    const { subjects = [] } = binding;
    if (subjects.some((subject) => isOwn(subject, denial))) return null;
    const grant = grants(facts, binding, denial);
    const subject = grant === false ? undefined : subjects.find((one) => chosen(facts, one, denial, grant));
    if (subject === undefined) return null;
    const account = placeOf(subject, denial);
    const state = subject.kind !== 'ServiceAccount' ? 'unknown' : stateOf(facts, account);
    return { ...boundTo(binding), why: 'no-subject', instead: wordsFor(subject, denial), state };
  };

const isNear = ({ name = '' }: BindingSubject, { account }: Denial): boolean =>
  nearest(account.name, [name]).length > 0;

/** From the plainest mistake to what only looks like one. */
const looks: readonly Look[] = [
  noRole,
  // The right name in another namespace, or as another kind.
  noSubject((_, { name }, { account }) => name === account.name),
  // An account that does not exist: by a role that grants it, or by a name that is near where that was not read.
  noSubject(
    (facts, subject, denial, grant) =>
      subject.kind === 'ServiceAccount' &&
      (grant === true || isNear(subject, denial)) &&
      isAbsent(facts, 'ServiceAccount', placeOf(subject, denial)),
  ),
  noSubject(
    (_, subject, denial, grant) =>
      grant === true && subject.kind === 'ServiceAccount' && isNear(subject, denial),
  ),
];

/**
 * Why a ServiceAccount lacks a right in a namespace although somebody bound it: a binding names a Role that does not exist, or
 * another subject than the account. Null where no binding comes near, or they were not read.
 */
export const failedGrant = (facts: Facts, denial: Denial): FailedGrant | null => {
  const bindings = facts.objects.RoleBinding.filter(({ metadata }) => metadata?.namespace === denial.scope);
  for (const look of looks)
    for (const binding of bindings) {
      const failed = look(facts, binding, denial);
      if (failed !== null) return failed;
    }
  return null;
};

const blamed = once(
  (facts: Facts) =>
    new Set(
      [...explanations(facts, 'rbac-denied'), ...quietDenials(facts)].flatMap(({ sign }) => {
        const denial = sign === null ? null : denialIn(sign.line);
        const failed = denial === null ? null : failedGrant(facts, denial);
        return failed === null ? [] : [keyOf(failed.binding)];
      }),
    ),
);

/** Whether what a container is denied is laid to this binding. */
export const isBlamed = (facts: Facts, binding: ObjectRef): boolean => blamed(facts).has(keyOf(binding));
