import type { ObjectRef } from '../answer.ts';
import { isAbsent } from '../facts/absence.ts';
import { eventEvidence, seenAt } from '../facts/events.ts';
import type { ApiEvent } from '../facts/events.ts';
import type { Facts } from '../facts/facts.ts';
import { kinds } from '../facts/kinds.ts';
import { kubectl } from '../facts/kubectl.ts';
import type { Metadata } from '../facts/objects.ts';
import type { Cause } from './cause.ts';

const refIn = ({ involvedObject }: ApiEvent): ObjectRef => ({
  kind: involvedObject?.kind ?? '',
  namespace: involvedObject?.namespace ?? null,
  name: involvedObject?.name ?? '',
});

/** Of an object that has been deleted since, or made anew under its name, there is nothing to mend any more. */
const isGone = (facts: Facts, { kind, namespace, name }: ObjectRef, uid: string | undefined): boolean => {
  const known = kinds.find((one) => one.kind === kind)?.kind;
  if (known === undefined) return false;
  const list: readonly { metadata?: Metadata | undefined }[] = facts.objects[known];
  const now = list.find(
    ({ metadata }) => metadata?.name === name && (metadata.namespace ?? null) === namespace,
  );
  return now === undefined
    ? isAbsent(facts, known, { namespace, name })
    : uid !== undefined && now.metadata?.uid !== undefined && now.metadata.uid !== uid;
};

export const ownerMissing: Cause = {
  id: 'owner-missing',
  title: 'Owner reference leads nowhere',
  rulesOut: 'deletion',
  signal:
    'The garbage collector says `OwnerRefInvalidNamespace`: the object names an owner that is not in its namespace, as when an owner reference was copied. It deletes such objects without a further word.',
  looksAt: ['Event'],
  about: ['Pod', 'ReplicaSet', 'Deployment', 'Job', 'Service', 'PersistentVolumeClaim', 'Outside'],
  look: (facts) => {
    const seen = new Set<string>();
    return facts.objects.Event.toSorted((a, b) => (seenAt(b) ?? '').localeCompare(seenAt(a) ?? '')).flatMap(
      (event) => {
        const object = refIn(event);
        const key = `${object.kind}/${object.namespace ?? ''}/${object.name}`;
        if (
          event.reason !== 'OwnerRefInvalidNamespace' ||
          seen.has(key) ||
          isGone(facts, object, event.involvedObject?.uid)
        )
          return [];
        seen.add(key);
        return [
          {
            severity: 'warning',
            confidence: 'certain',
            object,
            summary: `${object.kind} ${object.name} names an owner that is not in its namespace, so the garbage collector deletes it`,
            effect: `${object.kind} ${object.name} is deleted by the garbage collector`,
            evidence: [eventEvidence(object, event)],
            remedies: [
              {
                title:
                  'Remove the wrong entry from its ownerReferences: an owner must be in the same namespace',
                command: kubectl(object.namespace, 'edit', object.kind.toLowerCase(), object.name),
                action: null,
              },
            ],
            fingerprint: key,
          },
        ];
      },
    );
  },
};
