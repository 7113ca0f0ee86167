import { containersOf } from './pods.ts';
import type { ContainerView } from './pods.ts';
import { probePort } from './probes.ts';
import type { Probe } from './probes.ts';
import { quantity } from './quantities.ts';

/** Why a probe and its container do not fit together, null where the answer says it all, and what would make them fit. */
export type ProbeReason = { why: string | null; remedy: string };

/** Cores below which a process that has something to do is throttled most of the time. */
const littleCpu = 0.1;

/** A port that nothing serves: told by what the log says, else by the ports that are declared. */
const portReason = (
  view: ContainerView,
  probe: Probe | undefined,
  listened: readonly number[],
): ProbeReason | null => {
  const asked = probePort(view.spec, probe);
  const declared = (view.spec?.ports ?? []).flatMap(({ containerPort }) => containerPort ?? []);
  // The containers of a pod share one network: a probe may ask another one.
  const others = containersOf(view.pod).filter(({ name }) => name !== view.name);
  const isOthers = others.some(({ spec }) =>
    spec?.ports?.some(({ containerPort }) => containerPort === asked),
  );
  if (asked === null || listened.includes(asked) || isOthers) return null;
  if (listened.length > 0)
    return {
      why: `its log says it listens on ${listened.join(', ')}`,
      remedy: `Point the probe at port ${listened[0] ?? ''}`,
    };
  return declared.length > 0 && !declared.includes(asked)
    ? {
        why: `it declares ${declared.length === 1 ? 'port' : 'ports'} ${declared.join(', ')}`,
        remedy: `Point the probe at the port that the container serves; it declares ${declared.join(', ')}`,
      }
    : null;
};

/** A probe that names a port which the container does not declare. */
const namedPortReason = ({ spec }: ContainerView): ProbeReason => {
  const names = (spec?.ports ?? []).flatMap(({ name, containerPort }) =>
    name === undefined ? [] : [`${name} (${containerPort ?? '?'})`],
  );
  return {
    why: names.length === 0 ? 'it gives no port a name' : `it declares ${names.join(', ')}`,
    remedy: 'Ask a port by a name that the container declares, or by its number',
  };
};

const slowReason = ({ spec }: ContainerView, probe: Probe | undefined): ProbeReason => {
  const seconds = probe?.timeoutSeconds ?? 1;
  const limit = spec?.resources?.limits?.cpu;
  return limit !== undefined && (quantity(limit) ?? Infinity) <= littleCpu
    ? {
        why: `it may be throttled, its CPU limit is ${limit}`,
        remedy: `Raise the CPU limit above ${limit}; the metric container_cpu_cfs_throttled_periods_total settles whether it is throttled`,
      }
    : {
        why: `its timeout is ${seconds} s`,
        remedy: `Find out what the answer waits for, or raise timeoutSeconds above ${seconds}`,
      };
};

/**
 * What the failure of a probe tells about the probe itself; null where it tells nothing beyond the answer. `listened`
 * are the ports that the log of the container names.
 */
export const probeReason = (
  view: ContainerView,
  probe: Probe | undefined,
  failure: string | null,
  listened: readonly number[],
): ProbeReason | null => {
  const path = probe?.httpGet?.path ?? '/';
  switch (failure) {
    case 'connection refused':
    case 'no connection':
      return portReason(view, probe, listened);
    case 'no such port':
      return namedPortReason(view);
    case 'no such command':
      return {
        why: null,
        remedy: 'Probe with a command that the image holds, or by httpGet, tcpSocket or grpc',
      };
    case 'plain HTTP':
      return { why: null, remedy: 'Set scheme: HTTP in the probe, or serve TLS on the port' };
    case 'no HTTP':
      return { why: null, remedy: 'Set scheme: HTTPS in the probe if the port serves TLS, or use tcpSocket' };
    case 'HTTP 404':
      return {
        why: null,
        remedy: `Point the probe at a path that the container serves`,
      };
    case 'HTTP 401':
    case 'HTTP 403':
      return { why: `${path} asks for credentials`, remedy: 'Point the probe at a path that needs no login' };
    case 'no answer in time':
      return slowReason(view, probe);
    case null:
    default:
      return null;
  }
};
