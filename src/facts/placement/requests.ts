import { once } from '../memo.ts';
import type { Container, Pod } from '../objects.ts';
import { quantity } from '../quantities.ts';

type Amounts = { [resource: string]: string | undefined } | undefined;

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** A resize that the node can never take: what was held before goes on. */
const isInfeasible = (status: Pod['status']): boolean =>
  status?.conditions?.some(({ type, reason }) => type === 'PodResizePending' && reason === 'Infeasible') ===
  true;

const named = (amounts: Amounts): string[] => Object.keys(amounts ?? {});

/**
 * What a pod asks of one resource, in its unit: containers and sidecars together, or the greediest init container
 * beside the sidecars that start before it, and the overhead of its runtime. What the pod asks as a whole comes first. While
 * a resize is open the larger of what is asked and what is held counts.
 * https://kubernetes.io/docs/tasks/configure-pod-container/resize-container-resources/
 * https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
 */
export const requestOf = ({ spec, status }: Pod, resource: string): number => {
  const overhead = quantity(spec?.overhead?.[resource]) ?? 0;
  const whole = quantity(spec?.resources?.requests?.[resource]);
  if (whole !== undefined) return whole + overhead;
  let sidecars = 0;
  let greediest = 0;
  const statuses = [...(status?.containerStatuses ?? []), ...(status?.initContainerStatuses ?? [])];
  const refused = isInfeasible(status);
  const askedBy = ({ name, resources }: Container): number => {
    const now = statuses.find((one) => one.name === name);
    const wanted = quantity(resources?.requests?.[resource]) ?? 0;
    const held = [now?.resources?.requests?.[resource], now?.allocatedResources?.[resource]].map(
      (amount) => quantity(amount) ?? 0,
    );
    return refused && Math.max(...held) > 0 ? Math.max(...held) : Math.max(wanted, ...held);
  };
  for (const container of spec?.initContainers ?? []) {
    const asked = askedBy(container);
    greediest = Math.max(greediest, sidecars + asked);
    if (container.restartPolicy === 'Always') sidecars += asked;
  }
  const running = sum((spec?.containers ?? []).map(askedBy));
  return Math.max(running + sidecars, greediest) + overhead;
};

/** The resources a pod asks for, each once. */
export const resourcesOf = once(({ spec }: Pod): string[] => [
  ...new Set([
    ...named(spec?.resources?.requests),
    ...[...(spec?.containers ?? []), ...(spec?.initContainers ?? [])].flatMap(({ resources }) =>
      named(resources?.requests),
    ),
  ]),
]);

/** An amount in the unit people use: `64 CPUs`, `12Gi of memory`, `2 nvidia.com/gpu`. */
export const amountOf = (resource: string, amount: number): string => {
  if (resource === 'cpu') {
    const cores = Number(amount.toFixed(3));
    return cores === 1 ? '1 CPU' : `${cores} CPUs`;
  }
  if (/^(?:memory|ephemeral-storage|storage|hugepages-.*)$/.test(resource))
    return `${amount >= 2 ** 30 ? `${Number((amount / 2 ** 30).toFixed(1))}Gi` : `${Math.ceil(amount / 2 ** 20)}Mi`} of ${resource}`;
  return `${amount} ${resource}`;
};
