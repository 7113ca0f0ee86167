import type { ObjectRef } from '../answer.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kinds } from '../facts/kinds.ts';
import { kubectl } from '../facts/kubectl.ts';
import type { Metadata } from '../facts/objects.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

/** Finalizers of the API machinery itself come and go within seconds. */
const patienceMs = 30_000;

const deleting = (facts: Facts): { ref: ObjectRef; metadata: Metadata }[] =>
  kinds.flatMap(({ kind }) =>
    (
      facts.objects[kind] satisfies readonly { metadata?: Metadata | undefined }[] as readonly {
        metadata?: Metadata | undefined;
      }[]
    ).flatMap((object) =>
      object.metadata?.deletionTimestamp === undefined
        ? []
        : [{ ref: refOf(kind, object), metadata: object.metadata }],
    ),
  );

export const stuckTerminating: Cause = {
  id: 'stuck-terminating',
  title: 'A finalizer keeps a deleted object',
  rulesOut: 'finalizers',
  signal:
    'deletionTimestamp has passed and metadata.finalizers is not empty: the controller that set the finalizer has not removed it.',
  looksAt: ['Pod', 'PersistentVolumeClaim', 'Service', 'Deployment', 'Namespace', 'Job'],
  about: [
    'Pod',
    'PersistentVolumeClaim',
    'Service',
    'Deployment',
    'StatefulSet',
    'DaemonSet',
    'Namespace',
    'Job',
    'Ingress',
  ],
  look: (facts) =>
    deleting(facts).flatMap(({ ref, metadata }) => {
      const finalizers = (metadata.finalizers ?? []).filter(
        (finalizer) => finalizer !== 'kubernetes.io/pvc-protection',
      );
      const deleted = metadata.deletionTimestamp ?? '';
      if (finalizers.length === 0 || Date.parse(facts.now) - Date.parse(deleted) < patienceMs) return [];
      return [
        {
          severity: 'warning',
          confidence: 'certain',
          object: ref,
          summary: `${ref.kind} ${ref.name} is deleted but stays Terminating: its finalizer ${finalizers.join(', ')} is not removed`,
          evidence: [
            statusEvidence(ref, `deletionTimestamp: ${deleted}`, deleted),
            specEvidence(ref, `finalizers: ${finalizers.join(', ')}`),
          ],
          remedies: [
            {
              title: 'Find out why the controller behind the finalizer does not remove it',
              command: null,
              action: null,
            },
            {
              title:
                'Last resort, when that controller is gone: remove the finalizers by hand (what it would have cleaned up stays behind)',
              command: kubectl(
                ref.namespace,
                'patch',
                ref.kind.toLowerCase(),
                ref.name,
                '--type=merge',
                '-p',
                '{"metadata":{"finalizers":null}}',
              ),
              action: null,
            },
          ],
          fingerprint: `${finalizers.join(' ')} ${ref.kind}`,
        },
      ];
    }),
};
