import { specEvidence } from '../facts/evidence.ts';
import { nearest } from '../facts/near.ts';
import { missingReferences } from '../facts/references.ts';
import type { Cause } from './cause.ts';

export const configKeyMissing: Cause = {
  id: 'config-key-missing',
  title: 'ConfigMap or Secret lacks a key',
  rulesOut: 'ConfigMap and Secret references',
  signal:
    "The kubelet says `couldn't find key K in ConfigMap ns/x` or `references non-existent config key: K`.",
  looksAt: ['Pod', 'Event', 'keys'],
  about: ['Pod'],
  look: (facts) =>
    missingReferences(facts).flatMap(({ ref, kind, name, key, evidence }) => {
      if (key === null) return [];
      const holder = facts.keys.find(
        (one) => one.kind === kind && one.namespace === ref.namespace && one.name === name,
      );
      const near = nearest(key, holder?.keys ?? [], 1)[0];
      const present =
        holder === undefined
          ? []
          : [specEvidence(ref, `${kind} ${name} holds the keys: ${holder.keys.join(', ') || 'none'}`)];
      return [
        {
          severity: 'critical',
          confidence: 'certain',
          object: ref,
          summary: `${kind} ${name} has no key ${key}, which the pod asks for${near === undefined ? '' : `; it has ${near}`}`,
          evidence: [...evidence, ...present],
          remedies: [
            {
              title:
                near === undefined
                  ? `Add the key ${key} to ${kind} ${name}`
                  : `Add the key ${key}, or refer to ${near}`,
              command: null,
              action: null,
            },
          ],
          blames: [{ kind, namespace: ref.namespace, name }],
          fingerprint: `${kind} ${ref.namespace ?? ''} ${name} ${key}`,
        },
      ];
    }),
};
