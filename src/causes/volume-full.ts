import type { ObjectRef } from '../answer.ts';
import { specEvidence } from '../facts/evidence.ts';
import { explanations } from '../facts/explanations.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { familyOf } from '../facts/pods.ts';
import type { ContainerView } from '../facts/pods.ts';
import { spokenEvidence } from '../facts/spoken.ts';
import type { Cause } from './cause.ts';

/** What is full, how big it was declared to be, and what makes room. */
type Room = { what: string; size: string | null; remedy: string; follows: ObjectRef[] };

type Mount = NonNullable<NonNullable<ContainerView['spec']>['volumeMounts']>[number];

/** The mount that a path lies on: the longest that is a prefix of it. Without a path, the only writable one. */
const mountOf = ({ spec }: ContainerView, path: string | null): Mount | undefined => {
  const mounts = (spec?.volumeMounts ?? []).filter(
    ({ mountPath, readOnly }) => readOnly !== true && mountPath?.startsWith('/var/run/secrets/') !== true,
  );
  if (path === null || !path.startsWith('/')) return mounts.length === 1 ? mounts[0] : undefined;
  return mounts
    .filter(({ mountPath = '' }) => path === mountPath || path.startsWith(`${mountPath.replace(/\/$/, '')}/`))
    .toSorted((a, b) => (b.mountPath ?? '').length - (a.mountPath ?? '').length)[0];
};

const ownDisk = (view: ContainerView): Room => {
  const limit = view.spec?.resources?.limits?.['ephemeral-storage'];
  return {
    what: `the disk of node ${view.pod.spec?.nodeName ?? '?'} that holds the container's own files`,
    size: limit ?? null,
    remedy: 'Write to a volume, or make room on the node',
    follows: [{ kind: 'Node', namespace: null, name: view.pod.spec?.nodeName ?? '' }],
  };
};

const roomOf = (facts: Facts, view: ContainerView, mount: Mount): Room => {
  const volume = view.pod.spec?.volumes?.find(({ name }) => name === mount.name);
  const at = `volume ${mount.name ?? ''} at ${mount.mountPath ?? ''}`;
  const claim =
    volume?.ephemeral === undefined
      ? volume?.persistentVolumeClaim?.claimName
      : `${view.ref.name}-${volume.name ?? ''}`;
  if (claim !== undefined) {
    const found = facts.objects.PersistentVolumeClaim.find(
      ({ metadata }) => metadata?.name === claim && metadata.namespace === view.ref.namespace,
    );
    return {
      what: `${at} (claim ${claim})`,
      size: found?.status?.capacity?.['storage'] ?? found?.spec?.resources?.requests?.['storage'] ?? null,
      remedy: `Delete what is not needed, or make claim ${claim} bigger where its class allows it`,
      follows: [{ kind: 'PersistentVolumeClaim', namespace: view.ref.namespace, name: claim }],
    };
  }
  if (volume?.emptyDir !== undefined)
    return {
      what: `${at} (emptyDir${volume.emptyDir?.medium === 'Memory' ? ' in memory' : ''})`,
      size: volume.emptyDir?.sizeLimit ?? null,
      remedy: 'Raise its sizeLimit, or write less to it',
      follows: [],
    };
  return { what: at, size: null, remedy: 'Make room on it', follows: [] };
};

export const volumeFull: Cause = {
  id: 'volume-full',
  title: 'Container has no room left to write',
  rulesOut: 'known errors in logs',
  signal:
    'The last complaint of a container that exits or is not ready is that no space, inode or quota is left; the path it names tells which mount that is, else the only writable one. How full it is the API does not say.',
  looksAt: ['Pod', 'PersistentVolumeClaim', 'logs'],
  about: ['Pod'],
  look: (facts) =>
    explanations(facts, 'disk-full').flatMap(({ trouble, spoken, sign }) => {
      if (spoken === null || sign === null) return [];
      const { view, words, effect } = trouble;
      const mount = mountOf(view, sign.subject);
      const many = (view.spec?.volumeMounts ?? []).length > 1;
      const unclear = sign.subject === null && mount === undefined && many;
      const room = mount === undefined ? ownDisk(view) : roomOf(facts, view, mount);
      return [
        {
          severity: 'critical' as const,
          confidence: unclear ? ('possible' as const) : ('likely' as const),
          object: view.ref,
          summary: unclear
            ? `${words} because something it writes to is full: ${sign.line}`
            : `${words} because ${room.what}${room.size === null ? '' : `, ${room.size},`} is full`,
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
              command: kubectl(view.ref.namespace, 'exec', view.ref.name, '-c', view.name, '--', 'df', '-h'),
              action: null,
            },
          ],
          follows: room.follows,
          fingerprint: `${familyOf(view.pod)} ${view.name} ${mount?.name ?? ''}`,
        },
      ];
    }),
};
