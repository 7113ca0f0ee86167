import type { ObjectRef, Remedy } from '../answer.ts';
import { controllerManagerOf } from '../facts/controller-manager.ts';
import { overdueDeletions } from '../facts/deletions.ts';
import { span } from '../facts/durations.ts';
import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import type { ObjectOf } from '../facts/objects.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause, Found } from './cause.ts';

type Namespace = ObjectOf['Namespace'];
type Condition = NonNullable<NonNullable<Namespace['status']>['conditions']>[number];

/** Emptying a namespace takes a while when all goes well, and pods in it may use their grace period. */
const patienceMs = 60_000;

/** https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/namespace/deletion/status_condition_utils.go */
const telling = [
  'NamespaceDeletionDiscoveryFailure',
  'NamespaceDeletionGroupVersionParsingFailure',
  'NamespaceDeletionContentFailure',
  'NamespaceFinalizersRemaining',
  'NamespaceContentRemaining',
];

/** What is left and how many of each, of `Some resources are remaining: configmaps. has 2 resource instances, …`. */
const remainingIn = (message: string): { kind: string; count: string }[] =>
  [...message.matchAll(/([a-z0-9-]+(?:\.[a-z0-9-]+)*)\.? has (\d+) resource instances/g)].map((match) => ({
    kind: (match[1] ?? '').replace(/\.$/, ''),
    count: match[2] ?? '',
  }));

const finalizersIn = (message: string): string[] =>
  [...message.matchAll(/([^\s,]+) in \d+ resource instances/g)].flatMap((match) => match[1] ?? []);

/** `metrics.k8s.io/v1beta1` of a failed discovery. */
const groupsIn = (message: string): string[] => [
  ...new Set(
    [...message.matchAll(/([a-z0-9-]+(?:\.[a-z0-9-]+)+)\/(v\d\w*)/g)].map(
      (match) => `${match[2] ?? ''}.${match[1] ?? ''}`,
    ),
  ),
];

type Reason = { words: string; follows: ObjectRef[]; remedies: Remedy[] };

const whyNot = (facts: Facts, name: string, conditions: readonly Condition[]): Reason => {
  const messageOf = (type: string): string | undefined =>
    conditions.find((one) => one.type === type)?.message;
  const discovery = messageOf('NamespaceDeletionDiscoveryFailure');
  const [group] = discovery === undefined ? [] : groupsIn(discovery);
  const remaining = remainingIn(messageOf('NamespaceContentRemaining') ?? '');
  const finalizers = finalizersIn(messageOf('NamespaceFinalizersRemaining') ?? '');
  const [kind] = remaining;
  const look: Remedy[] =
    kind === undefined
      ? []
      : [
          {
            title: 'See what is left, and who should remove its finalizers',
            command: kubectl(name, 'get', kind.kind, '-o', 'yaml'),
            action: null,
          },
        ];
  const left = remaining.map(({ kind: one, count }) => `${one} (${count})`).join(', ');
  const held = finalizers.length === 0 ? '' : ` with finalizer ${finalizers.join(', ')}`;
  if (discovery !== undefined) {
    const [version = '', ...rest] = (group ?? '').split('.');
    return {
      words:
        group === undefined
          ? `an API does not answer: ${discovery}`
          : `the API ${rest.join('.')}/${version} does not answer, so nobody can tell what it still holds there${left === '' ? '' : `; besides there are ${left}${held}`}`,
      follows: group === undefined ? [] : [{ kind: 'APIService', namespace: null, name: group }],
      remedies:
        group === undefined
          ? []
          : [
              {
                title: 'Restore what serves that API, or, if it is gone for good, delete its APIService',
                command: kubectl(null, 'describe', 'apiservice', group),
                action: null,
              },
            ],
    };
  }
  const failure =
    messageOf('NamespaceDeletionContentFailure') ?? messageOf('NamespaceDeletionGroupVersionParsingFailure');
  if (left !== '')
    return {
      words: `it still holds ${left}${held}`,
      follows: [],
      remedies: look,
    };
  if (failure !== undefined) return { words: failure, follows: [], remedies: [] };
  const manager = controllerManagerOf(facts);
  return { words: manager.words, follows: manager.follows, remedies: [] };
};

const found = (facts: Facts, namespace: Namespace): Found[] => {
  const object = refOf('Namespace', namespace);
  const deleted = namespace.metadata?.deletionTimestamp;
  const forMs = Date.parse(facts.now) - Date.parse(deleted ?? '');
  if (namespace.status?.phase !== 'Terminating' || !(forMs > patienceMs)) return [];
  const conditions = telling.flatMap((type) =>
    (namespace.status?.conditions ?? []).filter((one) => one.type === type && one.status === 'True'),
  );
  const { words, follows, remedies } = whyNot(facts, object.name, conditions);
  const inside = overdueDeletions(facts).filter(({ ref }) => ref.namespace === object.name);
  return [
    {
      severity: 'warning',
      confidence: conditions.length > 0 ? 'certain' : 'likely',
      object,
      summary: `Namespace ${object.name} was deleted ${span(forMs)} ago and is still there: ${words}`,
      brief: `Namespace ${object.name} stays Terminating: ${words}`,
      effect: `namespace ${object.name} stays Terminating`,
      evidence: conditions.map(({ type, message, lastTransitionTime }) =>
        statusEvidence(object, `${type ?? ''}: ${message ?? ''}`, lastTransitionTime ?? null),
      ),
      remedies,
      follows: [...follows, ...inside.map(({ ref }) => ref)],
      fingerprint: object.name,
    },
  ];
};

export const namespaceTerminating: Cause = {
  id: 'namespace-terminating',
  title: 'Namespace stays Terminating',
  rulesOut: 'deletion',
  signal:
    'The namespace was deleted more than a minute ago, and its conditions say what remains in it and with which finalizers, or which API group does not answer.',
  looksAt: ['Namespace'],
  about: ['Namespace'],
  look: (facts) => facts.objects.Namespace.flatMap((namespace) => found(facts, namespace)),
};
