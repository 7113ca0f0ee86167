import type { Facts } from './facts.ts';
import { once } from './memo.ts';
import type { ObjectOf } from './objects.ts';

type Node = ObjectOf['Node'];
type NodeCondition = NonNullable<NonNullable<Node['status']>['conditions']>[number];

const nodes = once(
  (facts: Facts) => new Map(facts.objects.Node.map((node) => [node.metadata?.name ?? '', node])),
);

export const conditionOfNode = (facts: Facts, node: string, type: string): NodeCondition | undefined =>
  nodes(facts)
    .get(node)
    ?.status?.conditions?.find((condition) => condition.type === type);

/** Bytes in the unit a person would choose: `1.2 GB`, `640 MB`. */
const sized = (bytes: number): string =>
  bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.max(1, Math.round(bytes / 1e6))} MB`;

/** How much the images of a node take, or null where it does not tell. The kubelet reports 50 of them unless told. */
export const imagesOn = (facts: Facts, node: string): string | null => {
  const images = nodes(facts).get(node)?.status?.images;
  if (images === undefined || images.length === 0) return null;
  const bytes = images.reduce((sum, { sizeBytes = 0 }) => sum + sizeBytes, 0);
  return `${images.length} images on it take ${sized(bytes)}`;
};

const sizes = once((facts: Facts): Map<string, { size: string; node: string }> => {
  const known = new Map<string, { size: string; node: string }>();
  for (const node of facts.objects.Node)
    for (const { names = [], sizeBytes } of node.status?.images ?? [])
      for (const name of names)
        if (sizeBytes !== undefined)
          known.set(name, { size: sized(sizeBytes), node: node.metadata?.name ?? '' });
  return known;
});

/** How big an image is, as a node that has it tells. */
export const sizeOf = (facts: Facts, image: string): { size: string; node: string } | null =>
  sizes(facts).get(image) ??
  sizes(facts).get(image.includes('/') ? `docker.io/${image}` : `docker.io/library/${image}`) ??
  null;
