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
export const requestOf = (pod: Pod, resource: string): number => demandOf(pod, resource).amount;

/** The init container that asks for more of a resource than all that runs after it; null where the pod asks as a whole. */
export const greediestInit = (pod: Pod, resource: string): string | null => demandOf(pod, resource).init;

const demandOf = ({ spec, status }: Pod, resource: string): { amount: number; init: string | null } => {
  const overhead = quantity(spec?.overhead?.[resource]) ?? 0;
  const whole = quantity(spec?.resources?.requests?.[resource]);
  if (whole !== undefined) return { amount: whole + overhead, init: null };
  let sidecars = 0;
  let greediest = 0;
  let init: string | null = null;
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
    if (sidecars + asked > greediest) {
      greediest = sidecars + asked;
      init = container.restartPolicy === 'Always' ? null : (container.name ?? null);
    }
    if (container.restartPolicy === 'Always') sidecars += asked;
  }
  const running = sum((spec?.containers ?? []).map(askedBy));
  const after = running + sidecars;
  return { amount: Math.max(after, greediest) + overhead, init: greediest > after ? init : null };
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
