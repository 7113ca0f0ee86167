import { isAbsent } from './absence.ts';
import { eventsOf } from './events.ts';
import type { ApiEvent } from './events.ts';
import type { Facts } from './facts.ts';
import { parseImage } from './image-name.ts';
import { once } from './memo.ts';
import type { ObjectOf, Pod } from './objects.ts';
import { refOf } from './refs.ts';
import { covers, pullSecretKeys, registriesOf } from './secret-notes.ts';

/**
 * What a pull secret that a pod names is worth for one image. `absent`: it does not exist. `wrong-type`: the kubelet
 * ignores it. `elsewhere`: it holds credentials for other registries only. `covers`: it holds some for this one.
 * `unknown`: it was not read.
 */
export type PullSecret = {
  name: string;
  state: 'absent' | 'wrong-type' | 'elsewhere' | 'covers' | 'unknown';
  type: string | null;
  registries: string[];
  /** When it was last written, RFC 3339, as far as the API tells. */
  writtenAt: string | null;
};

/** The kubelet's own word that it could not find some of the secrets a pod names. */
export const missingSecretEvent = (facts: Facts, pod: Pod): ApiEvent | undefined =>
  eventsOf(facts, refOf('Pod', pod), 'FailedToRetrieveImagePullSecret')[0];

/** The names in "Unable to retrieve some image pull secrets (a, b); …". */
export const missingSecretNames = ({ message = '' }: ApiEvent): string[] =>
  (/image pull secrets \(([^)]*)\)/.exec(message)?.[1] ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** The names of a pod's pull secrets: those of its ServiceAccount are among them since its creation. */
export const pullSecretNames = (pod: Pod): string[] => [
  ...new Set((pod.spec?.imagePullSecrets ?? []).flatMap(({ name }) => (name === '' ? [] : (name ?? [])))),
];

const secrets = once(
  (facts: Facts) =>
    new Map(
      facts.objects.Secret.map((secret) => [
        `${secret.metadata?.namespace ?? ''}/${secret.metadata?.name ?? ''}`,
        secret,
      ]),
    ),
);

const writtenAt = ({ metadata }: ObjectOf['Secret']): string | null =>
  (metadata?.managedFields ?? [])
    .flatMap(({ time }) => time ?? [])
    .toSorted()
    .at(-1) ??
  metadata?.creationTimestamp ??
  null;

const pullSecret = (facts: Facts, pod: Pod, name: string, image: string): PullSecret => {
  const namespace = pod.metadata?.namespace ?? null;
  const secret = secrets(facts).get(`${namespace ?? ''}/${name}`);
  const none = { name, type: null, registries: [], writtenAt: null };
  if (secret === undefined) {
    const event = missingSecretEvent(facts, pod);
    const told = event !== undefined && missingSecretNames(event).includes(name);
    return { ...none, state: told || isAbsent(facts, 'Secret', { namespace, name }) ? 'absent' : 'unknown' };
  }
  const registries = registriesOf(secret);
  const known = {
    name,
    type: secret.type ?? null,
    registries: registries ?? [],
    writtenAt: writtenAt(secret),
  };
  if (secret.type === undefined) return { ...known, state: 'unknown' };
  if (pullSecretKeys[secret.type] === undefined) return { ...known, state: 'wrong-type' };
  if (registries === null) return { ...known, state: 'unknown' };
  const { host, repository } = parseImage(image);
  const fits = registries.some((registry) => covers(registry, host, repository));
  return { ...known, state: fits ? 'covers' : 'elsewhere' };
};

/** What the pull secrets of a pod are worth for an image, in the order in which the pod names them. */
export const pullSecrets = (facts: Facts, pod: Pod, image: string): PullSecret[] =>
  pullSecretNames(pod).map((name) => pullSecret(facts, pod, name, image));
