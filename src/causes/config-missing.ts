import type { ObjectRef } from '../answer.ts';
import { specEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { deletedEvidence, namesakeEvidence, otherNamespaces, similarNames } from '../facts/namesakes.ts';
import { missingReferences } from '../facts/references.ts';
import type { MissingReference } from '../facts/references.ts';
import { sameRef } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

const wholeMissing = (facts: Facts): MissingReference[] =>
  missingReferences(facts).filter(({ key }) => key === null);

/** What else the same pod asks for and does not get: `Secret tls`; null where that is all. */
const othersOf = (facts: Facts, pod: ObjectRef, title: string): string | null => {
  const titles = wholeMissing(facts)
    .filter(({ ref }) => sameRef(ref, pod))
    .map(({ kind, name }) => `${kind} ${name}`);
  const others = [...new Set(titles)].filter((one) => one !== title);
  return others.length === 0 ? null : others.join(' or ');
};

export const configMissing: Cause = {
  id: 'config-missing',
  title: 'ConfigMap or Secret does not exist',
  rulesOut: 'ConfigMap and Secret references',
  signal:
    'A container waits in CreateContainerConfigError, or a FailedMount event repeats, with `configmap "x" not found` or `secret "x" not found`. Similar names, other namespaces that hold the name, and pods that started with it stand beside it; an optional reference never shows up.',
  looksAt: ['Pod', 'Event', 'ConfigMap', 'Secret'],
  about: ['Pod'],
  look: (facts) =>
    wholeMissing(facts).map(({ ref, kind, name, via, container, evidence }) => {
      const [near] = similarNames(facts, kind, ref.namespace, name);
      const [elsewhere] = otherNamespaces(facts, kind, ref.namespace, name);
      const exists = facts.objects[kind].some(
        ({ metadata }) => metadata?.name === name && metadata.namespace === ref.namespace,
      );
      const deleted = deletedEvidence(facts, kind, ref.namespace, name).length > 0;
      const what = `${kind} ${name}`;
      const gone = `${deleted ? 'does not exist any more' : 'does not exist'} in namespace ${ref.namespace ?? ''}`;
      const wanted =
        via === 'volume' ? 'mounted as a volume' : `read by the environment of container ${container ?? ''}`;
      const others = othersOf(facts, ref, what);
      const besides = others === null ? '' : `, nor does ${others}`;
      const choices = [
        ...(near === undefined ? [] : [`refer to ${near}`]),
        ...(elsewhere === undefined ? [] : [`copy it from namespace ${elsewhere}`]),
        ...(near === undefined && elsewhere === undefined ? ['mark the reference optional'] : []),
      ];
      return {
        severity: 'critical',
        confidence: exists ? 'likely' : 'certain',
        object: ref,
        summary: `${what}, ${wanted}, ${gone}${besides}${via === 'volume' ? ': the pod waits in ContainerCreating' : ''}`,
        brief: `${what} ${gone}${besides}`,
        shared: `${what} ${gone}`,
        evidence: [
          ...evidence,
          ...(exists
            ? [specEvidence(ref, `${what} exists by now: the kubelet will see it at its next try`)]
            : namesakeEvidence(facts, ref, kind, name)),
        ],
        remedies: [
          {
            title: [`Create ${what}`, ...choices].join(', or '),
            command: kubectl(
              ref.namespace,
              'create',
              ...(kind === 'Secret' ? ['secret', 'generic'] : ['configmap']),
              name,
              '--from-literal=KEY=VALUE',
            ),
            action: null,
          },
        ],
        fingerprint: `${kind} ${ref.namespace ?? ''} ${name}`,
      };
    }),
};
