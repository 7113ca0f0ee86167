import type { Container, Pod } from './objects.ts';
import { servingContainers } from './target-ports.ts';

const numberOf = (container: Container, port: number | string | object | undefined): number[] => {
  if (typeof port === 'number') return [port];
  if (typeof port !== 'string') return [];
  if (/^\d+$/.test(port)) return [Number(port)];
  return (container.ports ?? [])
    .filter(({ name }) => name === port)
    .flatMap(({ containerPort }) => containerPort ?? []);
};

/** The TCP ports of one container that a probe asks. */
export const probedBy = (container: Container): number[] =>
  [container.readinessProbe, container.livenessProbe, container.startupProbe].flatMap((probe) => [
    ...numberOf(container, probe?.httpGet?.port),
    ...numberOf(container, probe?.tcpSocket?.port),
    ...numberOf(container, probe?.grpc?.port),
  ]);

/** The TCP ports of a pod that a probe asks: of a ready pod they are open. */
export const probedPorts = (pod: Pod): number[] => servingContainers(pod).flatMap(probedBy);
