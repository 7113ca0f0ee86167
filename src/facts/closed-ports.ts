import type { Evidence } from '../answer.ts';
import { logEvidence, specEvidence } from './evidence.ts';
import type { Facts, Log } from './facts.ts';
import { portsListened } from './listening.ts';
import type { Container, Pod } from './objects.ts';
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
  /** What tells that `open` is the one: the log, a probe that passes, the command line, or the declaration alone. */
  by: 'log' | 'probe' | 'command' | 'declaration';
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
  return [{ port, target, pod, open, by: 'log', evidence }];
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
  return [{ port, target, pod, open, by: 'probe', evidence }];
};

/** The words of a container's declaration in which a port may stand: its command line and its environment. */
const spelled = ({ command, args, env }: Container): string =>
  [...(command ?? []), ...(args ?? []), ...(env ?? []).map(({ value }) => value ?? '')].join(' ');

/**
 * What the containers declare, where the Service leads to no port of theirs: it counts where the command line or the
 * environment names the declared one, or where no other Service leads to it, so that it is declared for nobody.
 */
const byDeclaration = (pod: Pod, port: ServicePort, target: number, isReached: boolean): ClosedPort[] => {
  const containers = ownContainers(pod).flatMap(({ spec }) => spec ?? []);
  const declared = containers.flatMap(({ ports }) => ports ?? []);
  const words = containers.map(spelled).join(' ');
  const names = (number: number): boolean => new RegExp(`(?<!\\d)${number}(?!\\d)`).test(words);
  if (declared.some(({ containerPort }) => containerPort === target) || names(target)) return [];
  const numbers = declared.flatMap(({ containerPort }) => containerPort ?? []);
  const spoken = numbers.find(names);
  const open = spoken ?? numbers[0];
  if (open === undefined || (spoken === undefined && isReached)) return [];
  const evidence = [specEvidence(refOf('Pod', pod), `container ports: ${portWords(declared)}`)];
  return [{ port, target, pod, open, by: spoken === undefined ? 'declaration' : 'command', evidence }];
};

const reachesDeclared = (service: Service, pod: Pod): boolean =>
  (service.spec?.ports ?? []).some((port) => meantBy(port, pod).length > 0);

/**
 * The numbers that a Service leads to, and that nothing behind it seems to listen on. A container port is a declaration
 * and no more: what it lacks counts only beside something that tells of another port.
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
    const isReached = servicesAround(facts, service).some(
      (one) => matchesMap(one.spec?.selector, pod.metadata?.labels) && reachesDeclared(one, pod),
    );
    const probed = isReached ? [] : byProbe(pod, port, target);
    return probed.length > 0 ? probed : byDeclaration(pod, port, target, isReached);
  });
};
