import type { Evidence } from '../answer.ts';
import { logEvidence, specEvidence } from './evidence.ts';
import type { Facts, Log } from './facts.ts';
import { portsListened } from './listening.ts';
import type { Pod } from './objects.ts';
import { containersOf, isReady, logOf } from './pods.ts';
import { probedBy, probedPorts } from './probed-ports.ts';
import { refOf } from './refs.ts';
import { matchesMap } from './selectors.ts';
import { isHeadless, podsBehind, servicesAround } from './services.ts';
import type { Service } from './services.ts';
import { meantBy, portWords, portsOfPod, protocolOf, targetOf } from './target-ports.ts';

type ServicePort = NonNullable<NonNullable<Service['spec']>['ports']>[number];

/** Why a port that a Service leads to is taken for closed. `open` is the port that is known to be open instead. */
export type ClosedPort = {
  port: ServicePort;
  target: number;
  pod: Pod;
  open: number;
  said: boolean;
  evidence: Evidence[];
};

/** Containers that a mesh puts into pods: their ports and probes say nothing about the app. */
const meshed = /^(?:istio-|linkerd-|envoy|consul-|kuma-|dapr)/;

const ownContainers = (pod: Pod) =>
  containersOf(pod).filter(({ role, name }) => role === 'app' && !meshed.test(name));

/** What the one container of the app says it listens on, in the log of the run that is ready now; null where it says nothing. */
const saidBy = (facts: Facts, pod: Pod): { log: Log; lines: string[]; ports: number[] } | null => {
  const [view, ...others] = ownContainers(pod);
  if (view === undefined || others.length > 0) return null;
  const log = logOf(facts, view);
  if (log === undefined || log.previous) return null;
  const lines = log.lines.filter((line) => portsListened([line]).length > 0);
  return lines.length === 0 ? null : { log, lines, ports: portsListened(lines) };
};

const bySaying = (facts: Facts, pod: Pod, port: ServicePort, target: number): ClosedPort[] => {
  const said = saidBy(facts, pod);
  const [view] = ownContainers(pod);
  const [open] = said?.ports ?? [];
  if (said === null || view === undefined || open === undefined) return [];
  const declared = portsOfPod(pod).map(({ containerPort }) => containerPort);
  // A metrics port that the log does not mention is common: one that is declared is taken to be open.
  if (declared.includes(target) && !declared.every((one) => one === target)) return [];
  const evidence = said.lines.slice(-2).map((line) => logEvidence(view, said.log, line));
  return [{ port, target, pod, open, said: true, evidence }];
};

/** What a container declares and its passing probe asks, where the Service leads to neither. */
const byProbe = (pod: Pod, port: ServicePort, target: number): ClosedPort[] => {
  const [view, ...others] = ownContainers(pod);
  if (view?.spec === undefined || others.length > 0) return [];
  const declared = (view.spec.ports ?? []).flatMap(({ containerPort }) => containerPort ?? []);
  const open = probedBy(view.spec).find((one) => declared.includes(one));
  if (open === undefined || declared.includes(target)) return [];
  const evidence = [
    specEvidence(
      refOf('Pod', pod),
      `container ports: ${portWords(portsOfPod(pod))}; the probe that passes asks ${open}`,
    ),
  ];
  return [{ port, target, pod, open, said: false, evidence }];
};

const reachesDeclared = (service: Service, pod: Pod): boolean =>
  (service.spec?.ports ?? []).some((port) => meantBy(port, pod).length > 0);

/**
 * The numbers that a Service leads to, and that nothing behind it seems to listen on. A container port is a declaration
 * and no more: what it lacks counts only beside what the log says, or a probe that passes elsewhere.
 */
export const closedPorts = (facts: Facts, service: Service): ClosedPort[] => {
  const pod = podsBehind(facts, service).find(isReady);
  // Clients of a headless Service reach the pods themselves, at whatever port.
  if (pod === undefined || isHeadless(service)) return [];
  return (service.spec?.ports ?? []).flatMap((port): ClosedPort[] => {
    const target = targetOf(port);
    if (typeof target !== 'number' || protocolOf(port) !== 'TCP' || probedPorts(pod).includes(target))
      return [];
    // Where the log names the port it is open, declared or not.
    if (saidBy(facts, pod)?.ports.includes(target) === true) return [];
    const said = bySaying(facts, pod, port, target);
    if (said.length > 0) return said;
    const probed = byProbe(pod, port, target);
    const reached =
      probed.length > 0 &&
      servicesAround(facts, service).some(
        (one) => matchesMap(one.spec?.selector, pod.metadata?.labels) && reachesDeclared(one, pod),
      );
    return reached ? [] : probed;
  });
};
