import { distance } from 'fastest-levenshtein';

import { complain, type Complaint } from './command.ts';

/** The options every command takes, and the words that are left without them. */
export type Options = {
  words: string[];
  namespace: string | null;
  cluster: string | null;
  me: boolean;
  all: boolean;
  help: boolean;
};

type Flag = 'me' | 'all' | 'help';
type Valued = 'namespace' | 'cluster';

const flags: Readonly<Record<string, Flag>> = {
  '--me': 'me',
  '--private': 'me',
  '-A': 'all',
  '--all-namespaces': 'all',
  '--all': 'all',
  '-h': 'help',
  '--help': 'help',
};
const valued: Readonly<Record<string, Valued>> = {
  '-n': 'namespace',
  '--namespace': 'namespace',
  '--ns': 'namespace',
  '--cluster': 'cluster',
  '--context': 'cluster',
};
const names = [...Object.keys(flags), ...Object.keys(valued)];

const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

const nearest = (word: string): string | undefined =>
  names.find((name) => name.toLowerCase() === word.toLowerCase()) ??
  names
    .filter((name) => name.length > 2)
    .map((name) => ({ name, far: distance(name, word.toLowerCase()) }))
    .filter(({ name, far }) => far <= 2 && far < name.length - 2)
    .toSorted((a, b) => a.far - b.far)[0]?.name;

/** A namespace is a DNS label: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
const label = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** The namespace a word names, in lower case as the API wants it, or null where no namespace can be called so. */
export const namespaceOf = (word: string): string | null => {
  const plain = word.toLowerCase().replace(/[?!.,;]+$/, '');
  return label.test(plain) ? plain : null;
};

/** Splits `-nshop`, `-n=shop` and `--namespace=shop` into the option and its value. */
const split = (word: string): { name: string; value: string | null } => {
  const equals = word.indexOf('=');
  if (equals > 0) return { name: word.slice(0, equals), value: word.slice(equals + 1) };
  if (word.startsWith('-n') && word.length > 2) return { name: '-n', value: word.slice(2) };
  return { name: word, value: null };
};

const no = (message: string): { ok: false; complaint: Complaint } => ({
  ok: false,
  complaint: complain(message),
});

/**
 * Takes the options out of the words of one command. Words after `--` are no options. The last of a repeated option
 * holds, as in kubectl. An unknown option is a complaint that names the nearest known one.
 */
export const takeOptions = (
  words: readonly string[],
): { ok: true; options: Options } | { ok: false; complaint: Complaint } => {
  const options: Options = {
    words: [],
    namespace: null,
    cluster: null,
    me: false,
    all: false,
    help: false,
  };
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--') {
      options.words.push(...words.slice(at + 1));
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      options.words.push(word);
      continue;
    }
    const flag = own(flags, word);
    if (flag !== undefined) {
      options[flag] = true;
      continue;
    }
    const { name, value } = split(word);
    const option = own(valued, name);
    if (option === undefined) {
      const near = nearest(name);
      return no(
        near === undefined
          ? `There is no option \`${name}\`. The options are -n NAMESPACE, -A, --cluster NAME and --me.`
          : `There is no option \`${name}\`. Did you mean \`${near}\`?`,
      );
    }
    const given = value ?? words[(at += 1)];
    if (given === undefined || given === '' || (value === null && given.startsWith('-'))) {
      return no(
        `\`${name}\` needs a name after it, for example \`${name} ${option === 'cluster' ? 'prod' : 'shop'}\`.`,
      );
    }
    if (option === 'cluster') {
      options.cluster = given;
      continue;
    }
    const namespace = namespaceOf(given);
    if (namespace === null) {
      return no(`\`${given}\` cannot be a namespace: those are lower-case letters, digits and hyphens.`);
    }
    options.namespace = namespace;
  }
  return { ok: true, options };
};
