import type { Evidence } from '../answer.ts';
import { specEvidence } from './evidence.ts';
import { nearest } from './near.ts';
import type { Pod } from './objects.ts';
import { containersOf } from './pods.ts';
import { refOf } from './refs.ts';

/**
 * A value that a pod takes from the resources of a container which it does not have
 * (https://kubernetes.io/docs/concepts/workloads/pods/downward-api/): the API server accepts it, and the kubelet does not.
 * `near` is the container that was meant, where its name is near or there is but one.
 */
export type StrayRef = { where: string; named: string; near: string | null; resource: string };

type FieldRef = { containerName?: string | undefined; resource?: string | undefined };

const strayRefs = (pod: Pod): StrayRef[] => {
  const names = containersOf(pod).map(({ name }) => name);
  const [only] = names.length === 1 ? names : [];
  const stray = (where: string, ref: FieldRef | undefined): StrayRef[] => {
    const named = ref?.containerName ?? '';
    return named === '' || names.includes(named)
      ? []
      : [{ where, named, near: nearest(named, names)[0] ?? only ?? null, resource: ref?.resource ?? '' }];
  };
  return [
    ...containersOf(pod).flatMap(({ name, spec }) =>
      (spec?.env ?? []).flatMap((one) =>
        stray(`variable ${one.name ?? ''} of container ${name}`, one.valueFrom?.resourceFieldRef),
      ),
    ),
    ...(pod.spec?.volumes ?? []).flatMap(({ name, downwardAPI, projected }) =>
      [
        ...(downwardAPI?.items ?? []),
        ...(projected?.sources ?? []).flatMap((source) => source.downwardAPI?.items ?? []),
      ].flatMap(({ path, resourceFieldRef }) =>
        stray(`file ${path ?? ''} of volume ${name ?? ''}`, resourceFieldRef),
      ),
    ),
  ];
};

/** What the kubelet says of it, of a container and in the message of a mount. */
const sentence = /(?:^|: )container (\S+) not found$/;

/** The reference that a sentence of the kubelet is about; null where it is about something else. */
export const strayRef = (pod: Pod, said: string): StrayRef | null => {
  const named = sentence.exec(said.trim())?.[1];
  return strayRefs(pod).find((ref) => ref.named === named) ?? null;
};

/** `variable LIMIT of container app takes its value from container ap, which the pod does not have; it has app`. */
export const strayRefWords = ({ where, named, near }: StrayRef): string =>
  `${where} is taken from container ${named}, which the pod does not have${near === null ? '' : `; it has ${near}`}`;

export const strayRefEvidence = (pod: Pod, { where, named, resource }: StrayRef): Evidence =>
  specEvidence(refOf('Pod', pod), `${where}: resourceFieldRef containerName ${named}, resource ${resource}`);

export const strayRefRemedy = ({ named, near }: StrayRef): string =>
  `Correct containerName ${named} in the resourceFieldRef${near === null ? '' : ` to ${near}`}`;
