import type { KindName, Metadata } from '../facts/objects.ts';
import type { ReadFailure } from '../ports.ts';

/** An object as `kubectl get -o yaml` prints it. */
export type RecordedObject = {
  apiVersion: string;
  kind: string;
  metadata: Metadata & { name: string };
  [field: string]: unknown;
};

/** The text of one container's log; `previous` is the run before the current one. */
export type RecordedLog = {
  namespace: string;
  pod: string;
  container: string;
  previous: boolean;
  text: string;
};

export type RefusedVerb = 'list' | 'get' | 'log';

/**
 * A read that fails. Fields that are absent match every read; `namespace: ''` is a list across all namespaces.
 * `resource` is a plural, or `pods/log`.
 */
export type Refusal = ReadFailure & {
  resource: string;
  verb?: RefusedVerb;
  namespace?: string;
  name?: string;
  container?: string;
  previous?: boolean;
};

/** Objects of a kind that are all in the files: in one namespace, or (null) wherever they can be. */
export type WholeList = { kind: KindName; namespace: string | null };

/**
 * What was seen of a cluster at one time. On disk it is YAML or JSON documents as kubectl prints them, and three kinds
 * of our own with `apiVersion: kubewhy/v1`: `Log`, `Refusal`, and `Recording` with the time, cluster and namespace.
 * `at` is RFC 3339; it is null where no `Recording` document says when. Such files hold what somebody put into them:
 * only of the lists in `whole` is what they lack known not to exist. A capture has no `whole`, it lacks nothing.
 */
export type Recording = {
  at: string | null;
  cluster: string | null;
  namespace: string | null;
  /** What was asked when it was made, as people type it: `why deployment/web -n shop`. */
  question: string | null;
  objects: RecordedObject[];
  logs: RecordedLog[];
  refusals: Refusal[];
  /** All kinds from outside Kubernetes that the cluster served, where that was asked: `Certificate.v1.cert-manager.io`. */
  served?: string[];
  whole?: WholeList[];
  /** It stands for files that hold some of a cluster, and is no capture. */
  partial?: true;
};

export const emptyRecording = (): Recording => ({
  at: null,
  cluster: null,
  namespace: null,
  question: null,
  objects: [],
  logs: [],
  refusals: [],
});

const servedOf = (recordings: readonly Recording[]): Pick<Recording, 'served'> => {
  const served = recordings.find((one) => one.served !== undefined)?.served;
  return served === undefined ? {} : { served };
};

/** Joins recordings; of what only one of them can say, the first one that says it holds. */
export const joinRecordings = (recordings: readonly Recording[]): Recording => ({
  at: recordings.find(({ at }) => at !== null)?.at ?? null,
  cluster: recordings.find(({ cluster }) => cluster !== null)?.cluster ?? null,
  namespace: recordings.find(({ namespace }) => namespace !== null)?.namespace ?? null,
  question: recordings.find(({ question }) => question !== null)?.question ?? null,
  objects: recordings.flatMap(({ objects }) => objects),
  logs: recordings.flatMap(({ logs }) => logs),
  refusals: recordings.flatMap(({ refusals }) => refusals),
  ...servedOf(recordings),
  ...(recordings.some(({ at, partial }) => at !== null && partial !== true)
    ? {}
    : { whole: recordings.flatMap(({ whole }) => whole ?? []) }),
});
