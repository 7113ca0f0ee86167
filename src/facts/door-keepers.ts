import { commandLine } from './command-line.ts';
import { doorsIn } from './doors.ts';
import type { Door } from './doors.ts';
import type { Facts } from './facts.ts';
import { complaintsIn } from './log-lines.ts';
import { mountedPath, takesWrites } from './mounted-paths.ts';
import type { ContainerView } from './pods.ts';
import { probedBy } from './probed-ports.ts';
import { spokenBy } from './spoken.ts';

/** How one container is told to be whose a door is. */
type Telling = (view: ContainerView) => boolean;

/** Whether a container declares a port; null is none. */
export const declaresPort = ({ spec }: ContainerView, port: number | null): boolean =>
  (spec?.ports ?? []).some(({ containerPort }) => port !== null && containerPort === port);

/** What a proxy is told to lead to is not its own. */
const upstream =
  /\S*(?:upstream|backend|target|forward|dest|remote|:\/\/(?:localhost|127\.0\.0\.1|\[::1\]))\S*(?: \S+)?/gi;

const namesPort = (view: ContainerView, port: number): boolean =>
  new RegExp(String.raw`[:= ]${port}(?![\d.])`).test(commandLine(view.spec).replaceAll(upstream, ''));

/** The volume in which a path lies, where a container mounts one there that can be written to. */
const volumeAt = (view: ContainerView, path: string): string | undefined => {
  const volume = mountedPath(view, path)?.volume;
  return volume !== undefined && takesWrites(volume) ? volume.name : undefined;
};

const mounts = ({ spec }: ContainerView, volume: string | undefined): boolean =>
  volume !== undefined && (spec?.volumeMounts ?? []).some(({ name }) => name === volume);

const serverWords = /\b(?:bind(?:ing)?|listen(?:ing)?|creat(?:e|ing)|serv(?:e|ing))\b/i;

/** Its own log complains that it cannot reach the door: it is one of those that ask, too. */
const isClient = (facts: Facts, view: ContainerView, { host, port }: Door): boolean =>
  complaintsIn(spokenBy(facts, view)?.log.lines ?? []).some(
    ({ text, alarming }) =>
      alarming &&
      !serverWords.test(text) &&
      doorsIn(text).some((one) => one.port === port && (port !== null || one.host === host)),
  );

/** From the surest way to the vaguest. */
const tellings = (facts: Facts, asker: ContainerView, { host, port }: Door): Telling[] =>
  port === null
    ? [
        (view) =>
          commandLine(view.spec).includes(host) ||
          (spokenBy(facts, view)?.log.lines ?? []).some((line) => line.includes(host)),
        (view) => mounts(view, volumeAt(asker, host)),
      ]
    : [
        (view) => declaresPort(view, port) || (view.spec !== undefined && probedBy(view.spec).includes(port)),
        (view) => namesPort(view, port),
      ];

/**
 * The containers of a pod whose a door is, by their ports and probes, their command or log, or the volume in which a socket
 * lies: those that the surest way tells.
 */
export const keepersOf = (
  facts: Facts,
  asker: ContainerView,
  others: readonly ContainerView[],
  door: Door,
): ContainerView[] => {
  const servers = others.filter((view) => !isClient(facts, view, door));
  return (
    tellings(facts, asker, door)
      .map((isTold) => servers.filter(isTold))
      .find((told) => told.length > 0) ?? []
  );
};
