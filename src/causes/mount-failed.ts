import { strayRef, strayRefEvidence, strayRefRemedy, strayRefWords } from '../facts/container-refs.ts';
import { driverAwaited, isDriverMissing } from '../facts/csi-drivers.ts';
import { eventEvidence, eventsOf, seenAt } from '../facts/events.ts';
import { mountClause, mountRemedy } from '../facts/mount-sentences.ts';
import { familyOf, isBeingCreated, livePods } from '../facts/pods.ts';
import { missingReferences } from '../facts/references.ts';
import { refOf, sameRef } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

/** Sentences that only sum up another event, or that the kubelet's caches say once while they fill. */
const passing =
  /^Unable to attach or mount|failed to sync (?:configmap|secret) cache|object \S+ not registered|hostPath type check failed|Multi-Attach/;

export const mountFailed: Cause = {
  id: 'mount-failed',
  title: 'Volume cannot be attached or mounted',
  rulesOut: 'volume mounts',
  signal:
    'No container of the pod has started, and FailedMount or FailedAttachVolume events repeat for another reason than a missing ConfigMap or Secret, which is quoted.',
  looksAt: ['Pod', 'Event'],
  about: ['Pod'],
  look: (facts) => {
    const told = missingReferences(facts);
    return livePods(facts).flatMap((pod) => {
      const object = refOf('Pod', pod);
      const event = eventsOf(facts, object, 'FailedMount', 'FailedAttachVolume').find(
        ({ message = '' }) => !passing.test(message),
      );
      if (!isBeingCreated(pod) || event === undefined || told.some(({ ref }) => sameRef(ref, object)))
        return [];
      const message = event.message ?? '';
      const ref = strayRef(pod, message);
      const driver = driverAwaited(facts, pod);
      // That there is no driver is told of the driver, with what helps.
      const remedy =
        driver !== null && isDriverMissing(facts, driver)
          ? null
          : ref !== null
            ? strayRefRemedy(ref)
            : mountRemedy(message, pod.spec?.nodeName ?? '');
      const volume = /volume "([^"]+)"/.exec(message)?.[1];
      // What the driver answered stands in the attachment itself.
      if (
        facts.objects.VolumeAttachment.some(
          (one) => one.spec?.source?.persistentVolumeName === volume && one.status?.attachError !== undefined,
        )
      )
        return [];
      return [
        {
          severity: 'critical',
          confidence: 'likely',
          object,
          summary: `Pod ${object.name} waits in ContainerCreating: volume ${volume ?? 'of the pod'} cannot be ${event.reason === 'FailedMount' ? 'mounted' : 'attached'}: ${ref === null ? mountClause(message) : strayRefWords(ref)}`,
          effect: `pod ${object.name} waits in ContainerCreating`,
          evidence: [
            { ...eventEvidence(object, event), at: seenAt(event) },
            ...(ref === null ? [] : [strayRefEvidence(pod, ref)]),
          ],
          remedies: remedy === null ? [] : [{ title: remedy, command: null, action: null }],
          follows: driver === null ? [] : [{ kind: 'CSIDriver', namespace: null, name: driver }],
          fingerprint: `${familyOf(pod)} ${volume ?? ''}`,
        },
      ];
    });
  },
};
