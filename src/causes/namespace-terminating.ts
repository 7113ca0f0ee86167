import { statusEvidence } from '../facts/evidence.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

const telling = [
  'NamespaceDeletionDiscoveryFailure',
  'NamespaceDeletionGroupVersionParsingFailure',
  'NamespaceDeletionContentFailure',
  'NamespaceContentRemaining',
  'NamespaceFinalizersRemaining',
];

export const namespaceTerminating: Cause = {
  id: 'namespace-terminating',
  title: 'Namespace stays Terminating',
  rulesOut: 'namespace deletion',
  signal:
    'The namespace has phase Terminating and a condition says what remains in it, or that an API group does not answer.',
  looksAt: ['Namespace'],
  about: ['Namespace'],
  look: (facts) =>
    facts.objects.Namespace.filter(({ status }) => status?.phase === 'Terminating').map((namespace) => {
      const object = refOf('Namespace', namespace);
      const conditions = (namespace.status?.conditions ?? []).filter(
        ({ type, status }) => telling.includes(type ?? '') && status === 'True',
      );
      const [first] = conditions;
      return {
        severity: 'warning',
        confidence: 'certain',
        object,
        summary: `Namespace ${object.name} is being deleted${first === undefined ? '' : `: ${first.message ?? first.reason ?? ''}`}`,
        effect: `namespace ${object.name} stays Terminating`,
        evidence: conditions.map(({ type, message, lastTransitionTime }) =>
          statusEvidence(object, `${type ?? ''}: ${message ?? ''}`, lastTransitionTime ?? null),
        ),
        remedies: [],
        fingerprint: object.name,
      };
    }),
};
