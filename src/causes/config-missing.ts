import type { Remedy } from '../answer.ts';
import { specEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { deletedEvidence, namesakeEvidence, otherNamespaces, similarNames } from '../facts/namesakes.ts';
import type { OutsideObject } from '../facts/objects.ts';
import { groupOf, refOfOutside } from '../facts/outside/refs.ts';
import { makerOf } from '../facts/outside/secret-makers.ts';
import { missingReferences } from '../facts/references.ts';
import type { Cause } from './cause.ts';

/** A Secret that is made by something else is not made by hand. */
const ofMaker = (maker: OutsideObject): Remedy => {
  const { kind, namespace, name } = refOfOutside(maker);
  return {
    title: `Mend ${kind} ${name}, which makes the Secret`,
    command: kubectl(namespace, 'describe', `${kind.toLowerCase()}.${groupOf(maker)}`, name),
    action: null,
  };
};

export const configMissing: Cause = {
  id: 'config-missing',
  title: 'ConfigMap or Secret does not exist',
  rulesOut: 'ConfigMap and Secret references',
  signal:
    'A container waits in CreateContainerConfigError, or a FailedMount event repeats, with `configmap "x" not found` or `secret "x" not found`. Similar names, other namespaces that hold the name, and pods that started with it stand beside it, and the ExternalSecret or Certificate that is to make the Secret; an optional reference never shows up.',
  looksAt: ['Pod', 'Event', 'ConfigMap', 'Secret'],
  about: ['Pod'],
  look: (facts) =>
    missingReferences(facts)
      .filter(({ key }) => key === null)
      .map(({ ref, kind, name, via, container, evidence }) => {
        const [near] = similarNames(facts, kind, ref.namespace, name);
        const [elsewhere] = otherNamespaces(facts, kind, ref.namespace, name);
        const exists = facts.objects[kind].some(
          ({ metadata }) => metadata?.name === name && metadata.namespace === ref.namespace,
        );
        const deleted = deletedEvidence(facts, kind, ref.namespace, name).length > 0;
        const what = `${kind} ${name}`;
        const maker = kind === 'Secret' && !exists ? makerOf(facts, ref.namespace, name) : undefined;
        const gone = `${deleted ? 'does not exist any more' : 'does not exist'} in namespace ${ref.namespace ?? ''}`;
        const wanted =
          via === 'volume'
            ? 'mounted as a volume'
            : `read by the environment of container ${container ?? ''}`;
        const choices = [
          ...(near === undefined ? [] : [`refer to ${near}`]),
          ...(elsewhere === undefined ? [] : [`copy it from namespace ${elsewhere}`]),
          ...(near === undefined && elsewhere === undefined ? ['mark the reference optional'] : []),
        ];
        return {
          severity: 'critical',
          confidence: exists ? 'likely' : 'certain',
          object: ref,
          summary: `${what}, ${wanted}, ${gone}${via === 'volume' ? ': the pod waits in ContainerCreating' : ''}`,
          brief: `${what} ${gone}`,
          shared: `${what} ${gone}`,
          evidence: [
            ...evidence,
            ...(maker === undefined ? [] : [specEvidence(refOfOutside(maker), `is to make Secret ${name}`)]),
            ...(exists
              ? [specEvidence(ref, `${what} exists by now: the kubelet will see it at its next try`)]
              : namesakeEvidence(facts, ref, kind, name)),
          ],
          ...(maker === undefined ? {} : { follows: [refOfOutside(maker)] }),
          remedies: [
            maker === undefined
              ? {
                  title: [`Create ${what}`, ...choices].join(', or '),
                  command: kubectl(
                    ref.namespace,
                    'create',
                    ...(kind === 'Secret' ? ['secret', 'generic'] : ['configmap']),
                    name,
                    '--from-literal=KEY=VALUE',
                  ),
                  action: null,
                }
              : ofMaker(maker),
          ],
          fingerprint: `${kind} ${ref.namespace ?? ''} ${name}`,
        };
      }),
};
