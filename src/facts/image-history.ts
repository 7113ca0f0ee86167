import type { Facts } from './facts.ts';
import { parseImage, sameRepository } from './image-name.ts';
import { once } from './memo.ts';
import { nearest } from './near.ts';
import type { ObjectOf } from './objects.ts';
import { controllerOf, liveContainers } from './pods.ts';
import type { ContainerView } from './pods.ts';

type Template = NonNullable<ObjectOf['ReplicaSet']['spec']>['template'];

const containersIn = (template: Template): { name?: string | undefined; image?: string | undefined }[] => [
  ...(template?.spec?.initContainers ?? []),
  ...(template?.spec?.containers ?? []),
];

/** The ReplicaSets by the uid of the Deployment they belong to. */
const setsByOwner = once((facts: Facts) =>
  Map.groupBy(facts.objects.ReplicaSet, (set) => controllerOf(set)?.uid ?? ''),
);
const setByUid = once(
  (facts: Facts) => new Map(facts.objects.ReplicaSet.map((set) => [set.metadata?.uid ?? '', set])),
);

/** The image that a container had in an earlier revision of its Deployment. */
export type EarlierImage = { deployment: string; revision: number; image: string };

const revisionOf = (set: ObjectOf['ReplicaSet']): number =>
  Number(set.metadata?.annotations?.['deployment.kubernetes.io/revision'] ?? 0);

/** The image of the newest older revision in which this container had another one; null where there is none. */
export const earlierImage = (facts: Facts, view: ContainerView): EarlierImage | null => {
  const set = setByUid(facts).get(controllerOf(view.pod)?.uid ?? '');
  const owner = set === undefined ? undefined : controllerOf(set);
  if (set === undefined || owner?.kind !== 'Deployment') return null;
  const older = (setsByOwner(facts).get(owner.uid) ?? [])
    .filter((other) => revisionOf(other) > 0 && revisionOf(other) < revisionOf(set))
    .toSorted((a, b) => revisionOf(b) - revisionOf(a));
  for (const other of older) {
    const image = containersIn(other.spec?.template).find(({ name }) => name === view.name)?.image;
    if (image !== undefined && image !== view.spec?.image)
      return { deployment: owner.name, revision: revisionOf(other), image };
  }
  return null;
};

/** Every image that pods and ReplicaSets name, each once. */
const imagesNamed = once((facts: Facts): string[] => {
  const containers = [
    ...facts.objects.ReplicaSet.flatMap((set) => containersIn(set.spec?.template)),
    ...facts.objects.Pod.flatMap(({ spec }) => [
      ...(spec?.initContainers ?? []),
      ...(spec?.containers ?? []),
    ]),
  ];
  return [...new Set(containers.flatMap(({ image }) => image ?? []))];
});

/** The registries that pods and ReplicaSets name, each once. */
export const hostsInUse = once((facts: Facts): string[] => [
  ...new Set(imagesNamed(facts).map((image) => parseImage(image).host)),
]);

/** What runs, or has run: an image that a node has is known to exist. */
const pulled = once((facts: Facts): Map<string, string[]> => {
  const images = liveContainers(facts).flatMap(({ spec, status }) =>
    spec?.image === undefined || (status?.imageID ?? '') === '' ? [] : [spec.image],
  );
  return Map.groupBy(new Set(images), (image) => parseImage(image).host);
});

const findSimilar = (facts: Facts, image: string): string | null => {
  const { host, repository } = parseImage(image);
  const siblings = (pulled(facts).get(host) ?? []).filter((other) => other !== image);
  const tags = siblings.filter((other) => sameRepository(image, other));
  const [repositoryNear] = nearest(
    repository,
    siblings.map((other) => parseImage(other).repository),
    1,
  );
  return (
    nearest(image, tags, 1)[0] ??
    tags[0] ??
    siblings.find((other) => parseImage(other).repository === repositoryNear) ??
    null
  );
};

const similarOnes = once<Facts, Map<string, string | null>>(() => new Map());

/** The image on a node that was most likely meant: another tag of the repository, or a name close by in the registry. */
export const similarImage = (facts: Facts, image: string): string | null => {
  const known = similarOnes(facts);
  const before = known.get(image);
  if (before !== undefined) return before;
  const found = findSimilar(facts, image);
  known.set(image, found);
  return found;
};
