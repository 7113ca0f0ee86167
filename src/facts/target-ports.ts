import type { Facts } from './facts.ts';
import type { Container, Pod } from './objects.ts';
import { isReady } from './pods.ts';
import { podsBehind } from './services.ts';
import type { Service } from './services.ts';

type ServicePort = NonNullable<NonNullable<Service['spec']>['ports']>[number];
export type ContainerPort = NonNullable<Container['ports']>[number];

/** Where a port of a Service leads: a name, or a number. Without a targetPort it is the port itself. */
export const targetOf = ({ port, targetPort }: ServicePort): string | number | null => {
  if (typeof targetPort === 'number') return targetPort;
  if (typeof targetPort !== 'string' || targetPort === '') return port ?? null;
  return /^\d+$/.test(targetPort) ? Number(targetPort) : targetPort;
};

export const protocolOf = ({ protocol }: { protocol?: string | undefined }): string => protocol ?? 'TCP';

/**
 * The containers whose ports a Service can name: those of the app, and sidecars among the init containers.
 * https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports
 */
export const servingContainers = ({ spec }: Pod): Container[] => [
  ...(spec?.containers ?? []),
  ...(spec?.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always'),
];

export const portsOfPod = (pod: Pod): ContainerPort[] =>
  servingContainers(pod).flatMap(({ ports }) => ports ?? []);

/** The pods that tell what a Service reaches: the ready ones where there are any, for a rollout renames ports. */
export const tellingPods = (facts: Facts, service: Service): Pod[] => {
  const pods = podsBehind(facts, service);
  const ready = pods.filter(isReady);
  return ready.length > 0 ? ready : pods;
};

/** The container ports that a named targetPort means; one of another protocol is not meant. */
export const meantBy = (port: ServicePort, pod: Pod): ContainerPort[] => {
  const target = targetOf(port);
  return portsOfPod(pod).filter(
    (one) =>
      protocolOf(one) === protocolOf(port) &&
      (typeof target === 'string' ? one.name === target : one.containerPort === target),
  );
};

/** The ports of a Service that lead to a name which none of the pods behind it has: they have no endpoint. */
export const unnamedTargets = (facts: Facts, service: Service): ServicePort[] => {
  const pods = tellingPods(facts, service);
  if (pods.length === 0) return [];
  return (service.spec?.ports ?? []).filter(
    (port) => typeof targetOf(port) === 'string' && pods.every((pod) => meantBy(port, pod).length === 0),
  );
};

/** `8080 (http), 53/UDP`: how sentences list ports. */
export const portWords = (
  ports: readonly {
    name?: string | undefined;
    protocol?: string | undefined;
    port?: number | undefined;
    containerPort?: number | undefined;
  }[],
): string =>
  [
    ...new Set(
      ports.map((one) => {
        const protocol = protocolOf(one) === 'TCP' ? '' : `/${protocolOf(one)}`;
        const name = one.name === undefined || one.name === '' ? '' : ` (${one.name})`;
        return `${one.port ?? one.containerPort ?? '?'}${protocol}${name}`;
      }),
    ),
  ]
    .slice(0, 5)
    .join(', ');
