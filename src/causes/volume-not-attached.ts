import { claimsOf } from '../facts/claims.ts';
import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import type { ObjectOf } from '../facts/objects.ts';
import { isBeingCreated, livePods } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause, Found } from './cause.ts';

/** The pods that wait for an attachment: on its node, with a claim on its volume. */
const waiting = (facts: Facts, { spec }: ObjectOf['VolumeAttachment']) =>
  livePods(facts).filter(
    (pod) =>
      pod.spec?.nodeName !== undefined &&
      pod.spec.nodeName === spec?.nodeName &&
      isBeingCreated(pod) &&
      claimsOf(facts, pod).some((claim) => claim.spec?.volumeName === spec.source?.persistentVolumeName),
  );

export const volumeNotAttached: Cause = {
  id: 'volume-not-attached',
  title: 'Driver cannot attach or detach a volume',
  rulesOut: 'volume mounts',
  signal: 'A VolumeAttachment carries an attachError or detachError, which is what the driver answered.',
  looksAt: ['VolumeAttachment', 'Pod', 'PersistentVolumeClaim'],
  about: ['VolumeAttachment', 'Pod'],
  look: (facts) =>
    facts.objects.VolumeAttachment.flatMap((attachment): Found[] => {
      const { attachError, detachError, attached } = attachment.status ?? {};
      const leaving = attachment.metadata?.deletionTimestamp !== undefined;
      const error = leaving ? detachError : attached === true ? undefined : attachError;
      if (error?.message === undefined) return [];
      const own = refOf('VolumeAttachment', attachment);
      const volume = attachment.spec?.source?.persistentVolumeName ?? '';
      const node = attachment.spec?.nodeName ?? '';
      const summary = `Volume ${volume} cannot be ${leaving ? 'detached from' : 'attached to'} node ${node}: ${error.message}`;
      const pods = leaving ? [] : waiting(facts, attachment).map((pod) => refOf('Pod', pod));
      const common = {
        severity: 'critical' as const,
        confidence: 'certain' as const,
        summary,
        evidence: [
          statusEvidence(
            own,
            `${leaving ? 'detachError' : 'attachError'}: ${error.message}`,
            error.time ?? null,
          ),
        ],
        remedies: [],
        fingerprint: `${attachment.spec?.attacher ?? ''} ${error.message}`,
      };
      return pods.length === 0
        ? [{ ...common, object: own }]
        : pods.map((object) => ({
            ...common,
            object,
            effect: `pod ${object.name} waits in ContainerCreating`,
          }));
    }),
};
