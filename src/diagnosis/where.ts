import type { Answer, Finding } from '../answer.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import type { Pod } from '../facts/objects.ts';
import { containersOf, lastEnd } from '../facts/pods.ts';
import { keyOf, refOf } from '../facts/refs.ts';
import type { Neighbourhood } from '../facts/related.ts';

/** Before a container has run there is no log to read. */
const hasRun = (pod: Pod): boolean =>
  containersOf(pod).some(
    ({ status }) => status?.state?.running !== undefined || lastEnd(status) !== undefined,
  );

/** Where the containers below the subject run, and the line that shows the log worth reading. */
export const whereOf = (
  facts: Facts,
  { below }: Neighbourhood,
  findings: readonly Finding[],
): Answer['where'] => {
  const pods = facts.objects.Pod.filter((pod) => below.has(keyOf(refOf('Pod', pod))));
  const nodes = new Set(pods.flatMap((pod) => pod.spec?.nodeName ?? []));
  const containers = [...new Set(pods.flatMap((pod) => containersOf(pod).map(({ name }) => name)))];
  // The pod that the first finding is about has the log worth reading.
  const spoken = findings.find(({ object }) => object.kind === 'Pod')?.object.name;
  const first = pods.find(({ metadata }) => metadata?.name === spoken) ?? pods[0];
  const restarted =
    first?.status?.containerStatuses?.some(({ restartCount }) => (restartCount ?? 0) > 0) === true;
  const logs =
    first?.metadata?.name === undefined || !hasRun(first)
      ? null
      : kubectl(
          first.metadata.namespace ?? null,
          'logs',
          first.metadata.name,
          '--all-containers',
          ...(restarted ? ['--previous'] : []),
        );
  return { node: nodes.size === 1 ? ([...nodes][0] ?? null) : null, containers, logs };
};
