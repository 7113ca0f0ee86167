import { isDefault } from '../facts/claims.ts';
import { statusEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause, Found } from './cause.ts';

/** Of several default classes the youngest is taken: https://kubernetes.io/docs/concepts/storage/storage-classes/#default-storageclass */
export const defaultClassesSeveral: Cause = {
  id: 'default-classes-several',
  title: 'Several StorageClasses are the default',
  rulesOut: 'storage',
  signal:
    'More than one StorageClass carries the annotation of the default; claims without a class get the youngest.',
  looksAt: ['StorageClass'],
  about: ['StorageClass'],
  look: (facts) => {
    const all = facts.objects.StorageClass.filter(isDefault).toSorted((a, b) =>
      (b.metadata?.creationTimestamp ?? '').localeCompare(a.metadata?.creationTimestamp ?? ''),
    );
    const [taken] = all;
    if (taken === undefined || all.length < 2) return [];
    const names = all.map(({ metadata }) => metadata?.name ?? '');
    return all.map((one): Found => {
      const object = refOf('StorageClass', one);
      return {
        severity: 'warning',
        confidence: 'certain',
        object,
        summary: `${names.length} StorageClasses are the default (${names.join(', ')}): claims without a class get ${names[0]}, the youngest`,
        evidence: [
          statusEvidence(
            object,
            'annotation storageclass.kubernetes.io/is-default-class: true',
            one.metadata?.creationTimestamp ?? null,
          ),
        ],
        remedies: names.slice(1, 2).map((name) => ({
          title: 'Leave one of them the default',
          command: kubectl(
            null,
            'annotate',
            'storageclass',
            name,
            'storageclass.kubernetes.io/is-default-class-',
          ),
          action: null,
        })),
        fingerprint: 'several default classes',
      };
    });
  },
};
