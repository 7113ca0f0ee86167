import type { ObjectRef, Remedy } from '../answer.ts';
import { controllerManagerOf } from '../facts/controller-manager.ts';
import { overdueDeletions } from '../facts/deletions.ts';
import { span } from '../facts/durations.ts';
import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { messageOf, remainingFinalizers, remainsOf } from '../facts/namespace-remains.ts';
import type { Remains } from '../facts/namespace-remains.ts';
import type { ObjectOf } from '../facts/objects.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause, Found } from './cause.ts';

type Namespace = ObjectOf['Namespace'];

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

/** `metrics.k8s.io/v1beta1` of a failed discovery. */
const groupsIn = (message: string): string[] => [
  ...new Set(
    [...message.matchAll(/([a-z0-9-]+(?:\.[a-z0-9-]+)+)\/(v\d\w*)/g)].map(
      (match) => `${match[2] ?? ''}.${match[1] ?? ''}`,
    ),
  ),
];

const namedAtMost = 3;

/** The names of what is left, where it is little and was read whole: `Tenant archive`. */
const namesOf = (facts: Facts, namespace: string, remaining: readonly Remains[]): string | null => {
  const inside = overdueDeletions(facts).filter(({ ref }) => ref.namespace === namespace);
  const all = remaining.reduce((sum, { count }) => sum + count, 0);
  return inside.length > 0 && inside.length === all && all <= namedAtMost
    ? inside.map(({ ref: { kind, name } }) => `${kind} ${name}`).join(', ')
    : null;
};

type Reason = { words: string; follows: ObjectRef[]; remedies: Remedy[] };

const whyNot = (facts: Facts, namespace: Namespace): Reason => {
  const { name } = refOf('Namespace', namespace);
  const discovery = messageOf(namespace, 'NamespaceDeletionDiscoveryFailure');
  const [group] = discovery === undefined ? [] : groupsIn(discovery);
  const remaining = remainsOf(namespace);
  const finalizers = remainingFinalizers(namespace);
  const [first] = remaining;
  const look: Remedy[] =
    first === undefined
      ? []
      : [
          {
            title: 'See what is left, and who should remove its finalizers',
            command: kubectl(name, 'get', first.resource, '-o', 'yaml'),
            action: null,
          },
        ];
  const left =
    namesOf(facts, name, remaining) ??
    remaining.map(({ resource, count }) => `${resource} (${count})`).join(', ');
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
    messageOf(namespace, 'NamespaceDeletionContentFailure') ??
    messageOf(namespace, 'NamespaceDeletionGroupVersionParsingFailure');
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
  const { words, follows, remedies } = whyNot(facts, namespace);
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
