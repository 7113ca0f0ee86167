import type { ObjectRef } from '../answer.ts';

/** Quotes a word that a shell would take apart: names read from a file can hold anything. */
const shell = (word: string): string =>
  /^[\w./:@=,+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** A line to copy: `kubectl -n shop logs web-1 -c app`, each word quoted where it needs to be. */
export const kubectl = (namespace: string | null, ...words: readonly string[]): string =>
  ['kubectl', ...(namespace === null ? [] : ['-n', namespace]), ...words].map(shell).join(' ');

/**
 * A line that changes fields of an object by a strategic merge patch: `kubectl -n shop patch cronjob nightly -p
 * '{"spec":{"suspend":false}}'`. For built-in kinds only: their word is the kind in lower case.
 */
export const kubectlPatch = (
  { kind, namespace, name }: ObjectRef,
  patch: Readonly<Record<string, unknown>>,
): string => kubectl(namespace, 'patch', kind.toLowerCase(), name, '-p', JSON.stringify(patch));

/** The line that asks kubewhy about a Service: `kubewhy why svc/db -n data`. */
export const whyService = (namespace: string | null, name: string): string =>
  ['kubewhy', 'why', `svc/${name}`, ...(namespace === null ? [] : ['-n', namespace])].map(shell).join(' ');
