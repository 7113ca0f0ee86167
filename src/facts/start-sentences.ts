/** What keeps the runtime from creating or starting a container. */
export type StartProblem =
  | 'passing'
  | 'run-as-root'
  | 'variable'
  | 'field-ref'
  | 'architecture'
  | 'interpreter'
  | 'memory'
  | 'disk-full'
  | 'name-taken'
  | 'no-command'
  | 'user'
  | 'profile'
  | 'device'
  | 'propagation'
  | 'working-dir'
  | 'subpath'
  | 'mount'
  | 'command-not-found'
  | 'permission'
  | 'read-only'
  | 'slow'
  | 'other';

/** A reference that is missing is told by the configuration causes. */
export const missingReference = /^(?:configmap|secret) "|couldn't find key|references non-existent/i;

/** The sentences of runc, crun, containerd, CRI-O, Docker and the kubelet, the telling ones first. */
const sentences: readonly (readonly [StartProblem, RegExp])[] = [
  ['passing', /failed to sync \w+ cache|services have not yet been read|object \S+ not registered/],
  ['run-as-root', /runAsNonRoot|breaks non-root policy/],
  ['variable', /^missing value for \S+$/],
  ['field-ref', /^container \S+ not found$/],
  ['architecture', /exec format error/],
  ['memory', /OOM-killed|memory limit too low|minimum memory (?:limit )?allowed|cannot allocate memory/i],
  ['disk-full', /no space left on device/],
  [
    'name-taken',
    /name .*? is reserved for|name .*? is already in use|failed to reserve (?:container|sandbox) name/i,
  ],
  ['no-command', /no command specified|no argument in Process|args must not be empty/i],
  [
    'user',
    /unable to find (?:user|group)|no users found|no matching entries in (?:passwd|group) file|unknown user|linux spec user/i,
  ],
  ['profile', /seccomp profile|apparmor|selinux|SecurityLabel/i],
  ['device', /nvidia|\bCDI\b|device plugin|\/dev\/\S+: no such|error gathering device/i],
  ['propagation', /is not a shared (?:or slave )?mount/],
  [
    'working-dir',
    /set in config\.json failed|chdir to cwd|mkdir \S+: not a directory|OCI runtime create failed: .*?cwd/i,
  ],
  ['subpath', /subPath/],
  [
    'mount',
    /error mounting|mountpoint|mount path|not a directory: unknown|Are you trying to mount|failed to mount|mount .*? (?:failed|caused)/i,
  ],
  // Without a `stat` of the file it is there, and what it needs to run is not: its loader or interpreter.
  ['interpreter', /(?:process: |^)exec \/\S+: no such file or directory/],
  [
    'command-not-found',
    /executable file (?:`[^`]*` )?not found|stat \S+: no such file or directory|exec(?:ve)?[^:]*: .*no such file or directory|no such file or directory: OCI runtime/i,
  ],
  ['permission', /permission denied/i],
  ['read-only', /read-only file system/i],
  ['slow', /context deadline exceeded|timed? ?out/i],
];

export const startProblemOf = (sentence: string): StartProblem =>
  sentences.find(([, pattern]) => pattern.test(sentence))?.[0] ?? 'other';

/** The last clause of the runtime: what stands before it says only through which layers it came. */
export const lastClause = (sentence: string): string =>
  (
    /(?:exec: |error mounting |container process: (?!exec: )(?!error during)|error during container init: |failed to generate spec: |failed to create containerd container: |crun: ).*/s.exec(
      sentence,
    )?.[0] ?? sentence
  )
    .replaceAll(
      /rpc error: code = \w+ desc = |container process: |error during container init: |failed to generate spec: |failed to create containerd container: /g,
      '',
    )
    .replace(
      /: (?:unknown|OCI runtime (?:attempted to invoke a command that was not found|permission denied))$/,
      '',
    );
