import type { ObjectRef } from '../../answer.ts';
import { isAbsentOutside } from '../absence.ts';
import type { Facts } from '../facts.ts';
import { nearest } from '../near.ts';
import type { OutsideObject } from '../objects.ts';
import { keyOf } from '../refs.ts';
import { dependenciesOf } from './edges.ts';
import { groupOf, refOfOutside } from './refs.ts';

/** An object that another waits for in vain, and the name of one that may have been meant. */
export type MissingDependency = { ref: ObjectRef; near: string | undefined };

/** Those that wait for each other are no choice. */
const nearOf = (
  facts: Facts,
  waiting: ObjectRef,
  { kind, namespace, name }: ObjectRef,
): string | undefined => {
  const others = facts.outside
    .map(refOfOutside)
    .filter((one) => one.kind === kind && one.namespace === namespace && keyOf(one) !== keyOf(waiting));
  return nearest(
    name,
    others.map((one) => one.name),
    1,
  )[0];
};

/**
 * What an object of Flux waits for that does not exist: all of its kind were read, or its controller says so in `text`
 * (`dependency 'shop/db' not found`).
 */
export const missingDependency = (
  facts: Facts,
  object: OutsideObject,
  text: string,
): MissingDependency | undefined => {
  const ref = dependenciesOf(object).find(
    (one) =>
      isAbsentOutside(facts, groupOf(object), one) ||
      (/not found/i.test(text) && text.includes(`'${one.namespace ?? ''}/${one.name}'`)),
  );
  return ref === undefined ? undefined : { ref, near: nearOf(facts, refOfOutside(object), ref) };
};
