import type { ObjectRef } from '../../answer.ts';
import type { Facts } from '../facts.ts';
import { once } from '../memo.ts';
import type { OutsideObject } from '../objects.ts';
import { textAt } from './json.ts';
import { isOf, refOfOutside } from './refs.ts';

/** The Secret that an object writes into its namespace, by the name it gives it; null where it writes none. */
const writtenBy = (object: OutsideObject): string | null =>
  (isOf(object, 'external-secrets.io', 'ExternalSecret')
    ? (textAt(object.spec, 'target', 'name') ?? object.metadata?.name)
    : isOf(object, 'cert-manager.io', 'Certificate')
      ? textAt(object.spec, 'secretName')
      : isOf(object, 'bitnami.com', 'SealedSecret')
        ? (textAt(object.spec, 'template', 'metadata', 'name') ?? object.metadata?.name)
        : undefined) ?? null;

const makers = once((facts: Facts) =>
  Map.groupBy(facts.outside, (object) => `${object.metadata?.namespace ?? ''}/${writtenBy(object) ?? ''}`),
);

/** The objects of kinds from outside that are to write a Secret: why it is not there is told by them. */
export const makersOfSecret = (facts: Facts, namespace: string | null, name: string): ObjectRef[] =>
  (makers(facts).get(`${namespace ?? ''}/${name}`) ?? []).map(refOfOutside);
