import type { Facts } from './facts.ts';
import { once } from './memo.ts';
import type { ObjectOf } from './objects.ts';
import { liveContainers } from './pods.ts';

const archLabel = 'kubernetes.io/arch';

const archOf = (node: ObjectOf['Node']): string | null =>
  node.status?.nodeInfo?.architecture ?? node.metadata?.labels?.[archLabel] ?? null;

/** The processor architecture of each node that was read, as Go names it: `amd64`, `arm64`. */
const architectures = once(
  (facts: Facts) => new Map(facts.objects.Node.map((node) => [node.metadata?.name ?? '', archOf(node)])),
);

export const architectureOf = (facts: Facts, node: string | undefined): string | null =>
  architectures(facts).get(node ?? '') ?? null;

/** The architectures of other nodes, as far as nodes were read, without that of `node`. */
export const otherArchitectures = (facts: Facts, node: string | undefined): string[] => {
  const own = architectureOf(facts, node);
  const all = [...architectures(facts).values()].flatMap((one) => (one === null || one === own ? [] : [one]));
  return [...new Set(all)].toSorted();
};

/** The images that run and are ready, with the nodes they do so on. */
const runningImages = once((facts: Facts) =>
  Map.groupBy(
    liveContainers(facts).filter(({ status }) => status?.ready === true),
    ({ spec }) => spec?.image ?? '',
  ),
);

/** A node of this architecture on which a container of the image is well; null where none is known. */
export const runsElsewhere = (facts: Facts, image: string, architecture: string | null): string | null =>
  (runningImages(facts).get(image) ?? [])
    .flatMap(({ pod }) => pod.spec?.nodeName ?? [])
    .find((node) => architecture !== null && architectureOf(facts, node) === architecture) ?? null;
