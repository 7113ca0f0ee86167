import type { ObjectRef } from '../../answer.ts';
import type { Facts } from '../facts.ts';
import { once } from '../memo.ts';
import type { OutsideObject } from '../objects.ts';
import { keyOf, refOf } from '../refs.ts';
import { dependenciesOf } from './edges.ts';
import { healthOf } from './health.ts';
import { isFields, textAt } from './json.ts';
import { refOfOutside } from './refs.ts';

/** What a reference says: a kind or none, a namespace or none, and a name. */
type Mention = { kind: string | null; namespace: string | null; name: string };

const workloads = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'PersistentVolumeClaim'] as const;

/** What was read and can be meant, by namespace and name. */
const placed = once((facts: Facts) =>
  Map.groupBy(
    [
      ...facts.outside.map(refOfOutside),
      ...workloads.flatMap((kind) => facts.objects[kind].map((one) => refOf(kind, one))),
    ],
    ({ namespace, name }) => `${namespace ?? ''}/${name}`,
  ),
);

/** Without a namespace it is that of the object, or a kind that has none; without a kind the object's own comes first. */
const meantBy = (facts: Facts, own: ObjectRef, { kind, namespace, name }: Mention): ObjectRef[] => {
  const places = namespace === null ? [own.namespace ?? '', ''] : [namespace];
  const there = [...new Set(places)].flatMap((place) => placed(facts).get(`${place}/${name}`) ?? []);
  const others = there.filter((one) => keyOf(one) !== keyOf(own));
  if (kind !== null) return others.filter((one) => one.kind.toLowerCase() === kind.toLowerCase());
  const same = others.filter((one) => one.kind === own.kind);
  return same.length > 0 ? same : others;
};

const label = '[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?';
/** `Kind/namespace/name`, `Kind/name`, `Kind "name"`, `Kind 'namespace/name'`. */
const withKind = new RegExp(
  String.raw`\b([A-Z][A-Za-z]{1,62})(?:/|[ :]{1,2})["'\x60]?(?:(${label})/)?(${label})`,
  'g',
);
const withoutKind = new RegExp(`(?<![\\w./-])(${label})/(${label})(?![\\w/])`, 'g');
const textAtMost = 2000;

const mentionedIn = (whole: string): Mention[] => {
  const text = whole.slice(0, textAtMost);
  return [
    ...[...text.matchAll(withKind)].map(([, kind = '', namespace = null, name = '']) => ({
      kind,
      namespace,
      name,
    })),
    ...[...text.matchAll(withoutKind)].map(([, namespace = '', name = '']) => ({
      kind: null,
      namespace,
      name,
    })),
  ];
};

/** These name what stands above an object. */
const upwards = /^(?:claim|composite|controller|owner)Ref$/;
const stepsAtMost = 4;

/**
 * The fields of a spec whose names end in `Ref`; one that names no kind is of the kind it is called by: `issuerRef`.
 * https://github.com/kubernetes/community/blob/master/contributors/devel/sig-architecture/api-conventions.md#object-references
 */
const referredIn = (spec: unknown, steps = stepsAtMost): Mention[] =>
  !isFields(spec) || steps === 0
    ? []
    : Object.entries(spec).flatMap(([field, value]): Mention[] => {
        if (!field.endsWith('Ref')) return referredIn(value, steps - 1);
        const name = textAt(value, 'name');
        if (name === undefined || upwards.test(field)) return [];
        const kind = textAt(value, 'kind') ?? field.slice(0, -'Ref'.length);
        return [{ kind, namespace: textAt(value, 'namespace') ?? null, name }];
      });

const linksOf = (facts: Facts, object: OutsideObject): ObjectRef[] => {
  const health = healthOf(object);
  if (health.state === 'fine' || health.state === 'paused') return [];
  const own = refOfOutside(object);
  const mentions = [...dependenciesOf(object), ...referredIn(object.spec), ...mentionedIn(health.text)];
  const found = mentions.flatMap((one) => meantBy(facts, own, one));
  return [...new Map(found.map((ref) => [keyOf(ref), ref])).values()];
};

const links = once(
  (facts: Facts) => new Map(facts.outside.map((object) => [object, linksOf(facts, object)])),
);

/**
 * Of an object that says it is not well, whatever its group: the objects that were read and that it depends on by
 * `dependsOn`, by a reference in its spec, or by the words of its own complaint.
 */
export const linkedTo = (facts: Facts, object: OutsideObject): readonly ObjectRef[] =>
  links(facts).get(object) ?? [];
