import type { Container } from './objects.ts';
import { outputWords } from './probe-output.ts';

export type Probe = NonNullable<Container['livenessProbe']>;

/** What a probe asks, in words: `HTTP /healthz on port 9090`. A named port is followed to its number. */
export const probeTarget = (container: Container | undefined, probe: Probe | undefined): string => {
  const port = (wanted: number | string | object | undefined): string => {
    const named = container?.ports?.find(({ name }) => name === wanted)?.containerPort;
    return `${typeof wanted === 'object' ? '' : (wanted ?? '?')}${named === undefined ? '' : ` (${named})`}`;
  };
  if (probe?.httpGet !== undefined)
    return `${probe.httpGet.scheme ?? 'HTTP'} ${probe.httpGet.path ?? '/'} on port ${port(probe.httpGet.port)}`;
  if (probe?.tcpSocket !== undefined) return `TCP port ${port(probe.tcpSocket.port)}`;
  if (probe?.grpc !== undefined) return `gRPC port ${port(probe.grpc.port)}`;
  if (probe?.exec !== undefined) return `the command "${(probe.exec.command ?? []).join(' ')}"`;
  return 'the container';
};

/** The number of the port that a probe asks; null where it asks none, or one by a name that no port has. */
export const probePort = (container: Container | undefined, probe: Probe | undefined): number | null => {
  const wanted = probe?.httpGet?.port ?? probe?.tcpSocket?.port ?? probe?.grpc?.port;
  const number =
    container?.ports?.find(({ name }) => name !== undefined && name === wanted)?.containerPort ??
    Number(wanted);
  return Number.isInteger(number) ? number : null;
};

/** Sentences of the kubelet that tell of no answer, but of why the probe could not be made; the telling ones first. */
const unmade: readonly (readonly [string, RegExp])[] = [
  ['no such command', /executable file (?:`[^`]*` )?not found|exec: "[^"]+": stat \S+ no such file/],
  ['no such port', /strconv\.Atoi: parsing|couldn't find port|no port .* found/i],
  ['plain HTTP', /server gave HTTP response to HTTPS client/],
  ['no HTTP', /malformed HTTP (?:response|status code|version)/],
  ['no connection', /failed to connect service/],
];

/**
 * What came of a probe, out of the kubelet's `Unhealthy` event: `HTTP 404`, `connection refused`, `no answer in time`, one of
 * the names in `unmade`, or else what a command said.
 */
export const probeFailure = (message: string | undefined): string | null => {
  if (message === undefined) return null;
  const status = /statuscode: (\d+)/.exec(message)?.[1];
  if (status !== undefined) return `HTTP ${status}`;
  const why = unmade.find(([, says]) => says.test(message))?.[0];
  if (why !== undefined) return why;
  const known =
    /connection refused|context deadline exceeded|timeout|no route to host|connection reset|no such host/i.exec(
      message,
    )?.[0];
  if (known !== undefined) return /deadline|timeout/i.test(known) ? 'no answer in time' : known;
  return outputWords(message.replace(/^\w+ probe (?:failed|errored)[^:]*: */, '')) || null;
};

/**
 * Seconds from the start of a container until a probe that never succeeds gives up. The kubelet probes at fixed times that do
 * not depend on the start: the first probe that counts comes within one period after `initialDelaySeconds`, so the end lies
 * between `least` and `most`. What is not answered in time fails only when its timeout is over (`timesOut`).
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/prober/worker.go (run, doProbe). Defaults are those of the API.
 */
export const patienceOf = (
  { initialDelaySeconds = 0, periodSeconds = 10, failureThreshold = 3, timeoutSeconds = 1 }: Probe,
  timesOut = false,
): { least: number; most: number } => {
  const waits = timesOut ? timeoutSeconds : 0;
  const least = initialDelaySeconds + periodSeconds * (failureThreshold - 1) + waits;
  return { least, most: least + periodSeconds };
};

/** The longest time that a probe which never succeeds gives a container from its start; seconds. */
export const budgetSeconds = (probe: Probe): number => patienceOf(probe).most;

/** The same as a sentence says it: `15 to 20 s`. */
export const patienceWords = (probe: Probe, timesOut = false): string => {
  const { least, most } = patienceOf(probe, timesOut);
  return `${least} to ${most} s`;
};
