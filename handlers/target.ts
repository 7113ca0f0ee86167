import type { Target } from '../src/calls.ts';
import { kindByWord } from '../src/facts/kinds.ts';
import { isOutsideWord } from '../src/facts/outside-words.ts';
import { complain, type Complaint } from './command.ts';
import { namespaceOf, type Options } from './options.ts';
import { namedRow } from './pasted.ts';

/** A name is a DNS subdomain: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
const subdomain = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;

const before = new Set(['is', 'are', 'was', 'does', 'the', 'my', 'our', 'a', "isn't", 'isn’t']);
const after = new Set(
  (
    'broken failing failed fails crashing crashed crashlooping looping down pending not working ready starting up ' +
    'running unhealthy unavailable restarting slow stuck dead erroring wrong so now again oomkilled evicted degraded'
  ).split(' '),
);

/** Drops the small words of a whole sentence: `is the checkout deployment failing again?` leaves `checkout deployment`. */
const withoutSmallWords = (words: readonly string[]): string[] => {
  const left = words.map((word) => word.replace(/[?!,;:]+$/, '')).filter((word) => word !== '');
  while (left.length > 1 && before.has((left[0] ?? '').toLowerCase())) left.shift();
  const enough = kindByWord(left[0] ?? '') === undefined ? 1 : 2;
  while (left.length > enough && after.has((left.at(-1) ?? '').toLowerCase())) left.pop();
  return left;
};

/** Takes `in shop` or `in namespace shop` from the end of the words. */
const takePlace = (words: readonly string[]): { words: string[]; namespace: string | null } => {
  const at = words.findIndex((word, index) => index > 0 && /^(in|from)$/i.test(word));
  const place = at < 0 ? [] : words.slice(at + 1).filter((word) => !/^(the|ns|namespace)$/i.test(word));
  const named = place[0] === undefined ? null : namespaceOf(place[0]);
  if (place.length !== 1 || named === null) return { words: [...words], namespace: null };
  return { words: words.slice(0, at), namespace: named };
};

/** A name as the API has it: lower case, ASCII hyphens, without a trailing `*` or brackets around it. Null: no name. */
const nameOf = (word: string): string | null => {
  const plain = word
    .replace(/^[<[({*_]+/, '')
    .replace(/[>\])}*_.…]+$/, '')
    .replaceAll(/[\u2010-\u2013\u2212]/g, '-')
    .replaceAll(/[\u2014\u2015]/g, '--')
    .replace(/-+$/, '')
    .toLowerCase();
  return subdomain.test(plain) ? plain : null;
};

/** A kind as the cluster may serve it: `sbwidget`, `SbWidgets`, `sbwidgets.example.com`. */
const kindWord = /^[a-z][a-z0-9]*(?:\.[-a-z0-9.]+)?$/i;

type Named = { kind: string | null; namespace: string | null; name: string };

const bySlashes = (word: string): Named | Complaint => {
  const parts = word.split('/').filter((part) => part !== '');
  const [first = '', second, third] = parts;
  const kind = kindByWord(first)?.kind ?? null;
  if (parts.length === 3 && second !== undefined && third !== undefined) {
    if (kind !== null) return { kind, namespace: second, name: third };
    const middle = kindByWord(second)?.kind;
    if (middle !== undefined) return { kind: middle, namespace: first, name: third };
  }
  if (parts.length === 3 && (isOutsideWord(first) || kindWord.test(first)))
    return { kind: first.toLowerCase(), namespace: second ?? null, name: third ?? '' };
  if (parts.length > 2) return complain(`\`${word}\` has too many slashes.`, 'why deploy/checkout -n shop');
  if (second === undefined) {
    return word.includes('/') && kind !== null
      ? complain(`Which ${kind}? Put its name after the slash.`, `why ${first}/NAME`)
      : { kind: null, namespace: null, name: first };
  }
  if (kind !== null) return { kind, namespace: null, name: second };
  if (isOutsideWord(first)) return { kind: first.toLowerCase(), namespace: null, name: second };
  if (namespaceOf(first) === null) {
    return complain(
      `\`${first}\` is neither a kind I look at nor a namespace.`,
      `why ${second}`,
      `why pod/${second}`,
    );
  }
  return { kind: null, namespace: first, name: second };
};

/** `placed`: the namespace is named apart from the words, so that they need not name it. */
const byWords = (words: readonly string[], placed: boolean): Named | Complaint => {
  const [first = '', second] = words;
  if (second === undefined) {
    const kind = kindByWord(first);
    if (kind === undefined || first.includes('.')) return bySlashes(first);
    return complain(
      `Which ${kind.kind}? Name one, or ask for everything that is wrong.`,
      `why ${first}/NAME`,
      'problems',
    );
  }
  if (words.length === 2) {
    const kind = kindByWord(first) ?? (second.includes('/') ? undefined : kindByWord(second));
    const other = kind === kindByWord(first) ? second : first;
    if (kind !== undefined) {
      const rest = bySlashes(other);
      return 'type' in rest ? rest : { ...rest, kind: rest.kind ?? kind.kind };
    }
    if ((isOutsideWord(first) || (placed && kindWord.test(first))) && !second.includes('/'))
      return { kind: first.toLowerCase(), namespace: null, name: second };
    const [place = '', name, ...rest] = second.split('/');
    if (kindWord.test(first) && name !== undefined && rest.length === 0)
      return { kind: first.toLowerCase(), namespace: place, name };
    return complain(
      `I can look at one thing at a time, and \`${first}\` is no kind of object.`,
      `why ${first} -n ${second}`,
      `why ${second} -n ${first}`,
    );
  }
  return complain(
    'I can look at one thing at a time: its kind if you like, its name, and the namespace after -n.',
    'why checkout',
    'why deploy/checkout -n shop',
  );
};

/** `sbwidget/web -n shop` has its namespace already: what stands before the slash is a kind. */
const withKind = (named: Named, given: string | null): Named => {
  const { kind, namespace } = named;
  if (kind !== null || namespace === null || given === null) return named;
  const isPlace = namespaceOf(namespace) === namespaceOf(given) || !kindWord.test(namespace);
  return isPlace ? named : { ...named, kind: namespace.toLowerCase(), namespace: null };
};

/**
 * What the words after `why` name: `kind/name`, `kind name`, `namespace/name`, `Pod shop/web-1` as evidence is written,
 * a bare name or prefix, or a line pasted from `kubectl get`. Kinds that only the cluster knows are words of their own.
 */
export const targetOf = (options: Options): Target | Complaint => {
  const row = namedRow(options.words);
  const place = takePlace(withoutSmallWords(row));
  const words = withoutSmallWords(place.words);
  if (words.length === 0)
    return complain('Why what? Name a pod, a workload, a Service or a node.', 'why checkout');
  const given = options.namespace ?? place.namespace;
  const parted = byWords(words, given !== null);
  if ('type' in parted) return parted;
  const named = withKind(parted, given);
  const name = nameOf(named.name);
  if (name === null) {
    return complain(
      `\`${named.name.slice(0, 80)}\` cannot be a name: those are lower-case letters, digits, hyphens and dots.`,
      'why checkout',
    );
  }
  const wanted = given ?? named.namespace;
  const namespace = wanted === null ? null : namespaceOf(wanted);
  if (wanted !== null && namespace === null) {
    return complain(`\`${wanted.slice(0, 80)}\` cannot be a namespace.`, `why ${name} -n shop`);
  }
  return {
    words: words.join(' '),
    kind: named.kind,
    name,
    namespace: kindByWord(named.kind ?? '')?.namespaced === false ? null : namespace,
    cluster: options.cluster,
  };
};
