/** What a line of code can touch besides its arguments. */
export type Touch = 'await' | 'clock' | 'timers' | 'chance' | 'process' | 'network';

/** One room: what its files may import and touch. Whatever is not listed, they may not. */
export type Room = {
  name: string;
  /** Files, or folders with a slash at the end. The longest fit decides. */
  files: readonly string[];
  /** Other rooms it may import values and types of. */
  values?: readonly string[];
  /** Other rooms it may import types of, and nothing else; those of the contracts are open to all. */
  types?: readonly string[];
  /** Packages it may load, those of Node with `node:`. */
  packages?: readonly string[];
  /** Packages it may take types of, and nothing else. */
  packageTypes?: readonly string[];
  touches?: readonly Touch[];
  /** What stands here, and what does not, for ARCHITECTURE.md. */
  may: string;
  mayNot: string;
};

const words = (line: string): string[] => line.split(' ');

const everything: readonly Touch[] = ['await', 'clock', 'timers', 'chance', 'process', 'network'];

/**
 * Every room of src, handlers and jobs, in the order in which imports run. `rooms.test.ts` holds the code to this;
 * `npm run docs` writes it into ARCHITECTURE.md.
 */
export const rooms: readonly Room[] = [
  {
    name: 'contracts',
    files: ['src/answer.ts', 'src/calls.ts', 'src/ports.ts'],
    types: ['facts'],
    packageTypes: ['@slack/types'],
    may: 'say what the rooms hand each other',
    mayNot: 'hold code',
  },
  {
    name: 'facts',
    files: ['src/facts/'],
    packages: ['croner', 'fastest-levenshtein', 'ipaddr.js'],
    packageTypes: ['@kubernetes/client-node'],
    may: 'select and relate what was read',
    mayNot: 'decide what is wrong, read anything',
  },
  {
    name: 'reading',
    files: words(
      'collect find find-outside find-sole harvest logs narrow overview-outside second-wave served traces',
    ).map((name) => `src/facts/${name}.ts`),
    values: ['facts'],
    packageTypes: ['@kubernetes/client-node'],
    touches: ['await'],
    may: 'ask the `Cluster` port, in waves',
    mayNot: 'decide what is wrong, write to a cluster',
  },
  {
    name: 'causes',
    files: ['src/causes/'],
    values: ['facts'],
    packages: ['fastest-levenshtein'],
    may: 'look at the facts and say what is wrong',
    mayNot: 'fetch, write for Slack, throw on a missing field',
  },
  {
    name: 'diagnosis',
    files: ['src/diagnosis/'],
    values: ['facts', 'causes'],
    may: 'run the causes, order findings from root to effect',
    mayNot: 'know one cause from another',
  },
  {
    name: 'engine',
    files: ['src/why.ts', 'src/problems.ts'],
    values: words('facts reading diagnosis'),
    touches: ['await'],
    may: 'join reading and diagnosis to one outcome',
    mayNot: 'know who asks, format',
  },
  {
    name: 'messages',
    files: ['src/messages/'],
    packages: ['strip-ansi'],
    packageTypes: ['@slack/types'],
    may: 'turn outcomes into Slack blocks and terminal text; escape, mask and cut',
    mayNot: 'decide severity, log',
  },
  {
    name: 'handlers',
    files: ['handlers/'],
    values: ['facts', 'messages'],
    packages: words('node:crypto fastest-levenshtein zod'),
    packageTypes: ['@slack/types'],
    touches: ['await', 'timers'],
    may: 'turn words and clicks into a call, hand it to the queue',
    mayNot: 'ask the cluster, judge, post, know the jobs',
  },
  {
    name: 'jobs',
    files: ['jobs/'],
    values: ['messages'],
    packages: ['node:crypto', 'zod'],
    touches: ['await', 'timers', 'chance'],
    may: 'do what a call asks for through the `World` it is given',
    mayNot: 'load an SDK, know the handlers',
  },
  {
    name: 'cluster',
    files: ['src/cluster/'],
    values: ['facts'],
    packages: words(
      '@kubernetes/client-node js-yaml tar yaml node:crypto node:events node:fs node:fs/promises node:os node:path node:timers/promises node:tls node:url node:zlib',
    ),
    packageTypes: words('node:http node:https node:stream'),
    touches: everything,
    may: 'read the Kubernetes API, kubeconfigs and recordings',
    mayNot: 'judge, format, queue, post',
  },
  {
    name: 'slack',
    files: ['src/slack/'],
    values: ['health'],
    types: ['handlers'],
    packages: words('@slack/bolt zod node:crypto node:events node:http node:timers/promises'),
    packageTypes: words('@slack/types pino'),
    touches: everything,
    may: 'listen and talk to Slack',
    mayNot: 'know anything of Kubernetes',
  },
  {
    name: 'queue',
    files: ['src/queue/'],
    packages: words(
      'bullmq ioredis zod node:child_process node:crypto node:events node:fs/promises node:net node:os node:path',
    ),
    packageTypes: ['pino'],
    touches: everything,
    may: 'keep calls in Redis, start a Redis of its own',
    mayNot: 'know what a job does',
  },
  {
    name: 'store',
    files: ['src/store/'],
    packages: ['node:crypto'],
    packageTypes: ['ioredis'],
    touches: ['await', 'chance'],
    may: 'keep small values in Redis',
    mayNot: 'know what they mean',
  },
  {
    name: 'health',
    files: ['src/health/'],
    packages: ['node:events', 'node:http'],
    touches: ['await'],
    may: 'answer /livez and /readyz from the checks it is given',
    mayNot: 'check anything itself',
  },
  {
    name: 'config',
    files: ['src/config.ts', 'src/config/'],
    packages: words('fastest-levenshtein yaml zod node:fs node:os node:path'),
    packageTypes: ['pino'],
    touches: ['process', 'timers'],
    may: 'turn the environment and kubewhy.yaml into one value or complaints',
    mayNot: 'connect to anything',
  },
  {
    name: 'log',
    files: ['src/log.ts'],
    types: ['config'],
    packages: ['pino'],
    touches: ['process'],
    may: 'open the log and keep tokens out of it',
    mayNot: 'anything else',
  },
  {
    name: 'sandbox',
    files: ['src/sandbox/'],
    values: ['cluster', 'facts'],
    packages: words(
      'ws zod node:crypto node:events node:fs node:fs/promises node:http node:path node:timers/promises node:url node:util',
    ),
    packageTypes: ['node:stream'],
    touches: everything,
    may: 'play Slack and a cluster on loopback',
    mayNot: 'be known to any room but main',
  },
  {
    name: 'terminal',
    files: ['src/cli.ts', 'src/terminal/'],
    values: words('cluster config engine handlers messages'),
    packages: ['node:fs'],
    touches: ['await', 'clock', 'process'],
    may: 'run one line of the terminal',
    mayNot: 'load Slack, Redis or the queue',
  },
  {
    name: 'main',
    files: ['src/main.ts', 'src/main/'],
    values: words('cluster config engine handlers health jobs log messages queue sandbox slack store'),
    packages: words('node:fs/promises node:os node:path'),
    packageTypes: ['pino', 'node:http'],
    touches: everything,
    may: 'put the pieces together; start and end the process',
    mayNot: 'hold what belongs into a room',
  },
];
