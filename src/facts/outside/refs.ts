import type { ObjectRef } from '../../answer.ts';
import type { Facts } from '../facts.ts';
import { once } from '../memo.ts';
import type { OutsideObject } from '../objects.ts';
import { keyOf } from '../refs.ts';

/** The reference of an object of a kind from outside. */
export const refOfOutside = ({ kind, metadata }: OutsideObject): ObjectRef => ({
  kind,
  namespace: metadata?.namespace ?? null,
  name: metadata?.name ?? '',
});

/** The API group of an object: `cert-manager.io` of `cert-manager.io/v1`. */
export const groupOf = ({ apiVersion }: OutsideObject): string =>
  apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';

/** `Outside`, the group of an object and those it lies under: `acme.cert-manager.io`, `cert-manager.io`. */
export const groupsOf = (object: OutsideObject): string[] => {
  const labels = groupOf(object).split('.');
  return ['Outside', ...labels.slice(0, -1).map((_, from) => labels.slice(from).join('.'))];
};

/** Whether an object is of one of these kinds of a group; a group stands for those under it as well. */
export const isOf = (object: OutsideObject, group: string, ...kinds: readonly string[]): boolean => {
  const own = groupOf(object);
  return (own === group || own.endsWith(`.${group}`)) && (kinds.length === 0 || kinds.includes(object.kind));
};

const byKey = once(
  (facts: Facts) => new Map(facts.outside.map((object) => [keyOf(refOfOutside(object)), object])),
);

export const outsideByRef = (facts: Facts, ref: ObjectRef): OutsideObject | undefined =>
  byKey(facts).get(keyOf(ref));
