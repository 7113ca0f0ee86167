import type { Facts } from './facts.ts';
import type { LogSign } from './log-signs/sign.ts';
import { once } from './memo.ts';
import type { ContainerView } from './pods.ts';
import { lastSigns, spokenBy } from './spoken.ts';
import type { Spoken } from './spoken.ts';
import { troublesOf } from './troubles.ts';
import type { Trouble } from './troubles.ts';

/** What a program tried, and the capability it takes: https://man7.org/linux/man-pages/man7/capabilities.7.html */
export type Operation = { words: string; capability: string };

const operations: readonly { told: RegExp; words: string; capability: string }[] = [
  {
    told: /\b[lf]?chown(?:at)?\b|chang(?:e|ing) (?:the )?owner(?:ship)?\b/i,
    words: 'chown',
    capability: 'CHOWN',
  },
  {
    told: /\bf?chmod(?:at)?\b|chang(?:e|ing) (?:the )?(?:permissions|mode)\b/i,
    words: 'chmod',
    capability: 'FOWNER',
  },
  {
    told: /\bset(?:e|re|res)?gid\b|\bsetgroups\b|\binitgroups\b/i,
    words: 'change its group',
    capability: 'SETGID',
  },
  {
    told: /\bset(?:e|re|res)?uid\b|\b(?:gosu|su-exec|setpriv|runuser|sudo)\b|^su: |switch(?:ing)? (?:to )?user|failed switching/i,
    words: 'change its user',
    capability: 'SETUID',
  },
  { told: /\bping\b|\braw socket|SOCK_RAW|\bicmp\b/i, words: 'open a raw socket', capability: 'NET_RAW' },
  {
    told: /\bip6?tables\b|\bnft(?:ables)?\b|\bRTNETLINK\b|\bipvs(?:adm)?\b|\bnetlink\b|\btun(?:tap)?\b|\/dev\/net\/tun/i,
    words: 'change the network',
    capability: 'NET_ADMIN',
  },
  {
    told: /\bu?mount\b|\bpivot_root\b|\bunshare\b|\bsethostname\b|\bsetns\b|\bclone3?\(/i,
    words: 'mount or make namespaces',
    capability: 'SYS_ADMIN',
  },
  { told: /\bbind(?:ing)?\b/i, words: 'bind its port', capability: 'NET_BIND_SERVICE' },
  { told: /\bchroot\b/i, words: 'chroot', capability: 'SYS_CHROOT' },
  { told: /\bmknod\b/i, words: 'make a device file', capability: 'MKNOD' },
  { told: /\bptrace\b/i, words: 'trace a process', capability: 'SYS_PTRACE' },
  { told: /\bmlock(?:all)?\b/i, words: 'lock memory', capability: 'IPC_LOCK' },
  {
    told: /\bsetpriority\b|\bsched_set\w{1,20}|\bmbind\b|set_mempolicy/i,
    words: 'set its priority',
    capability: 'SYS_NICE',
  },
  { told: /\bsetrlimit\b|\bulimit\b/i, words: 'raise its limits', capability: 'SYS_RESOURCE' },
  {
    told: /\bsettimeofday\b|\bclock_settime\b|\badjtimex\b/i,
    words: 'set the clock',
    capability: 'SYS_TIME',
  },
];

/** What containerd gives a container that asks for nothing. */
const byDefault: ReadonlySet<string> = new Set([
  'CHOWN',
  'DAC_OVERRIDE',
  'FSETID',
  'FOWNER',
  'MKNOD',
  'NET_RAW',
  'SETGID',
  'SETUID',
  'SETFCAP',
  'SETPCAP',
  'NET_BIND_SERVICE',
  'SYS_CHROOT',
  'KILL',
  'AUDIT_WRITE',
]);

/** Why a container does not have a capability: it is taken away (`by`: as the spec has it), never given, or no use to its user. */
export type Lack =
  | { why: 'dropped'; by: string }
  | { why: 'not-added' }
  | { why: 'user'; user: number | null };

const plain = (names: readonly string[] = []): string[] =>
  names.map((name) => name.toUpperCase().replace(/^CAP_/, ''));

/** Of no operation in particular (null) only that everything is dropped is told. */
const lackOf = ({ pod, spec }: ContainerView, capability: string | null): Lack | null => {
  const { capabilities, privileged, runAsUser, runAsNonRoot } = spec?.securityContext ?? {};
  if (privileged === true) return null;
  const user = runAsUser ?? pod.spec?.securityContext?.runAsUser ?? null;
  const notRoot = runAsNonRoot ?? pod.spec?.securityContext?.runAsNonRoot ?? false;
  const added = plain(capabilities?.add);
  const dropped = plain(capabilities?.drop);
  // What is named counts before ALL.
  const isAdded = capability !== null && (added.includes(capability) || added.includes('ALL'));
  const by = dropped.find((name) => name === 'ALL' || name === capability);
  if (by !== undefined && !isAdded) return { why: 'dropped', by };
  if (capability === null) return null;
  if (user !== null ? user !== 0 : notRoot) return { why: 'user', user };
  return isAdded || byDefault.has(capability) ? null : { why: 'not-added' };
};

/** A container in trouble because the kernel does not let it do what takes a capability it lacks. */
export type MissingCapability = {
  trouble: Trouble;
  spoken: Spoken;
  sign: LogSign;
  operation: Operation | null;
  lack: Lack;
};

/** What the kernel says of a call that takes a privilege (EPERM), not of a file that belongs to somebody else (EACCES). */
const notPermitted =
  /operation not permitted|\bEPERM\b|\(1: |\berrno[= ]1\b|you must be root|are you root|^mount: .{1,200}: permission denied/i;

/** Whether what a container in trouble says is laid to a capability that it lacks. */
export const lacksCapability = (facts: Facts, { view }: Trouble): boolean =>
  missingCapabilities(facts).some(({ trouble }) => trouble.view === view);

/** Containers in trouble whose last complaint is that an operation is not permitted, and whose spec takes the privilege for it. */
export const missingCapabilities = once((facts: Facts): MissingCapability[] =>
  troublesOf(facts).flatMap((trouble): MissingCapability[] => {
    const spoken = spokenBy(facts, trouble.view);
    const said = lastSigns(spoken?.log.lines ?? []).find(
      ({ sign: { sign, line }, last }) => last && sign === 'permission' && notPermitted.test(line),
    );
    if (spoken === null || said === undefined) return [];
    const operation = operations.find(({ told }) => told.test(said.sign.line)) ?? null;
    const lack = lackOf(trouble.view, operation?.capability ?? null);
    return lack === null ? [] : [{ trouble, spoken, sign: said.sign, operation, lack }];
  }),
);
