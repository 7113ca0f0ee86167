import { classOf, pendingClaims } from '../facts/claims.ts';
import { storageClassOf } from '../facts/csi-drivers.ts';
import { eventEvidence, eventsOf } from '../facts/events.ts';
import { specEvidence } from '../facts/evidence.ts';
import { couldSee } from '../facts/gaps.ts';
import { youthMs } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

export const claimPending: Cause = {
  id: 'claim-pending',
  title: 'Volume is not provisioned or bound',
  rulesOut: 'storage',
  signal:
    'The claim is Pending although its class exists: provisioning failed, the provisioner does not answer, or no volume fits. A claim that waits for its first consumer is well.',
  looksAt: ['PersistentVolumeClaim', 'StorageClass', 'Event'],
  about: ['PersistentVolumeClaim'],
  look: (facts) =>
    pendingClaims(facts).flatMap((claim) => {
      const object = refOf('PersistentVolumeClaim', claim);
      const name = classOf(claim);
      const known = storageClassOf(facts, claim);
      const event = eventsOf(facts, object, 'ProvisioningFailed', 'ExternalProvisioning', 'FailedBinding')[0];
      const told = /storageclass\S* "[^"]*" not found/.test(event?.message ?? '');
      if (event === undefined) return [];
      // A claim without a class, where no class is the default, is told by a cause of its own.
      const classless = name === null && event.reason === 'FailedBinding';
      if (known === undefined && name !== '' && (told || classless || couldSee(facts, 'StorageClass')))
        return [];
      if (known?.provisioner === 'kubernetes.io/no-provisioner' || name === '') {
        if (couldSee(facts, 'PersistentVolume')) return [];
      }
      const waits = event.reason === 'ExternalProvisioning';
      const [begun] = eventsOf(facts, object, 'Provisioning');
      const young = Date.parse(facts.now) - Date.parse(claim.metadata?.creationTimestamp ?? '') < youthMs;
      return [
        {
          severity: waits && young ? 'info' : 'critical',
          confidence: waits ? 'likely' : 'certain',
          object,
          summary: waits
            ? `PersistentVolumeClaim ${object.name} stays Pending: the provisioner ${known?.provisioner ?? ''} ${begun === undefined ? 'has not answered yet' : 'has begun, and has no volume yet'}`
            : `PersistentVolumeClaim ${object.name} stays Pending: ${event.message?.trim() || `${event.reason ?? ''}, without a message`}`,
          evidence: [
            eventEvidence(object, event),
            ...(begun === undefined ? [] : [eventEvidence(object, begun)]),
            specEvidence(
              object,
              `storageClassName: ${name ?? 'not set'}; provisioner: ${known?.provisioner ?? 'unknown'}`,
            ),
          ],
          remedies: [
            {
              title: waits ? 'Check that the pods of the provisioner run' : 'Mend what the event names',
              command: null,
              action: null,
            },
          ],
          effect: `claim ${object.name} has no volume`,
          follows:
            known?.provisioner === undefined
              ? []
              : [{ kind: 'CSIDriver', namespace: null, name: known.provisioner }],
          fingerprint: `${known?.provisioner ?? ''} ${waits ? 'silent' : `${object.namespace ?? ''} ${object.name}`}`,
        },
      ];
    }),
};
