import { statusEvidence } from '../facts/evidence.ts';
import type { ObjectOf } from '../facts/objects.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause, Found } from './cause.ts';

type Definition = ObjectOf['CustomResourceDefinition'];
type Told = Pick<Found, 'severity' | 'confidence' | 'summary' | 'evidence' | 'remedies'>;

const refused = (definition: Definition): Told[] => {
  const ref = refOf('CustomResourceDefinition', definition);
  const condition = definition.status?.conditions?.find(
    ({ type, status, reason }) =>
      (type === 'NamesAccepted' || type === 'Established') && status === 'False' && reason !== 'Installing',
  );
  if (condition === undefined) return [];
  const { type = '', reason = '', message = '' } = condition;
  return [
    {
      severity: 'critical',
      confidence: 'certain',
      summary: `CustomResourceDefinition ${ref.name} is not served: ${message === '' ? reason : message}`,
      evidence: [
        statusEvidence(ref, `${type}: False (${reason}): ${message}`, condition.lastTransitionTime ?? null),
      ],
      remedies: [],
    },
  ];
};

/** A version that objects are kept in and that is declared no more: they cannot be read, and an upgrade is refused. */
const forgotten = (definition: Definition): Told[] => {
  const ref = refOf('CustomResourceDefinition', definition);
  const declared = (definition.spec?.versions ?? []).flatMap(({ name }) => name ?? []);
  const lost = (definition.status?.storedVersions ?? []).filter(
    (version) => !declared.includes(version ?? ''),
  );
  if (declared.length === 0 || lost.length === 0) return [];
  return [
    {
      severity: 'warning',
      confidence: 'certain',
      summary: `CustomResourceDefinition ${ref.name} keeps objects in version ${lost.join(', ')}, which it does not declare any more`,
      evidence: [
        statusEvidence(
          ref,
          `storedVersions: ${(definition.status?.storedVersions ?? []).join(', ')}; versions: ${declared.join(', ')}`,
        ),
      ],
      remedies: [
        {
          title:
            'Declare the version again, store every object anew, then take it out of status.storedVersions',
          command: null,
          action: null,
        },
      ],
    },
  ];
};

/** What Kubernetes itself has set a date for: https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#version-deprecation */
const deprecated = (definition: Definition): Told[] => {
  const ref = refOf('CustomResourceDefinition', definition);
  const stored = definition.spec?.versions?.find(({ storage }) => storage === true);
  if (stored?.deprecated !== true) return [];
  return [
    {
      severity: 'info',
      confidence: 'certain',
      summary: `CustomResourceDefinition ${ref.name} stores objects in the deprecated version ${stored.name ?? ''}`,
      evidence: [
        statusEvidence(ref, stored.deprecationWarning ?? `version ${stored.name ?? ''}: deprecated`),
      ],
      remedies: [],
    },
  ];
};

export const crdNotServed: Cause = {
  id: 'crd-not-served',
  title: 'Custom resource definition is not served as declared',
  rulesOut: 'custom resource definitions',
  signal:
    'A CustomResourceDefinition has NamesAccepted or Established False, keeps objects in a version that it does not declare any more, or stores them in a deprecated one.',
  looksAt: ['CustomResourceDefinition'],
  about: ['CustomResourceDefinition'],
  look: (facts) =>
    facts.objects.CustomResourceDefinition.flatMap((definition) =>
      [...refused(definition), ...forgotten(definition), ...deprecated(definition)].map((told): Found => {
        const object = refOf('CustomResourceDefinition', definition);
        return {
          ...told,
          object,
          effect: `${object.name} is not served`,
          fingerprint: `${object.name} ${told.summary}`,
        };
      }),
    ),
};
