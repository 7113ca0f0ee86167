import { specEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { nearest } from '../facts/near.ts';
import { missingReferences } from '../facts/references.ts';
import type { Cause } from './cause.ts';

export const configMissing: Cause = {
  id: 'config-missing',
  title: 'ConfigMap or Secret does not exist',
  rulesOut: 'ConfigMap and Secret references',
  signal:
    'A container waits in CreateContainerConfigError, or a FailedMount event repeats, with `configmap "x" not found` or `secret "x" not found`.',
  looksAt: ['Pod', 'Event', 'ConfigMap', 'Secret'],
  about: ['Pod'],
  look: (facts) =>
    missingReferences(facts)
      .filter(({ key }) => key === null)
      .map(({ ref, kind, name, via, container, evidence }) => {
        const names = facts.objects[kind]
          .filter(({ metadata }) => metadata?.namespace === ref.namespace)
          .flatMap(({ metadata }) => metadata?.name ?? []);
        const near = nearest(name, names, 3);
        const exists = names.includes(name);
        const wanted =
          via === 'volume'
            ? 'mounted as a volume'
            : `read by the environment of container ${container ?? ''}`;
        return {
          severity: 'critical',
          confidence: exists ? 'likely' : 'certain',
          object: ref,
          summary: `${kind} ${name}, ${wanted}, does not exist in namespace ${ref.namespace ?? ''}${via === 'volume' ? ': the pod waits in ContainerCreating' : ''}`,
          evidence: [
            ...evidence,
            ...(near.length === 0
              ? []
              : [specEvidence(ref, `${kind}s with a similar name exist: ${near.join(', ')}`)]),
            ...(exists
              ? [specEvidence(ref, `${kind} ${name} exists by now: the kubelet will see it at its next try`)]
              : []),
          ],
          remedies: [
            {
              title:
                near.length === 0
                  ? `Create ${kind} ${name}, or mark the reference optional`
                  : `Create ${kind} ${name}, or refer to ${near[0] ?? ''}`,
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
