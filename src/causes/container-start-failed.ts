import type { Severity } from '../answer.ts';
import { strayRef, strayRefEvidence, strayRefRemedy, strayRefWords } from '../facts/container-refs.ts';
import type { Facts } from '../facts/facts.ts';
import { memoryLimit, memoryVolumes } from '../facts/memory.ts';
import type { MemoryVolume } from '../facts/memory.ts';
import { containerTitle, familyOf } from '../facts/pods.ts';
import type { ContainerView } from '../facts/pods.ts';
import { quantity } from '../facts/quantities.ts';
import { capital } from '../facts/sentences.ts';
import type { StartProblem } from '../facts/start-sentences.ts';
import { startFailures } from '../facts/starts.ts';
import type { StartFailure } from '../facts/starts.ts';
import { missingKeyWords, missingSubPathKey } from '../facts/sub-paths.ts';
import type { Cause } from './cause.ts';

type Words = {
  what: (failure: StartFailure, facts: Facts) => string;
  remedy: string | ((failure: StartFailure) => string);
  /** Deduced, and not what the runtime says. */
  likely?: (failure: StartFailure) => boolean;
};

const nodeOf = ({ view }: StartFailure): string => view.pod.spec?.nodeName ?? '';

/** Bytes below which no process starts, whatever a volume holds. */
const leastMemory = 16 * 2 ** 20;

/** The volume in memory that an earlier run of a container can have filled; of a first start none is full. */
const filledVolume = (view: ContainerView): MemoryVolume | undefined => {
  const limit = quantity(memoryLimit(view)?.text);
  return limit !== undefined && limit >= leastMemory && (view.status?.restartCount ?? 0) > 0
    ? memoryVolumes(view)[0]
    : undefined;
};

/** What a mount that is not possible comes to: where it was to be, and the last reason the runtime gives. */
const mountFault = (facts: Facts, { view, sentence }: StartFailure): string => {
  const path = /to rootfs at "([^"]+)"|mountpoint for (\/\S+) mount/.exec(sentence);
  const at = path?.[1] ?? path?.[2];
  const mount = view.spec?.volumeMounts?.find(({ mountPath }) => mountPath === at);
  const missing = mount === undefined ? null : missingSubPathKey(facts, view, mount);
  if (missing !== null) return `subPath ${missing.key} at ${at ?? ''}: ${missingKeyWords(missing)}`;
  const why = /not a directory|no such file or directory|permission denied|read-only file system/.exec(
    sentence,
  )?.[0];
  const where = at === undefined ? '' : ` at ${at}`;
  if (why === 'not a directory')
    return `the mount${where} puts a folder over a file of the image, or a file over a folder`;
  return `the mount${where} is not possible${why === undefined ? '' : `: ${why}`}`;
};

/** The profile a container asks for by name, where it asks for one alone: its own, or else that of its pod. */
const profileWords = ({ spec, pod }: ContainerView): string => {
  const own = spec?.securityContext;
  const shared = pod.spec?.securityContext;
  const seccomp = (own?.seccompProfile ?? shared?.seccompProfile)?.localhostProfile;
  const appArmor = (own?.appArmorProfile ?? shared?.appArmorProfile)?.localhostProfile;
  if (seccomp !== undefined && appArmor === undefined) return `seccomp profile ${seccomp}`;
  if (appArmor !== undefined && seccomp === undefined) return `AppArmor profile ${appArmor}`;
  return 'a security profile it asks for';
};

