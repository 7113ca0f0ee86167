import type { ObjectRef } from '../../answer.ts';
import type { Facts } from '../facts.ts';
import { once } from '../memo.ts';
import type { OutsideObject } from '../objects.ts';
import { controllerOf } from '../pods.ts';
import { keyOf, refOf } from '../refs.ts';
import { podsOfWorkload } from '../workloads.ts';
import { namedBy } from './edges.ts';
import { linkedTo } from './links.ts';
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

/**
 * What an object of a kind from outside stands on: what it names, what it complains of, and what it controls; of the workloads
 * among them also their pods, as theirs are the findings.
 */
export const standsOn = (facts: Facts, object: OutsideObject): ObjectRef[] => {
  const named = [...namedBy(object), ...linkedTo(facts, object)];
  const pods = named.flatMap((ref) => podsOfWorkload(facts, ref));
  return [...named, ...pods.map((pod) => refOf('Pod', pod)), ...descendants(facts, refOfOutside(object))];
};
