import type { ObjectOf } from './objects.ts';
import { tableOf } from './table.ts';

/** What the adapters note on a Secret in place of its values: the registries it holds credentials for, with spaces between. */
export const registriesNote = 'kubewhy/registries';

/** The types of Secret that the kubelet takes as credentials for a registry, each with the key it reads. */
export const pullSecretKeys: { readonly [type: string]: string } = tableOf({
  'kubernetes.io/dockerconfigjson': '.dockerconfigjson',
  'kubernetes.io/dockercfg': '.dockercfg',
});

/** The registries a Secret holds credentials for, as its keys name them; null where that was not read. */
export const registriesOf = (secret: ObjectOf['Secret']): string[] | null => {
  const note = secret.metadata?.annotations?.[registriesNote];
  return note === undefined ? null : note.split(' ').filter((registry) => registry !== '');
};

/** Docker's own name for its registry; index.docker.io/v1/ is the key that `docker login` writes. */
const hubKeys = ['docker.io', 'index.docker.io', 'registry-1.docker.io'];

const globbed = (pattern: string, part: string): boolean =>
  new RegExp(`^${pattern.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.*')}$`).test(
    part,
  );

/**
 * Whether credentials under `key` are used for a repository of `host`: the host part by part, with wildcards, and the
 * path as a beginning. https://kubernetes.io/docs/concepts/containers/images/#config-json
 */
export const covers = (key: string, host: string, repository: string): boolean => {
  const [name = '', ...path] = key.replace(/^https?:\/\//, '').split('/');
  const prefix = path.join('/').replace(/^v[12](?:\/|$)/, '');
  if (host === 'docker.io' && hubKeys.includes(name)) return true;
  const [parts, wanted] = [name.split('.'), host.split('.')];
  return (
    parts.length === wanted.length &&
    parts.every((part, index) => globbed(part, wanted[index] ?? '')) &&
    repository.startsWith(prefix)
  );
};
