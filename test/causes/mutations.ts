import * as fc from 'fast-check';

type Fields = Record<string, unknown>;
/** A place in a tree of JSON: what holds it, and its key there. */
type Place = { holder: Fields | unknown[]; key: string | number };

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every place below a value. */
const placesIn = (value: unknown): Place[] => {
  if (Array.isArray(value)) return value.flatMap((item, key) => [{ holder: value, key }, ...placesIn(item)]);
  if (!isFields(value)) return [];
  return Object.keys(value).flatMap((key) => [{ holder: value, key }, ...placesIn(value[key])]);
};

const at = ({ holder, key }: Place): unknown => Reflect.get(holder, key);
// An own field even where the key is `__proto__`, as JSON.parse makes it.
const put = ({ holder, key }: Place, value: unknown): void => {
  Object.defineProperty(holder, key, { value, enumerable: true, writable: true, configurable: true });
};

const texts = [
  '',
  ' ',
  'x',
  '\u0000\u0007\u001B[31mred\u001B[0m',
  '<!channel> *a* `b` ```c``` <https://evil.example|bank> &lt;',
  'abc\u202Edcba\u2066x\u2069',
  '\uD800 lone \uDC00',
  'line\r\nline\u2028line',
  '😀'.repeat(300),
  'word '.repeat(2000),
  '0',
  '-1',
  '1e400',
  '100Zi',
  'a/b/c:d@sha256:e',
  '%',
  '(((((((((((((((((((((((((((',
  '{}',
  '..',
];
const keys = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'length', ''];
const times = [
  '0001-01-01T00:00:00Z',
  '1969-12-31T23:59:59Z',
  '9999-12-31T23:59:59.999999Z',
  '2026-13-40T99:99:99Z',
  '2026-11-22',
  'yesterday',
];
const numbers = [0, -1, 0.5, 2 ** 31, -(2 ** 53), 1e308, -1e308];
const others = [true, false, [], {}, [null], [5, 'x', {}, [], null], { a: 1 }, [[[]]], [{}], null];

/** A value that does not belong where it is put. */
const foreign: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(...texts, ...keys),
  fc.constantFrom<unknown>(...times),
  fc.constantFrom<unknown>(...numbers),
  fc.constantFrom<unknown>(...others),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

/** A value of the right type that nobody expects. */
const kin = (value: unknown, seed: number): unknown => {
  const one = <T>(list: readonly T[]): T | undefined => list[seed % list.length];
  if (typeof value === 'number') return one(numbers);
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'string')
    return /^\d{4}-\d\d-\d\dT/.test(value) ? one(times) : one([...texts, ...keys]);
  return Array.isArray(value) ? [] : {};
};

type Change = (place: Place, all: readonly Place[]) => void;

const changes: fc.Arbitrary<Change> = fc.oneof(
  fc.constant<Change>(({ holder, key }) => {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else Reflect.deleteProperty(holder, key);
  }),
  foreign.map(
    (value): Change =>
      (place) =>
        put(place, structuredClone(value)),
  ),
  fc.nat().map(
    (seed): Change =>
      (place) =>
        put(place, kin(at(place), seed)),
  ),
  fc.nat().map((seed): Change => (place, all) => {
    const from = all[seed % all.length];
    if (from !== undefined) put(place, structuredClone(at(from)));
  }),
  fc.tuple(fc.constantFrom(...keys), foreign).map(([key, value]): Change => ({ holder }) => {
    if (!Array.isArray(holder)) put({ holder, key }, structuredClone(value));
  }),
  fc.constant<Change>((place) => {
    const value = at(place);
    if (Array.isArray(value)) value.push(...structuredClone(value));
    else put(place, [value, value]);
  }),
  fc.constantFrom(-1, 1e9, 0).map((factor): Change => (place) => {
    const value = at(place);
    if (typeof value === 'number') put(place, value * factor);
    else if (typeof value === 'string') put(place, `${value}${value}`);
  }),
);

type Mutation = { object: number; place: number; change: Change };

const ownerOfItself = (object: Fields): void => {
  const { metadata } = object;
  if (!isFields(metadata)) return;
  const { name, uid } = metadata;
  metadata['ownerReferences'] = [{ apiVersion: 'v1', kind: object['kind'], name, uid, controller: true }];
};

/** One to four things done to a list of objects. The objects are changed in place. */
export const mutations: fc.Arbitrary<(objects: readonly Fields[]) => void> = fc
  .tuple(
    fc.array(fc.record({ object: fc.nat(), place: fc.nat(), change: changes }), {
      minLength: 1,
      maxLength: 4,
    }),
    fc.boolean(),
  )
  .map(([list, selfOwned]: [Mutation[], boolean]) => (objects) => {
    for (const { object, place, change } of list) {
      const tree = objects[object % objects.length];
      if (tree === undefined) continue;
      const all = placesIn(tree);
      const chosen = all[place % all.length];
      if (chosen !== undefined) change(chosen, all);
      if (selfOwned) ownerOfItself(tree);
    }
  });
