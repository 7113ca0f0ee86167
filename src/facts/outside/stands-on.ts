import type { ObjectRef } from '../../answer.ts';
import type { Facts } from '../facts.ts';
import { once } from '../memo.ts';
import type { OutsideObject } from '../objects.ts';
import { controllerOf } from '../pods.ts';
import { keyOf } from '../refs.ts';
import { namedBy } from './edges.ts';
import { refOfOutside } from './refs.ts';

/** By the key of an owner, the objects of kinds from outside that it controls. */
const ownedBy = once((facts: Facts) =>
  Map.groupBy(facts.outside, (object) => {
    const owner = controllerOf(object);
    const { namespace } = refOfOutside(object);
    return owner === undefined ? '' : keyOf({ kind: owner.kind, namespace, name: owner.name });
  }),
);

/** Chains of owners are short: a Certificate has a request, that an order, that its challenges. */
const stepsAtMost = 5;

/** What an object controls, and what that controls: what stands in between may have nothing to say. */
const descendants = (facts: Facts, ref: ObjectRef, steps = stepsAtMost): ObjectRef[] =>
  steps === 0
    ? []
    : (ownedBy(facts).get(keyOf(ref)) ?? []).flatMap((object) => {
        const own = refOfOutside(object);
        return [own, ...descendants(facts, own, steps - 1)];
      });

/** What an object of a kind from outside stands on: what it names, and what it controls. */
export const standsOn = (facts: Facts, object: OutsideObject): ObjectRef[] => [
  ...namedBy(object),
  ...descendants(facts, refOfOutside(object)),
];
