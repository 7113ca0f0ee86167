import type { Evidence, ObjectRef, Remedy } from '../answer.ts';
import { claimNames, claimsOf } from '../facts/claims.ts';
import { eventEvidence, eventsOf, seenAt } from '../facts/events.ts';
import type { ApiEvent } from '../facts/events.ts';
import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import type { Pod } from '../facts/objects.ts';
import { isBeingCreated, livePods } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import { hasSandbox } from '../facts/sandboxes.ts';
import type { Cause, Found } from './cause.ts';

type Holder = {
  words: string;
  evidence: Evidence[];
  follows: ObjectRef[];
  pod: string | null;
  leaving: boolean;
  node: string | null;
};

/** Who has the volume: another pod of the claim on another node, else the node that the attachment names. */
const holderOf = (facts: Facts, pod: Pod, volume: string): Holder => {
  const claims = claimsOf(facts, pod).filter(({ spec }) => spec?.volumeName === volume);
  const names = claims.flatMap(({ metadata }) => metadata?.name ?? []);
  const other = facts.objects.Pod.find(
    (one) =>
      one.metadata?.namespace === pod.metadata?.namespace &&
      one.metadata?.name !== pod.metadata?.name &&
      one.spec?.nodeName !== undefined &&
      one.spec.nodeName !== pod.spec?.nodeName &&
      claimNames(one).some((name) => names.includes(name)),
  );
  const attachment = facts.objects.VolumeAttachment.find(
    ({ spec, status }) =>
      spec?.source?.persistentVolumeName === volume &&
      spec.nodeName !== pod.spec?.nodeName &&
      status?.attached === true,
  );
  const node = other?.spec?.nodeName ?? attachment?.spec?.nodeName ?? null;
  const name = other?.metadata?.name ?? null;
  const onItsWay = other?.metadata?.deletionTimestamp === undefined ? '' : ', which is being deleted';
  const where = node === null ? 'another node' : `node ${node}`;
  return {
    words: name === null ? where : `${where}, for pod ${name}${onItsWay}`,
    evidence: [
      ...(attachment === undefined
        ? []
        : [
            statusEvidence(
              refOf('VolumeAttachment', attachment),
              `attached: true on node ${attachment.spec?.nodeName ?? ''}`,
              attachment.metadata?.creationTimestamp ?? null,
            ),
          ]),
      ...(other === undefined
        ? []
        : [
            statusEvidence(
              refOf('Pod', other),
              `on node ${node ?? ''}, phase ${other.status?.phase ?? ''}${onItsWay}`,
            ),
          ]),
    ],
    follows: node === null ? [] : [{ kind: 'Node', namespace: null, name: node }],
    pod: name,
    leaving: other?.metadata?.deletionTimestamp !== undefined,
    node,
  };
};

/** The volume has come since: events later than the complaint say so, or its attachment to the node of the pod. */
const isAttachedSince = (facts: Facts, pod: Pod, event: ApiEvent, volume: string): boolean =>
  eventsOf(facts, refOf('Pod', pod), 'SuccessfulAttachVolume', 'Pulling', 'Pulled', 'Created').some(
    (later) => (seenAt(later) ?? '') > (seenAt(event) ?? ''),
  ) ||
  facts.objects.VolumeAttachment.some(
    ({ spec, status }) =>
      spec?.source?.persistentVolumeName === volume &&
      spec.nodeName === pod.spec?.nodeName &&
      status?.attached === true,
  );

const isDown = (facts: Facts, name: string | null): boolean =>
  facts.objects.Node.some(
    ({ metadata, status }) =>
      metadata?.name === name &&
      status?.conditions?.some((one) => one.type === 'Ready' && one.status !== 'True') === true,
  );

/** A node that is off keeps its volumes until it is said to be: https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#non-graceful-node-shutdown */
const remedyFor = (facts: Facts, { namespace }: ObjectRef, { pod, node, leaving }: Holder): Remedy => {
  if (node !== null && isDown(facts, node))
    return {
      title: 'Only if that node is off for certain: say so, and its volumes come free',
      command: kubectl(
        null,
        'taint',
        'node',
        node,
        'node.kubernetes.io/out-of-service=nodeshutdown:NoExecute',
      ),
      action: null,
    };
  if (pod !== null && leaving)
    return {
      title: `Wait until pod ${pod} has ended, or see what keeps it from ending`,
      command: kubectl(namespace, 'describe', 'pod', pod),
      action: null,
    };
  return pod === null
    ? { title: 'See which node holds it', command: kubectl(null, 'get', 'volumeattachments'), action: null }
    : {
        title: 'End the pod that holds it; a Deployment with such a volume needs the strategy Recreate',
        command: kubectl(namespace, 'delete', 'pod', pod),
        action: null,
      };
};

export const volumeAttachedElsewhere: Cause = {
  id: 'volume-attached-elsewhere',
  title: 'Volume is still attached to another node',
  rulesOut: 'volume mounts',
  signal:
    'FailedAttachVolume says Multi-Attach: a ReadWriteOnce volume is attached to the node of another pod, which is named from the pods of the claim and from the VolumeAttachments.',
  looksAt: ['Pod', 'Event', 'PersistentVolumeClaim', 'VolumeAttachment', 'Node'],
  about: ['Pod'],
  look: (facts) =>
    livePods(facts).flatMap((pod): Found[] => {
      const object = refOf('Pod', pod);
      const event = eventsOf(facts, object, 'FailedAttachVolume').find(({ message = '' }) =>
        message.includes('Multi-Attach'),
      );
      if (event === undefined || !isBeingCreated(pod) || hasSandbox(pod)) return [];
      const volume = /volume "([^"]+)"/.exec(event.message ?? '')?.[1] ?? '';
      if (isAttachedSince(facts, pod, event, volume)) return [];
      const holder = holderOf(facts, pod, volume);
      return [
        {
          severity: 'critical',
          confidence: 'certain',
          object,
          summary: `Pod ${object.name} waits for volume ${volume}, which serves one node at a time and is still attached to ${holder.words}`,
          brief: `Volume ${volume} of pod ${object.name} is still attached to ${holder.words}`,
          effect: `pod ${object.name} waits in ContainerCreating`,
          evidence: [eventEvidence(object, event), ...holder.evidence],
          remedies: [remedyFor(facts, object, holder)],
          follows: holder.follows,
          fingerprint: `${object.namespace ?? ''} ${volume}`,
        },
      ];
    }),
};
