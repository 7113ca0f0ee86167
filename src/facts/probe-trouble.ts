import type { Evidence, Remedy } from '../answer.ts';
import { containerEvents, eventEvidence } from './events.ts';
import type { ApiEvent } from './events.ts';
import { logEvidence, specEvidence } from './evidence.ts';
import { execLine } from './exec-line.ts';
import type { Facts } from './facts.ts';
import { portsListened } from './listening.ts';
import { logOf } from './pods.ts';
import type { ContainerView } from './pods.ts';
import { isOwnFault } from './probe-output.ts';
import { probeReason } from './probe-reasons.ts';
import { patienceOf, probeFailure, probeTarget } from './probes.ts';
import type { Probe } from './probes.ts';
import { editCommand } from './workloads.ts';

export type ProbeType = 'liveness' | 'readiness' | 'startup';

/** What a probe met. `asks` is how a sentence goes on about it: `asks HTTP /ready on port 8080 and gets HTTP 404`. */
export type ProbeTrouble = {
  probe: Probe | undefined;
  failure: string | null;
  asks: string;
  /** The probe and its container do not fit together, by the declaration or the log. */
  contradiction: boolean;
  event: ApiEvent | undefined;
  evidence: Evidence[];
  remedies: Remedy[];
};

const probeOf = ({ spec }: ContainerView, type: ProbeType): Probe | undefined =>
  ({ liveness: spec?.livenessProbe, readiness: spec?.readinessProbe, startup: spec?.startupProbe })[type];

const fieldOf = (probe: Probe | undefined): string =>
  (['httpGet', 'tcpSocket', 'grpc', 'exec'] as const).find((field) => probe?.[field] !== undefined) ??
  'target';

const commandAtMost = 60;

/** A shell that runs what follows. */
const shell = /^(?:\/\S*\/)?(?:ba|da|a|z)?sh -\w*c\w* /;

/** The command of a probe, cut in the middle of a sentence where it is long: what came of it tells more. */
const shortened = ({ exec }: Probe): string => {
  const command = (exec?.command ?? []).join(' ').replace(shell, '').trim();
  return `"${command.length > commandAtMost ? `${command.slice(0, commandAtMost).trimEnd()}…` : command}"`;
};

/** What came of a probe, as a sentence goes on about it. */
const met = (probe: Probe | undefined, failure: string | null): string => {
  switch (failure) {
    case null:
      return 'fails';
    case 'no such command':
      return `cannot: ${probe?.exec?.command?.[0] ?? 'the command'} is not in the image`;
    case 'no such port':
      return 'finds no port of that name';
    case 'plain HTTP':
      return 'gets an answer in plain HTTP';
    case 'no HTTP':
      return 'gets an answer that is no HTTP';
    case 'no connection':
      return 'cannot connect';
    default:
      return `gets ${failure}`;
  }
};

/** Whether what came of a probe is that its time was over. */
export const timedOut = (failure: string | null): boolean => failure === 'no answer in time';

const timingOf = (type: ProbeType, probe: Probe = {}, failure: string | null = null): string => {
  const { periodSeconds = 10, timeoutSeconds = 1, failureThreshold = 3 } = probe;
  const budget =
    type === 'readiness'
      ? ''
      : ` restart it, at the earliest ${patienceOf(probe, timedOut(failure)).least} s after its start`;
  return `every ${periodSeconds} s, timeout ${timeoutSeconds} s, ${failureThreshold} failures in a row${budget}`;
};

/** What helps where the answer does not tell that probe and container do not fit together. */
const remedyOf = (facts: Facts, view: ContainerView, type: ProbeType, failure: string | null): Remedy => {
  const probe = probeOf(view, type);
  if (probe?.exec === undefined || failure === null || isOwnFault(failure))
    return {
      title: `Mend what the ${type} probe asks, or correct its ${fieldOf(probe)}`,
      command: editCommand(facts, view.pod),
      action: null,
    };
  return {
    title: 'Mend what the command of the probe tells, and see whether it still does',
    command: execLine(view, ...(probe.exec.command ?? [])),
    action: null,
  };
};

/** What the probe of one type met, with the event, the declaration and the line of the log that prove it. */
export const probeTrouble = (facts: Facts, view: ContainerView, type: ProbeType): ProbeTrouble => {
  const probe = probeOf(view, type);
  const event = containerEvents(facts, view.ref, view.name, 'Unhealthy').find(
    ({ message }) => message?.toLowerCase().startsWith(type) === true,
  );
  const failure = probeFailure(event?.message);
  const log = logOf(facts, view);
  const said = log?.lines.filter((line) => portsListened([line]).length > 0) ?? [];
  const reason = probeReason(view, probe, failure, portsListened(said));
  const target = probeTarget(view.spec, probe);
  const ports = (view.spec?.ports ?? []).map(
    ({ containerPort, name }) => `${containerPort ?? ''}${name === undefined ? '' : ` (${name})`}`,
  );
  const listens = said.at(-1);
  return {
    probe,
    failure,
    asks: `${probe?.exec === undefined ? `asks ${target}` : `runs ${shortened(probe)}`} and ${met(probe, failure)}${(reason?.why ?? null) === null ? '' : ` (${reason?.why ?? ''})`}`,
    contradiction: reason !== null,
    event,
    evidence: [
      ...(event === undefined ? [] : [eventEvidence(view.ref, event)]),
      ...(listens === undefined ||
      log === undefined ||
      !['connection refused', 'no connection'].includes(failure ?? '')
        ? []
        : [logEvidence(view, log, listens)]),
      specEvidence(
        view.ref,
        `${type}Probe: ${target}, ${timingOf(type, probe, failure)}; container ports: ${ports.join(', ') || 'none declared'}`,
      ),
    ],
    remedies: [
      reason === null
        ? remedyOf(facts, view, type, failure)
        : { title: reason.remedy, command: editCommand(facts, view.pod), action: null },
    ],
  };
};