const known: { [P in StartProblem]?: Words } = {
  variable: {
    what: ({ sentence }) =>
      `subPathExpr uses the environment variable ${/for (\S+)/.exec(sentence)?.[1] ?? ''}, which the container does not have`,
    remedy: 'Declare the variable in env, or correct its name in subPathExpr',
  },
  'field-ref': {
    what: ({ view, sentence }) => {
      const ref = strayRef(view.pod, sentence);
      return ref === null ? sentence : strayRefWords(ref);
    },
    remedy: ({ view, sentence }) => {
      const ref = strayRef(view.pod, sentence);
      return ref === null ? 'Correct the container that a resourceFieldRef names' : strayRefRemedy(ref);
    },
  },
  memory: {
    what: ({ view }) => {
      const limit = memoryLimit(view)?.text;
      const volume = filledVolume(view);
      return volume === undefined
        ? `its memory limit${limit === undefined ? '' : ` (${limit})`} is too small even to start a process`
        : `what is in volume ${volume.name} at ${volume.at}, kept in memory, uses up its memory limit (${limit ?? '?'})`;
    },
    likely: ({ view }) => filledVolume(view) !== undefined,
    remedy: ({ view }) => {
      const volume = filledVolume(view);
      return volume === undefined
        ? 'Raise resources.limits.memory; 1Mi or 100m are often meant to be 1Gi or 100Mi'
        : `Write less to volume ${volume.name} or raise the memory limit; a sizeLimit below it makes the write fail instead. The pod must be deleted to empty it`;
    },
  },
  'disk-full': {
    what: (failure) => `the disk of node ${nodeOf(failure)} is full`,
    remedy: 'Free space on the node',
  },
  'name-taken': {
    what: (failure) =>
      `an earlier try to create it is not finished: node ${nodeOf(failure)} still holds its name`,
    remedy: 'Wait; when it stays, the disk or the container runtime of the node is too slow or stuck',
  },
  'no-command': {
    what: ({ view }) => `neither the pod nor image ${view.spec?.image ?? ''} names a command`,
    remedy: 'Set command in the pod, or ENTRYPOINT or CMD in the image',
  },
  user: {
    what: ({ view }) => `the user it is to run as is not in image ${view.spec?.image ?? ''}`,
    remedy: 'Add the user to /etc/passwd of the image, or set securityContext.runAsUser to a number',
  },
  profile: {
    what: (failure) => `${profileWords(failure.view)} is not on node ${nodeOf(failure)}`,
    remedy: 'Install the profile on every node, or correct its name in securityContext',
  },
  device: {
    what: (failure) => `a device it asks for is not to be had on node ${nodeOf(failure)}`,
    remedy: 'Check the driver and the device plugin of the node',
  },
  propagation: {
    what: () => 'a mount asks for mountPropagation from a path that the node does not share',
    remedy: 'Make the path a shared mount on the node, or drop mountPropagation',
  },
  'working-dir': {
    what: ({ view }) => `its working directory ${view.spec?.workingDir ?? 'of the image'} cannot be entered`,
    remedy: 'Correct workingDir, or let the user it runs as enter it',
  },
  subpath: {
    what: () => 'the subPath of a mount cannot be prepared',
    remedy: 'Correct the subPath: it must lead to a file or folder inside the volume',
  },
  mount: {
    what: (failure, facts) => mountFault(facts, failure),
    remedy: 'Correct the mountPath or subPath; a subPath that the volume lacks becomes an empty folder',
  },
  slow: {
    what: (failure) => `the container runtime of node ${nodeOf(failure)} takes too long`,
    remedy: 'Check the load and the disk of the node; the kubelet goes on trying',
  },
};

const remedyOf = ({ remedy }: Words, failure: StartFailure): string =>
  typeof remedy === 'string' ? remedy : remedy(failure);

/** What the kubelet says once while its caches fill, and not again. */
const severityOf = ({ problem }: StartFailure): Severity => (problem === 'passing' ? 'info' : 'critical');

const failures = (facts: Facts): StartFailure[] =>
  startFailures(
    facts,
    'passing',
    'variable',
    'field-ref',
    'memory',
    'disk-full',
    'name-taken',
    'no-command',
    'user',
    'profile',
    'device',
    'propagation',
    'working-dir',
    'subpath',
    'mount',
    'slow',
    'other',
  );

export const containerStartFailed: Cause = {
  id: 'container-start-failed',
  title: 'Container cannot be created or started',
  rulesOut: 'container start',
  signal:
    'A container waits in CreateContainerError, RunContainerError or CreateContainerConfigError, or ended in StartError: a mount or subPath, a user, a working directory, a security profile, a device, a memory limit that is too small, no command, a name that is still taken. Any other sentence of the runtime is quoted.',
  looksAt: ['Pod'],
  about: ['Pod'],
  look: (facts) =>
    failures(facts).map((failure) => {
      const { view, problem, sentence, evidence } = failure;
      const words = known[problem];
      const ref = strayRef(view.pod, sentence);
      return {
        severity: severityOf(failure),
        confidence: words === undefined || words.likely?.(failure) === true ? 'likely' : 'certain',
        object: view.ref,
        summary: `${capital(containerTitle(view))} cannot start${problem === 'passing' ? ' yet' : ''}: ${words?.what(failure, facts) ?? sentence}`,
        evidence: [...evidence, ...(ref === null ? [] : [strayRefEvidence(view.pod, ref)])],
        remedies:
          words === undefined ? [] : [{ title: remedyOf(words, failure), command: null, action: null }],
        fingerprint: `${problem} ${familyOf(view.pod)} ${view.name}`,
      };
    }),
};
