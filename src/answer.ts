/**
 * The JSON contract `kubewhy/v1`: what a diagnosis says, on the terminal with `-o json` and through the queue.
 * A change here that is not an addition needs a new `apiVersion`.
 */

/** Names one object of the cluster. `namespace` is null for cluster-scoped kinds. */
export type ObjectRef = { kind: string; namespace: string | null; name: string };

export type Severity = 'critical' | 'warning' | 'info';
export type Confidence = 'certain' | 'likely' | 'possible';
export type State = 'healthy' | 'degraded' | 'failing' | 'unknown';

/** One quotation. `object` reads like `Pod shop/web-1`; `at` is RFC 3339, or null where the source has no time. */
export type Evidence = {
  from: 'status' | 'spec' | 'event' | 'log' | 'metric' | 'node';
  object: string;
  text: string;
  /** @format date-time */
  at: string | null;
};

/** What helps. `command` is a kubectl line to copy; `action` is a change the bot can make itself. */
export type Remedy = {
  title: string;
  command: string | null;
  action: ({ type: string } & Record<string, unknown>) | null;
};

/** One thing that is wrong. `because` holds indexes of the findings this one follows from. */
export type Finding = {
  cause: string;
  severity: Severity;
  confidence: Confidence;
  object: ObjectRef;
  summary: string;
  evidence: Evidence[];
  because: Index[];
  remedies: Remedy[];
};

/**
 * The place of a finding in `findings`.
 * @asType integer
 * @minimum 0
 */
export type Index = number;

/** What changed before it broke. `by` is who made the change, where the API says so. */
export type Change = {
  /** @format date-time */
  at: string;
  what: string;
  by: string | null;
};

/**
 * Something that could not be looked at, and why: it is not ruled out. `reason` is `absent` where objects come from
 * files, and the files do not hold it.
 */
export type Unexamined = { what: string; why: string; reason?: 'absent' };

export type Answer = {
  apiVersion: 'kubewhy/v1';
  target: ObjectRef & { cluster: string; uid: string | null };
  state: State;
  /**
   * One sentence of at most 200 characters: the root cause and its effect.
   * @maxLength 200
   */
  summary: string;
  /** Root cause first. */
  findings: Finding[];
  /** Newest first. */
  changes: Change[];
  /** Where to look on: the node and the containers, and the line that shows their logs. */
  where: { node: string | null; containers: string[]; logs: string | null };
  /** What was looked at and is fine. */
  ruledOut: string[];
  unexamined: Unexamined[];
};

/** Everything that is wrong in a scope, collapsed by shared cause, worst first. */
export type Problems = {
  apiVersion: 'kubewhy/v1';
  cluster: string;
  groups: ProblemGroup[];
  unexamined: Unexamined[];
};

/** One thing that is wrong with one or more objects. */
export type ProblemGroup = {
  cause: string;
  severity: Severity;
  summary: string;
  /**
   * How many objects show it; `objects` names the first 50 of them.
   * @asType integer
   * @minimum 1
   */
  count: number;
  /** @maxItems 50 */
  objects: ObjectRef[];
};

/**
 * Why a read gave nothing: the cluster refused (the first three) or did not answer (the next two); of files, they do not
 * hold it (`absent`) or could not be understood (`malformed`).
 */
export type ReadReason =
  | 'forbidden'
  | 'unauthorized'
  | 'rejected'
  | 'unreachable'
  | 'timeout'
  | 'absent'
  | 'malformed';

/** The cluster gave nothing to judge. */
export type Unreadable = {
  type: 'unreadable';
  cluster: string;
  why: string;
  reason?: ReadReason;
};

/** A namespace that does not exist, or a word for a kind that the cluster does not serve. */
export type Lack = { what: 'namespace' | 'kind'; name: string; near: string[] };

/** What came of a question about one target. Every outcome but `answer` gets a sentence of its own. */
export type WhyOutcome =
  | { type: 'answer'; answer: Answer }
  | {
      type: 'not-found';
      cluster: string;
      words: string;
      namespace: string | null;
      suggestions: ObjectRef[];
      unexamined: Unexamined[];
      /** What events still tell of an object of that name which is gone, warnings first. */
      traces?: Evidence[];
      /** What already the question names and the cluster does not have, with names that come near. */
      lacks?: Lack;
    }
  | { type: 'ambiguous'; cluster: string; words: string; matches: ObjectRef[] }
  | Unreadable;

/** What came of a question about a whole scope; `not-found` is a namespace that does not exist. */
export type ProblemsOutcome =
  | { type: 'problems'; problems: Problems }
  | { type: 'not-found'; cluster: string; namespace: string; suggestions: string[] }
  | Unreadable;

/** An outcome that is no answer, as JSON: beside what came of the question, the version of the contract. */
type Printed<Outcome> = Outcome extends unknown ? { apiVersion: 'kubewhy/v1' } & Outcome : never;

/** What `kubewhy why -o json` prints. What is no answer says so in `type`. */
export type WhyJson = Answer | Printed<Exclude<WhyOutcome, { type: 'answer' }>>;

/** What `kubewhy problems -o json` prints. What is no list of problems says so in `type`. */
export type ProblemsJson = Problems | Printed<Exclude<ProblemsOutcome, { type: 'problems' }>>;
