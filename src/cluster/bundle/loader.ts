import { kindOf } from '../../facts/kinds.ts';
import type { KindName } from '../../facts/objects.ts';
import type { LogQuery, ReadFailure } from '../../ports.ts';
import { takeDumpLogs } from '../dump-logs.ts';
import type { RecordingComplaint } from '../parse-recording.ts';
import { parseRecording } from '../parse-recording.ts';
import type { RecordedLog, Recording } from '../recording-format.ts';
import type { Bundle, Part, StoredLog } from './bundle.ts';

/** A list that a bundle does not give, or not all of it, and why. `namespace` null: of all namespaces. */
export type Trouble = { kind: KindName; namespace: string | null; failure: ReadFailure };

/** Reads the files of bundles into a recording, each when something in it is asked for, and once. */
export type Loader = {
  /** The objects of a kind in a namespace (null: in all), or the one of that name (null: all). */
  objects: (kind: KindName, namespace: string | null, name: string | null) => Promise<void>;
  /** All objects of kinds from outside Kubernetes. */
  outside: () => Promise<void>;
  /** The logs of a container. */
  logs: (query: Pick<LogQuery, 'namespace' | 'pod' | 'container'>) => Promise<void>;
  troubles: Trouble[];
};

/** As much of a log as is kept: more than one answer reads. */
const logAtMost = 96 * 1024;

/** As the kubelet writes times before lines (`kubectl logs --timestamps`). */
const timeBefore = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d) /;

const placeIn = ({ file, document, line, expected }: RecordingComplaint): string =>
  `${file}${line === null ? '' : `, line ${line}`}${document === null ? '' : `, document ${document}`}: expected ${expected}`;

const fits = (place: string | null, namespace: string | null): boolean =>
  place === null || namespace === null || place === namespace;

const textsOf = (log: StoredLog, text: string): RecordedLog[] => {
  const { namespace, pod, container, previous, timed } = log;
  if (container === null) return takeDumpLogs(text).logs.map((each) => ({ ...each, namespace, pod }));
  const lines = timed ? text.split('\n').map((line) => line.replace(timeBefore, '')) : null;
  return [{ namespace, pod, container, previous, text: lines === null ? text : lines.join('\n') }];
};

/** `recording` grows as parts are read; `errors` of the collectors are read at once. */
export const bundleLoader = async (recording: Recording, bundles: readonly Bundle[]): Promise<Loader> => {
  const allParts = bundles.flatMap(({ parts }) => parts);
  const allLogs = bundles.flatMap(({ logs }) => logs);
  const begun = new Map<Part | StoredLog, Promise<void>>();
  const troubles: Trouble[] = [];

  const load = async (part: Part): Promise<void> => {
    const { kind, namespace, entry } = part;
    const read = parseRecording(await entry.text(), entry.shown, { kind, namespace });
    if (read.ok) recording.objects.push(...read.recording.objects);
    else if (kind !== null)
      troubles.push({ kind, namespace, failure: { reason: 'malformed', message: placeIn(read.complaint) } });
  };

  const loadLog = async (log: StoredLog): Promise<void> => {
    recording.logs.push(...textsOf(log, await log.entry.tail(logAtMost)));
  };

  /** Each once; whoever asks for what is being read waits for it. One after the other keeps the memory small. */
  const each = async <T extends Part | StoredLog>(
    wanted: readonly T[],
    read: (one: T) => Promise<void>,
  ): Promise<void> => {
    for (const one of wanted) {
      const reading = begun.get(one) ?? read(one);
      begun.set(one, reading);
      // oxlint-disable-next-line no-await-in-loop
      await reading;
    }
  };

  const addErrors = (kind: KindName, text: string): void => {
    const said: unknown = JSON.parse(text);
    if (typeof said !== 'object' || said === null) return;
    const everywhere = Array.isArray(said) || !kindOf(kind).namespaced;
    for (const [namespace, message] of Object.entries(said)) {
      if (typeof message !== 'string') continue;
      const reason = message.includes('forbidden') ? 'forbidden' : 'rejected';
      troubles.push({ kind, namespace: everywhere ? null : namespace, failure: { reason, message } });
    }
  };

  for (const { kind, entry } of bundles.flatMap(({ errors }) => errors)) {
    try {
      // oxlint-disable-next-line no-await-in-loop
      addErrors(kind, await entry.text());
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }

  return {
    troubles,
    objects: (kind, namespace, name) =>
      each(
        allParts.filter(
          (part) =>
            part.kind === kind &&
            fits(part.namespace, namespace) &&
            (name === null || part.name === null || part.name === name),
        ),
        load,
      ),
    outside: () =>
      each(
        allParts.filter(({ kind }) => kind === null),
        load,
      ),
    logs: ({ namespace, pod, container }) =>
      each(
        allLogs.filter(
          (log) =>
            log.namespace === namespace &&
            log.pod === pod &&
            (log.container === null || log.container === container),
        ),
        loadLog,
      ),
  };
};
