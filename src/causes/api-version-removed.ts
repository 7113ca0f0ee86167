import { managerName } from '../facts/changes/managers.ts';
import { specEvidence } from '../facts/evidence.ts';
import { kinds } from '../facts/kinds.ts';
import type { Metadata } from '../facts/objects.ts';
import { refOf } from '../facts/refs.ts';
import { tableOf } from '../facts/table.ts';
import type { Cause } from './cause.ts';

/** When each version goes, and what takes its place: https://kubernetes.io/docs/reference/using-api/deprecation-guide/ */
const removed: { readonly [version: string]: { in: string; now: string; only?: string } } = tableOf({
  'extensions/v1beta1': { in: '1.22', now: 'apps/v1 or networking.k8s.io/v1' },
  'apps/v1beta1': { in: '1.16', now: 'apps/v1' },
  'apps/v1beta2': { in: '1.16', now: 'apps/v1' },
  'networking.k8s.io/v1beta1': { in: '1.22', now: 'networking.k8s.io/v1', only: 'Ingress' },
  'batch/v1beta1': { in: '1.25', now: 'batch/v1' },
  'policy/v1beta1': { in: '1.25', now: 'policy/v1' },
  'discovery.k8s.io/v1beta1': { in: '1.25', now: 'discovery.k8s.io/v1' },
  'autoscaling/v2beta1': { in: '1.25', now: 'autoscaling/v2' },
  'autoscaling/v2beta2': { in: '1.26', now: 'autoscaling/v2' },
});

type Entry = NonNullable<Metadata['managedFields']>[number];

const goes = (kind: string, { apiVersion }: Entry): boolean => {
  const one = removed[apiVersion ?? ''];
  return one !== undefined && (one.only === undefined || one.only === kind);
};

/** The same manager has written in another version since: its old entry stays while it owns a field nobody changed. */
const isNewer = (entry: Entry, other: Entry): boolean =>
  other.manager === entry.manager &&
  other.operation === entry.operation &&
  other.subresource === entry.subresource &&
  (other.time ?? '') > (entry.time ?? '');

const written = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'CronJob',
  'Ingress',
  'HorizontalPodAutoscaler',
  'PodDisruptionBudget',
] as const;

export const apiVersionRemoved: Cause = {
  id: 'api-version-removed',
  title: 'Object is written in an API version that goes away',
  rulesOut: 'the control plane',
  signal:
    'An entry of managedFields has an apiVersion that Kubernetes removes: whoever wrote it will be refused after the upgrade. It is only mentioned.',
  looksAt: written,
  about: written,
  look: (facts) =>
    kinds
      .filter(({ kind }) => written.some((one) => one === kind))
      .flatMap(({ kind }) =>
        (
          facts.objects[kind] satisfies readonly { metadata?: Metadata | undefined }[] as readonly {
            metadata?: Metadata | undefined;
          }[]
        ).flatMap((object) => {
          const entries = object.metadata?.managedFields ?? [];
          const entry = entries.find(
            (one) => goes(kind, one) && !entries.some((other) => !goes(kind, other) && isNewer(one, other)),
          );
          const version = entry?.apiVersion ?? '';
          const fate = removed[version];
          if (entry === undefined || fate === undefined) return [];
          const ref = refOf(kind, object);
          const by = managerName(entry.manager) ?? 'somebody';
          return [
            {
              severity: 'info' as const,
              confidence: 'certain' as const,
              object: ref,
              summary: `${kind} ${ref.name} is written by ${by} as ${version}, which Kubernetes ${fate.in} no longer serves`,
              shared: `Objects are written by ${by} as ${version}, which Kubernetes ${fate.in} no longer serves`,
              effect: `${by} cannot write ${kind} ${ref.name} after the upgrade`,
              evidence: [
                specEvidence(
                  ref,
                  `managedFields: manager ${entry.manager ?? ''}, apiVersion ${version}, ${entry.time ?? ''}`,
                ),
              ],
              remedies: [{ title: `Write it as ${fate.now} from now on`, command: null, action: null }],
              fingerprint: `${version} ${by}`,
            },
          ];
        }),
      ),
};
