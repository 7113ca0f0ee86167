import type { Claim } from '../facts/claims.ts';
import { claimNames } from '../facts/claims.ts';
import { eventEvidence, eventsOf } from '../facts/events.ts';
import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { quantity } from '../facts/quantities.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause, Found } from './cause.ts';

/** Growing a volume takes a while: until then it is merely mentioned. Milliseconds. */
const patienceMs = 10 * 60 * 1000;

const infeasible = /Infeasible|Failed|Error/;
const refusals = ['VolumeResizeFailed', 'FileSystemResizeFailed', 'ExternalExpanding'] as const;

/** `10Gi → 20Gi`, where the claim asks for more than it has. */
const growth = ({ spec, status }: Claim): string | null => {
  const asked = spec?.resources?.requests?.['storage'];
  const has = status?.capacity?.['storage'];
  const [wanted, given] = [quantity(asked), quantity(has)];
  return status?.phase === 'Bound' && wanted !== undefined && given !== undefined && wanted > given
    ? `${has ?? ''} → ${asked ?? ''}`
    : null;
};

const found = (facts: Facts, claim: Claim): Found[] => {
  const sizes = growth(claim);
  if (sizes === null) return [];
  const object = refOf('PersistentVolumeClaim', claim);
  const conditions = claim.status?.conditions ?? [];
  const pending = conditions.find(({ type }) => type === 'FileSystemResizePending');
  const resizing = conditions.find(({ type }) => /Resiz/.test(type ?? ''));
  const allocated = Object.values(claim.status?.allocatedResourceStatuses ?? {}).find((state) =>
    infeasible.test(String(state)),
  );
  const wrong = conditions.find(({ type, status }) => infeasible.test(type ?? '') && status === 'True');
  const event = eventsOf(facts, object, ...refusals)[0];
  const refused = event !== undefined && (event.type === 'Warning' || event.reason !== 'ExternalExpanding');
  const name = claim.spec?.storageClassName ?? '';
  const known = facts.objects.StorageClass.find(({ metadata }) => metadata?.name === name);
  const forbidden = known !== undefined && known.allowVolumeExpansion !== true;
  const since = resizing?.lastTransitionTime ?? event?.firstTimestamp;
  const long = since !== undefined && Date.parse(facts.now) - Date.parse(since) > patienceMs;
  const pod = facts.objects.Pod.find(
    (one) => one.metadata?.namespace === object.namespace && claimNames(one).includes(object.name),
  );
  const failed = refused || allocated !== undefined || wrong !== undefined || forbidden;
  const why = forbidden
    ? `StorageClass ${name} does not allow expansion`
    : (wrong?.message ?? (refused ? event.message : undefined) ?? allocated ?? 'it goes on');
  const waits = pending !== undefined && !failed;
  const unanswered = !failed && !waits && long && event?.reason === 'ExternalExpanding';
  return [
    {
      severity: failed || unanswered || (waits && long) ? 'warning' : 'info',
      confidence: failed || waits ? 'certain' : 'likely',
      object,
      summary: waits
        ? `PersistentVolumeClaim ${object.name} grows (${sizes}) when ${pod === undefined ? 'a pod mounts it' : `pod ${pod.metadata?.name ?? ''} is started anew`}: its file system is still the old size`
        : failed
          ? `PersistentVolumeClaim ${object.name} cannot grow (${sizes}): ${why}`
          : `PersistentVolumeClaim ${object.name} is growing (${sizes})${unanswered ? ' for long: no driver has taken it up' : ''}`,
      effect: `claim ${object.name} has not grown`,
      evidence: [
        statusEvidence(
          object,
          `capacity → request: ${sizes}${resizing === undefined ? '' : `; ${resizing.type ?? ''}: ${resizing.message ?? resizing.status ?? ''}`}${allocated === undefined ? '' : `; ${allocated}`}`,
          since ?? null,
        ),
        ...(event === undefined ? [] : [eventEvidence(object, event)]),
      ],
      remedies:
        waits && pod !== undefined
          ? [
              {
                title: 'Start the pod anew, if its driver cannot grow a mounted file system',
                command: kubectl(object.namespace, 'delete', 'pod', pod.metadata?.name ?? ''),
                action: null,
              },
            ]
          : forbidden
            ? [
                {
                  title:
                    'Allow expansion in the class, if its driver can do it; else move the data to a larger claim',
                  command: kubectl(
                    null,
                    'patch',
                    'storageclass',
                    name,
                    '-p',
                    '{"allowVolumeExpansion":true}',
                  ),
                  action: null,
                },
              ]
            : [],
      fingerprint: `${object.namespace ?? ''}/${object.name}`,
    },
  ];
};

export const claimResizePending: Cause = {
  id: 'claim-resize-pending',
  title: 'Volume does not grow as asked',
  rulesOut: 'storage',
  signal:
    'A bound claim asks for more than its capacity: FileSystemResizePending waits for a pod to mount it, a resize error or an infeasible state tells a refusal, and a class without allowVolumeExpansion forbids it.',
  looksAt: ['PersistentVolumeClaim', 'StorageClass', 'Event', 'Pod'],
  about: ['PersistentVolumeClaim'],
  look: (facts) => facts.objects.PersistentVolumeClaim.flatMap((claim) => found(facts, claim)),
};
