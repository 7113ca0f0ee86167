import type { ObjectRef } from '../answer.ts';
import { specEvidence } from '../facts/evidence.ts';
import { execLine } from '../facts/exec-line.ts';
import { explanations } from '../facts/explanations.ts';
import type { Facts } from '../facts/facts.ts';
import { takesWrites } from '../facts/mounted-paths.ts';
import type { Volume } from '../facts/mounted-paths.ts';
import { familyOf } from '../facts/pods.ts';
import type { ContainerView } from '../facts/pods.ts';
import { spokenEvidence } from '../facts/spoken.ts';
import type { Cause } from './cause.ts';

/** What is full, how big it was declared to be, and what makes room. */
type Room = { what: string; size: string | null; remedy: string; follows: ObjectRef[] };

type Mount = NonNullable<NonNullable<ContainerView['spec']>['volumeMounts']>[number];

type EmptyDir = NonNullable<Volume['emptyDir']>;

const volumeOf = ({ pod }: ContainerView, mount: Mount): Volume | undefined =>
  pod.spec?.volumes?.find(({ name }) => name === mount.name);

/** The mounts that a container may write to. Files of one owner each, such as those of a ConfigMap, never fill up. */
const writableMounts = (view: ContainerView): Mount[] =>
  (view.spec?.volumeMounts ?? []).filter((mount) => {
    const volume = volumeOf(view, mount);
    return mount.readOnly !== true && volume !== undefined && takesWrites(volume);
  });

const volumesIn = (mounts: readonly Mount[]): number => new Set(mounts.map(({ name }) => name)).size;

const isWhole = (path: string | null): path is string => path?.startsWith('/') === true;

/** The mount that a path lies on: the longest that is a prefix of it. Without a whole path, that of the only volume to write to. */
const mountOf = (view: ContainerView, path: string | null): Mount | undefined => {
  const mounts = writableMounts(view);
  if (!isWhole(path)) return volumesIn(mounts) === 1 ? mounts[0] : undefined;
  return mounts
    .filter(({ mountPath = '' }) => `${path}/`.startsWith(`${mountPath.replace(/\/$/, '')}/`))
    .toSorted((a, b) => (b.mountPath ?? '').length - (a.mountPath ?? '').length)[0];
};

const nodeOf = ({ pod }: ContainerView): ObjectRef => ({
  kind: 'Node',
  namespace: null,
  name: pod.spec?.nodeName ?? '?',
});

/** Whether the node says by itself that its disk runs full; undefined where it was not read. */
const pressed = (facts: Facts, name: string): boolean | undefined => {
  const conditions = facts.objects.Node.find(({ metadata }) => metadata?.name === name)?.status?.conditions;
  const condition = conditions?.find(({ type }) => type === 'DiskPressure');
  return condition === undefined ? undefined : condition.status === 'True';
};

const ownDisk = (facts: Facts, view: ContainerView): Room => {
  const node = nodeOf(view);
  const calm = pressed(facts, node.name) === false ? ', which reports no DiskPressure' : '';
  return {
    what: `the disk of node ${node.name}${calm}`,
    size: view.spec?.resources?.limits?.['ephemeral-storage'] ?? null,
    remedy: 'Write to a volume, or make room on the node',
    follows: [node],
  };
};

const inClaim = (facts: Facts, { ref }: ContainerView, at: string, claim: string): Room => {
  const found = facts.objects.PersistentVolumeClaim.find(
    ({ metadata }) => metadata?.name === claim && metadata.namespace === ref.namespace,
  );
  return {
    what: `${at} (claim ${claim})`,
    size: found?.status?.capacity?.['storage'] ?? found?.spec?.resources?.requests?.['storage'] ?? null,
    remedy: `Delete what is not needed, or make claim ${claim} bigger where its class allows it`,
    follows: [{ kind: 'PersistentVolumeClaim', namespace: ref.namespace, name: claim }],
  };
};

/** An emptyDir without a limit has the disk of its node, or in memory half of the memory there. */
const inEmptyDir = (view: ContainerView, at: string, { medium, sizeLimit }: EmptyDir): Room => {
  const memory = medium === 'Memory';
  const onDisk = sizeLimit === undefined && !memory;
  return {
    what: `${at} (emptyDir${memory ? ' in memory' : onDisk ? ` on the disk of node ${nodeOf(view).name}` : ''})`,
    size: sizeLimit ?? null,
    remedy: onDisk
      ? 'Make room on the node, or write less to it'
      : 'Raise its sizeLimit, or write less to it',
    follows: onDisk ? [nodeOf(view)] : [],
  };
};

const roomOf = (facts: Facts, view: ContainerView, mount: Mount): Room => {
  const volume = volumeOf(view, mount);
  const at = `volume ${mount.name ?? ''} at ${mount.mountPath ?? ''}`;
  const claim =
    volume?.ephemeral === undefined
      ? volume?.persistentVolumeClaim?.claimName
      : `${view.ref.name}-${volume.name ?? ''}`;
  if (claim !== undefined) return inClaim(facts, view, at, claim);
  return volume?.emptyDir === undefined
    ? { what: at, size: null, remedy: 'Make room on it', follows: [] }
    : inEmptyDir(view, at, volume.emptyDir);
};

/** What there is no room for, where it is no volume. */
const ownFiles = (path: string | null): string => (path === null ? 'its own files' : `its own file ${path}`);

export const volumeFull: Cause = {
  id: 'volume-full',
  title: 'Container has no room left to write',
  rulesOut: 'known errors in logs',
  signal:
    'The last complaint of a container that exits or is not ready is that no space, inode or quota is left; the path it names tells which mount that is, else the only one that can be written to, which a ConfigMap never is. How full it is the API does not say.',
  looksAt: ['Pod', 'PersistentVolumeClaim', 'logs'],
  about: ['Pod'],
  look: (facts) =>
    explanations(facts, 'disk-full').flatMap(({ trouble, spoken, sign }) => {
      if (spoken === null || sign === null) return [];
      const { view, words, effect } = trouble;
      const mount = mountOf(view, sign.subject);
      const unclear = !isWhole(sign.subject) && volumesIn(writableMounts(view)) > 1;
      const room = mount === undefined ? ownDisk(facts, view) : roomOf(facts, view, mount);
      const size = room.size === null ? '' : `, ${room.size},`;
      const why =
        mount === undefined
          ? `no room is left for ${ownFiles(sign.subject)} on ${room.what}`
          : `${room.what}${size} is full`;
      return [
        {
          severity: 'critical' as const,
          confidence: unclear ? ('possible' as const) : ('likely' as const),
          object: view.ref,
          summary: unclear
            ? `${words} because something it writes to is full: ${sign.line}`
            : `${words} because ${why}`,
          brief: unclear ? `${words} because something it writes to is full` : `${words} because ${why}`,
          effect,
          evidence: [
            spokenEvidence(spoken, sign),
            specEvidence(
              view.ref,
              `${view.name}: mounts ${(view.spec?.volumeMounts ?? []).map(({ name, mountPath }) => `${name ?? ''} at ${mountPath ?? ''}`).join(', ') || 'none'}${room.size === null ? '' : `; size ${room.size}`}`,
            ),
            ...trouble.evidence,
          ],
          remedies: [
            {
              title: room.remedy,
              // Between two crashes there is no time to look.
              command: trouble.what === 'exits' ? null : execLine(view, 'df', '-h'),
              action: null,
            },
          ],
          follows: room.follows,
          fingerprint: `${familyOf(view.pod)} ${view.name} ${mount?.name ?? ''}`,
        },
      ];
    }),
};
