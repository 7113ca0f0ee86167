import type { Claim } from '../facts/claims.ts';
import { classOf, pendingClaims, waitsForConsumer } from '../facts/claims.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { couldSee, hasClock, unreadWords } from '../facts/gaps.ts';
import { kubectl } from '../facts/kubectl.ts';
import { youthMs } from '../facts/pods.ts';
import { refOf, sameRef } from '../facts/refs.ts';
import { unheld } from '../facts/unheld.ts';
import type { Cause } from './cause.ts';

const isOld = (facts: Facts, { metadata }: Claim): boolean =>
  !hasClock(facts) || Date.parse(facts.now) - Date.parse(metadata?.creationTimestamp ?? '') > youthMs;

/** What would say why it is not bound, and where that went. */
const why = (facts: Facts, claim: Claim): string => {
  if (couldSee(facts, 'Event')) return 'no event says why';
  const object = refOf('PersistentVolumeClaim', claim);
  const lacking = unheld(facts).find(({ from }) => sameRef(from, object));
  const unread = unreadWords(facts);
  return lacking === undefined
    ? `its events, which would say why, ${unread}`
    : `StorageClass ${lacking.to.name}, which it asks for, and its events ${unread}`;
};

export const claimUnbound: Cause = {
  id: 'claim-unbound',
  title: 'Claim is not bound and nothing says why',
  rulesOut: 'storage',
  signal:
    'The claim is Pending for more than two minutes, does not wait for its first pod, and neither an event nor its class says why: they could not be read, or there is none.',
  looksAt: ['PersistentVolumeClaim', 'StorageClass', 'Event'],
  about: ['PersistentVolumeClaim'],
  fallback: true,
  look: (facts) =>
    pendingClaims(facts)
      .filter((claim) => isOld(facts, claim) && !waitsForConsumer(facts, claim))
      .map((claim) => {
        const object = refOf('PersistentVolumeClaim', claim);
        const { volumeName } = claim.spec ?? {};
        return {
          severity: 'warning',
          confidence: 'certain',
          object,
          summary: `PersistentVolumeClaim ${object.name} is Pending: ${why(facts, claim)}`,
          effect: `PersistentVolumeClaim ${object.name} is not bound`,
          evidence: [
            statusEvidence(object, 'phase: Pending'),
            specEvidence(
              object,
              `storageClassName: ${classOf(claim) ?? 'not set'}${volumeName === undefined ? '' : `; volumeName: ${volumeName}`}`,
            ),
          ],
          remedies: [
            {
              title: 'Its events name what it waits for',
              command: kubectl(object.namespace, 'describe', 'pvc', object.name),
              action: null,
            },
          ],
          fingerprint: `${object.namespace ?? ''}/${object.name}`,
        };
      }),
};
