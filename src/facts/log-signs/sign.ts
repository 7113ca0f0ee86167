/** What a log line gives away. Each has a file of its wordings. */
export type SignName =
  | 'address-in-use'
  | 'auth-failed'
  | 'bad-config'
  | 'bad-flag'
  | 'command-missing'
  | 'crash'
  | 'database-missing'
  | 'disk-full'
  | 'dns-failure'
  | 'dns-loop'
  | 'exec-format'
  | 'file-missing'
  | 'host-unknown'
  | 'java-too-old'
  | 'kind-unknown'
  | 'leader-lost'
  | 'locked'
  | 'migration'
  | 'missing-env'
  | 'module-missing'
  | 'not-reached'
  | 'out-of-memory'
  | 'permission'
  | 'port-denied'
  | 'rbac-denied'
  | 'read-only'
  | 'refused'
  | 'reset'
  | 'server-error'
  | 'sysctl-low'
  | 'thread-limit'
  | 'timeout'
  | 'tls'
  | 'too-many'
  | 'unreachable';

/** The signs of a peer that could not be reached, or whose name could not be resolved. */
export const unreached: readonly SignName[] = [
  'refused',
  'timeout',
  'unreachable',
  'reset',
  'host-unknown',
  'dns-failure',
];

/** A known signature in a log. */
export type LogSign = {
  sign: SignName;
  /** What a sentence quotes: the headline of the line or stack trace. */
  line: string;
  /** What the other lines or traces say that give the same sign. */
  also: string[];
  /** The index of the newest line that says so. */
  at: number;
  /** The peer: a name or an address, in lower case, without user, port and path. */
  host: string | null;
  port: number | null;
  /** The IP address that was dialled, where `host` is the name for it. */
  address?: string;
  /** What else is named: a variable, a path, `verb resource`, a user, a database, a module, a certificate's fault. */
  subject: string | null;
  /** A later line says that it went well after all. */
  past: boolean;
};

/** How one sign is told in the words of many programs. */
export type SignKind = {
  sign: SignName;
  /** Words of which one stands in every wording, so that most lines are passed over at once. */
  hint: RegExp;
  /**
   * From the most telling to the vaguest. Groups: `address` (host and port in any shape, also a URL), `host`, `port`,
   * `subject`.
   */
  wordings: readonly RegExp[];
  /** The line is about a peer, which may be named in any of the shapes clients write. */
  peer?: true;
  /** Words that make a line one of another sign. */
  not?: RegExp;
  /** What a line says when it is over, besides the words of a connection that stands. */
  over?: RegExp;
};
