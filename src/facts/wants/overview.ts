import type { Facts, Gap, Subject } from '../facts.ts';
import { tlsNames } from '../ingress-secrets.ts';
import { diagnosable } from '../kinds.ts';
import { hasDefaults } from '../limit-defaults.ts';
import type { Pod } from '../objects.ts';
import { conditionOf, controllerOf, isTroubled, livePods } from '../pods.ts';
import { keyOf, refOf } from '../refs.ts';
import { neighbourhood } from '../related.ts';
import type { Neighbourhood } from '../related.ts';
import { mayLack } from '../suspects.ts';
import { troublesOf } from '../troubles.ts';
import { admission } from './admission.ts';
import { dependencies } from './dependencies.ts';
import { logsWorthReading } from './logs.ts';
import { networkPolicies } from './network-policies.ts';
import type { Want } from './want.ts';

/** What an overview reads beyond its lists, and what it leaves because there is too much of it. */
export type OverviewWants = { wants: Want[]; left: Gap[] };

/** Logs, and Secrets, at most: in one namespace, and in all of them. */
const atMostIn = (namespace: string | null): number => (namespace === null ? 40 : 20);

const why = (most: number): string => `an overview reads at most ${most} of them; ask about one with why`;

/** Pods of what is to serve come before those of Jobs, and before bare ones. */
const serves = (pod: Pod): boolean => !['Job', undefined].includes(controllerOf(pod)?.kind);

/** One log for each family of failing containers; first those that nothing but a log can explain. */
const logsOf = (facts: Facts, most: number): OverviewWants => {
  const puzzling = new Set<Pod>(
    troublesOf(facts)
      .map(({ view }) => view.pod)
      .toSorted((a, b) => Number(serves(b)) - Number(serves(a))),
  );
  const others = livePods(facts).filter((pod) => !puzzling.has(pod) && isTroubled(facts, pod));
  const worth = logsWorthReading([...puzzling, ...others], Infinity);
  const left = worth.slice(most).filter(({ view }) => puzzling.has(view.pod)).length;
  return {
    wants: worth.slice(0, most).map((one): Want => ({ read: 'log', ...one })),
    left:
      left === 0
        ? []
        : [{ kind: 'Log', what: `logs of ${left} more failing containers`, why: why(most), partial: true }],
  };
};

/** The reads of a kind that there is room for, each once; what more there is of `what` is left. */
const bounded = (wants: readonly (Want & { read: 'get' })[], most: number, what: string): OverviewWants => {
  const each = [...new Map(wants.map((want) => [`${want.namespace ?? ''}/${want.name}`, want])).values()];
  const kind = each[0]?.kind;
  return {
    wants: each.slice(0, most),
    left:
      kind === undefined || each.length <= most
        ? []
        : [{ kind, what: `${each.length - most} more ${what}`, why: why(most), partial: true }],
  };
};

/** The Secrets that Ingresses take their certificates from, and no other. */
const certificatesOf = (facts: Facts, most: number): OverviewWants =>
  bounded(
    facts.objects.Ingress.flatMap((ingress) =>
      tlsNames(ingress).map((name) => ({
        read: 'get' as const,
        kind: 'Secret' as const,
        namespace: ingress.metadata?.namespace ?? null,
        name,
      })),
    ),
    most,
    'Secrets with certificates of Ingresses',
  );

/** The roles and ServiceAccounts that the RoleBindings which were read name. */
const bindingsOf = (facts: Facts, namespace: string | null, most: number): OverviewWants => {
  const bindings = facts.objects.RoleBinding;
  const names = (kind: string): boolean => bindings.some(({ roleRef }) => roleRef?.kind === kind);
  const accounts = bindings
    .flatMap(({ subjects = [] }) => subjects)
    .flatMap(({ kind, namespace: place, name }) =>
      kind === 'ServiceAccount' && place !== undefined && name !== undefined
        ? [{ read: 'get' as const, kind, namespace: place, name }]
        : [],
    );
  const isNear = (account: (typeof accounts)[number]): boolean =>
    namespace === null || account.namespace === namespace;
  const far = bounded(
    accounts.filter((account) => !isNear(account)).map((account) => ({ ...account, kind: 'ServiceAccount' })),
    most,
    'ServiceAccounts of other namespaces in RoleBindings',
  );
  // What the Roles of one namespace allow tells which of them a binding was meant for.
  const isWhole = (kind: string): boolean =>
    kind === 'ServiceAccount' || (kind === 'Role' && namespace !== null);
  const lists: Want[] = [
    ...(names('Role') ? [{ kind: 'Role', namespace } as const] : []),
    ...(names('ClusterRole') ? [{ kind: 'ClusterRole', namespace: null } as const] : []),
    ...(accounts.some(isNear) ? [{ kind: 'ServiceAccount', namespace } as const] : []),
  ].map(({ kind, namespace: place }) => ({
    read: 'list',
    kind,
    query: { namespace: place, ...(isWhole(kind) ? {} : { metadataOnly: true }) },
  }));
  return { wants: [...lists, ...far.wants], left: far.left };
};

/** What fills in the requests of pods that fit on no node. */
const limitRangesOf = (facts: Facts, namespace: string | null): Want[] =>
  livePods(facts).some((pod) => conditionOf(pod, 'PodScheduled')?.status === 'False' && hasDefaults(pod))
    ? [{ read: 'list', kind: 'LimitRange', query: { namespace }, spare: true }]
    : [];

const subjectOf = (facts: Facts, namespace: string | null): Subject =>
  namespace === null
    ? { kind: 'Cluster', namespace: null, name: facts.cluster, uid: null }
    : { kind: 'Namespace', namespace: null, name: namespace, uid: null };

const nearOf = (facts: Facts, subject: Subject): Neighbourhood =>
  subject.kind === 'Namespace'
    ? neighbourhood(facts, subject)
    : {
        below: new Set(
          diagnosable.flatMap((kind) => facts.objects[kind].map((one) => keyOf(refOf(kind, one)))),
        ),
        above: new Set(),
      };

/** What pods in trouble may need, and may not reach: in all namespaces the lists hold the rest. */
const peersOf = (facts: Facts, subject: Subject): Want[] => {
  const pods = livePods(facts).filter((pod) => mayLack(facts, pod));
  const scene = { facts, subject, pods, near: nearOf(facts, subject) };
  const refused = admission.wants(scene);
  if (pods.length === 0) return refused;
  return subject.kind === 'Namespace'
    ? [...refused, ...networkPolicies.wants(scene), ...dependencies.wants(scene)]
    : [...refused, { read: 'list', kind: 'NetworkPolicy', query: { namespace: null }, spare: true }];
};

/** What an overview of one namespace, or of all (null), asks for after its lists. */
export const overviewWants = (facts: Facts, namespace: string | null): OverviewWants => {
  const most = atMostIn(namespace);
  const parts = [logsOf(facts, most), certificatesOf(facts, most), bindingsOf(facts, namespace, most)];
  return {
    wants: [
      ...parts.flatMap(({ wants }) => wants),
      ...limitRangesOf(facts, namespace),
      ...peersOf(facts, subjectOf(facts, namespace)),
    ],
    left: parts.flatMap(({ left }) => left),
  };
};
