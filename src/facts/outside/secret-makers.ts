import type { Facts } from '../facts.ts';
import type { OutsideKind, OutsideObject } from '../objects.ts';
import { textAt } from './json.ts';
import { isOf } from './refs.ts';

/** The kinds whose objects make a Secret that pods read. */
export const secretMakers: readonly OutsideKind[] = [
  {
    group: 'external-secrets.io',
    version: 'v1',
    kind: 'ExternalSecret',
    plural: 'externalsecrets',
    namespaced: true,
  },
  {
    group: 'cert-manager.io',
    version: 'v1',
    kind: 'Certificate',
    plural: 'certificates',
    namespaced: true,
  },
];

/**
 * The name of the Secret that an object makes in its namespace, or null.
 * https://external-secrets.io/latest/api/externalsecret/ and https://cert-manager.io/docs/usage/certificate/
 */
export const secretMadeBy = (object: OutsideObject): string | null => {
  if (isOf(object, 'external-secrets.io', 'ExternalSecret'))
    return textAt(object.spec, 'target', 'name') ?? object.metadata?.name ?? null;
  return isOf(object, 'cert-manager.io', 'Certificate') ? (textAt(object.spec, 'secretName') ?? null) : null;
};

/** What is to make a Secret, as far as it was read. */
export const makerOf = (facts: Facts, namespace: string | null, secret: string): OutsideObject | undefined =>
  facts.outside.find(
    (object) => (object.metadata?.namespace ?? null) === namespace && secretMadeBy(object) === secret,
  );
