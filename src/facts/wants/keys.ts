import { optionalSources, wholeSources } from '../env-origins.ts';
import type { Facts, Keys } from '../facts.ts';
import type { Pod } from '../objects.ts';
import { keyOf } from '../refs.ts';
import { startFailures } from '../starts.ts';
import { subPathSource } from '../sub-paths.ts';
import { troublesOf } from '../troubles.ts';
import { complaintsOf } from './complaints.ts';
import type { Want, Wanting } from './want.ts';

const missingKey =
  /couldn't find key \S+ in (ConfigMap|Secret) ([^/\s]+)\/([^\s,]+)|references non-existent (?:config|secret) key/;

type Source = Omit<Keys, 'keys'>;

const openAtMost = 3;

/** What a volume names, for the mount errors that do not say which object lacks the key. */
const mountedSources = (pod: Pod): Source[] =>
  (pod.spec?.volumes ?? []).flatMap((volume) =>
    [
      { configMap: volume.configMap, secret: volume.secret?.secretName },
      ...(volume.projected?.sources ?? []).map(({ configMap, secret }) => ({
        configMap,
        secret: secret?.name,
      })),
    ].flatMap(({ configMap, secret }): Source[] => {
      const namespace = pod.metadata?.namespace ?? '';
      if (configMap?.name !== undefined) return [{ kind: 'ConfigMap', namespace, name: configMap.name }];
      return secret === undefined ? [] : [{ kind: 'Secret', namespace, name: secret }];
    }),
  );

const sourcesOf = (pod: Pod, complaint: string): Source[] => {
  const match = missingKey.exec(complaint);
  if (match === null) return [];
  const [, kind, namespace = '', name = ''] = match;
  return kind === 'ConfigMap' || kind === 'Secret' ? [{ kind, namespace, name }] : mountedSources(pod);
};

/** What a container takes one key of by a subPath, where its mounts are not possible or it is in trouble. */
const subPathSources = (facts: Facts, pod: Pod): Source[] =>
  [...startFailures(facts, 'mount'), ...troublesOf(facts)]
    .filter(({ view }) => view.pod === pod)
    .flatMap(({ view }) =>
      (view.spec?.volumeMounts ?? []).flatMap((mount) => {
        const source = subPathSource(view, mount);
        return source === null ? [] : [{ ...source, namespace: pod.metadata?.namespace ?? '' }];
      }),
    );

/** What containers that exit take their environment from where it may lack what they miss: optional, or all keys of it. */
const openEnvironment = (facts: Facts, pods: readonly Pod[]): Source[] =>
  troublesOf(facts)
    .filter(({ what, view }) => what === 'exits' && pods.includes(view.pod))
    .flatMap(({ view }) =>
      [...optionalSources(view), ...wholeSources(view)].map(({ kind, name }) => ({
        kind,
        name,
        namespace: view.ref.namespace ?? '',
      })),
    )
    .slice(0, openAtMost);

/** Where a key is missing: the keys that are there. */
export const keys: Wanting = {
  id: 'keys',
  rights: [
    { kind: 'ConfigMap', verb: 'get' },
    { kind: 'Secret', verb: 'get' },
  ],
  wants: ({ facts, pods }) => {
    const wanted = pods.flatMap((pod) => [
      ...complaintsOf(facts, pod).flatMap((complaint) => sourcesOf(pod, complaint)),
      ...subPathSources(facts, pod),
    ]);
    const distinct = new Map(
      [...wanted, ...openEnvironment(facts, pods)].map((source) => [keyOf(source), source]),
    );
    return [...distinct.values()].map((source): Want => ({ read: 'keys', ...source }));
  },
};
