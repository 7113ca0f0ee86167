import type { Evidence, ObjectRef } from '../answer.ts';
import { isAbsent } from './absence.ts';
import { eventEvidence, eventsOf } from './events.ts';
import { specEvidence, statusEvidence } from './evidence.ts';
import type { Facts } from './facts.ts';
import { unmountedVolumes } from './mount-timeouts.ts';
import type { Pod } from './objects.ts';
import { containersOf, livePods } from './pods.ts';
import { refOf } from './refs.ts';

type Kind = 'ConfigMap' | 'Secret';

/** A ConfigMap, Secret or key that a pod asks for and that is not there. `via` says how the pod asks for it. */
export type MissingReference = {
  ref: ObjectRef;
  kind: Kind;
  name: string;
  key: string | null;
  via: 'environment' | 'volume';
  container: string | null;
  evidence: Evidence[];
};

const wholeMissing = /\b(configmap|secret) "([^"]+)" not found/i;
const keyMissing = /couldn't find key (\S+) in (ConfigMap|Secret) [^/\s]+\/(\S+)/;
const mountKeyMissing = /references non-existent (config|secret) key: ?(\S+)/;

const kindOf = (word: string): Kind => (word.toLowerCase() === 'secret' ? 'Secret' : 'ConfigMap');

const inEnvironment = (pod: Pod): MissingReference[] => {
  const ref = refOf('Pod', pod);
  return containersOf(pod).flatMap((view): MissingReference[] => {
    const waiting = view.status?.state?.waiting;
    if (waiting?.reason !== 'CreateContainerConfigError') return [];
    const common = { ref, via: 'environment' as const, container: view.name };
    const evidence = [statusEvidence(ref, `${view.name}: ${waiting.reason}: ${waiting.message ?? ''}`)];
    const key = keyMissing.exec(waiting.message ?? '');
    if (key !== null)
      return [{ ...common, kind: kindOf(key[2] ?? ''), name: key[3] ?? '', key: key[1] ?? '', evidence }];
    const whole = wholeMissing.exec(waiting.message ?? '');
    return whole === null
      ? []
      : [{ ...common, kind: kindOf(whole[1] ?? ''), name: whole[2] ?? '', key: null, evidence }];
  });
};

/** Which object a volume reads: its own, or one of a projected volume's. */
const sourcesOf = (pod: Pod, volume: string): { kind: Kind; name: string; keys: string[] }[] => {
  const declared = pod.spec?.volumes?.find(({ name }) => name === volume);
  const sources = [
    {
      configMap: declared?.configMap,
      secret: declared?.secret && { ...declared.secret, name: declared.secret.secretName },
    },
    ...(declared?.projected?.sources ?? []),
  ];
  return sources.flatMap(({ configMap, secret }) => [
    ...(configMap?.name === undefined
      ? []
      : [
          {
            kind: 'ConfigMap' as const,
            name: configMap.name,
            keys: (configMap.items ?? []).flatMap(({ key }) => key ?? []),
          },
        ]),
    ...(secret?.name === undefined
      ? []
      : [
          {
            kind: 'Secret' as const,
            name: secret.name,
            keys: (secret.items ?? []).flatMap(({ key }) => key ?? []),
          },
        ]),
  ]);
};

const inVolumes = (facts: Facts, pod: Pod): MissingReference[] => {
  const ref = refOf('Pod', pod);
  const started = containersOf(pod).some(
    ({ status }) => status?.state?.running !== undefined || status?.state?.terminated !== undefined,
  );
  if (started) return [];
  const found = new Map<string, MissingReference>();
  for (const event of eventsOf(facts, ref, 'FailedMount')) {
    const message = event.message ?? '';
    const volume = /volume "([^"]+)"/.exec(message)?.[1] ?? '';
    const common = {
      ref,
      via: 'volume' as const,
      container: null,
      evidence: [eventEvidence(ref, event), specEvidence(ref, `volume ${volume}`)],
    };
    const whole = wholeMissing.exec(message);
    const key = mountKeyMissing.exec(message);
    const source = sourcesOf(pod, volume).find(
      ({ kind, keys }) => kind === kindOf(key?.[1] ?? '') && keys.includes(key?.[2] ?? ''),
    );
    if (whole !== null)
      found.set(whole[0], { ...common, kind: kindOf(whole[1] ?? ''), name: whole[2] ?? '', key: null });
    else if (key !== null && source !== undefined)
      found.set(key[0], { ...common, kind: source.kind, name: source.name, key: key[2] ?? '' });
  }
  return [...found.values(), ...(found.size === 0 ? unmountedOnes(facts, pod) : [])];
};

/** Of a volume the kubelet may say only that it waited in vain; what it reads is then looked for. */
const unmountedOnes = (facts: Facts, pod: Pod): MissingReference[] =>
  unmountedVolumes(facts, pod).flatMap(({ volume, sources, event }) =>
    sources.flatMap(({ ref: { kind: word, namespace, name }, optional }): MissingReference[] => {
      const kind = (['ConfigMap', 'Secret'] as const).find((one) => one === word);
      if (kind === undefined || optional || !isAbsent(facts, kind, { namespace, name })) return [];
      const ref = refOf('Pod', pod);
      const evidence = [eventEvidence(ref, event), specEvidence(ref, `volume ${volume}: ${kind} ${name}`)];
      return [{ ref, kind, name, key: null, via: 'volume', container: null, evidence }];
    }),
  );

/** What pods ask for and cannot get, from the sentences of the kubelet. Optional references never show up there. */
export const missingReferences = (facts: Facts): MissingReference[] =>
  livePods(facts).flatMap((pod) => [...inEnvironment(pod), ...inVolumes(facts, pod)]);
