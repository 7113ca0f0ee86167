import { eventEvidence, eventsOf } from '../facts/events.ts';
import { specEvidence } from '../facts/evidence.ts';
import { familyOf, isBeingCreated, livePods } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import { capital } from '../facts/sentences.ts';
import { tableOf } from '../facts/table.ts';
import type { Cause } from './cause.ts';

const failed = /hostPath type check failed: (.*?) is not (?:a |an )?(.+)$/s;

/** The type that makes what is missing. https://kubernetes.io/docs/concepts/storage/volumes/#hostpath-volume-types */
const madeBy: { [type: string]: string } = tableOf({ Directory: 'DirectoryOrCreate', File: 'FileOrCreate' });

export const hostPathUnfit: Cause = {
  id: 'host-path-unfit',
  title: 'Path on the node is missing or of another type',
  rulesOut: 'volume mounts',
  signal: 'A FailedMount event says "hostPath type check failed": the path, the node and the type asked for.',
  looksAt: ['Pod', 'Event'],
  about: ['Pod'],
  look: (facts) =>
    livePods(facts).flatMap((pod) => {
      const object = refOf('Pod', pod);
      const event = eventsOf(facts, object, 'FailedMount').find(({ message = '' }) => failed.test(message));
      if (event === undefined || !isBeingCreated(pod)) return [];
      const [, path = '', type = ''] = failed.exec(event.message ?? '') ?? [];
      const volume = pod.spec?.volumes?.find(({ hostPath }) => hostPath?.path === path);
      const node = pod.spec?.nodeName ?? '';
      const what = `path ${path} of node ${node} is missing, or is no ${type.trim()} as volume ${volume?.name ?? ''} demands`;
      const made = madeBy[volume?.hostPath?.type ?? ''];
      const remedy = [
        `Correct the path${/\/(?:docker|containerd|crio)\.sock$/.test(path) ? ' (the node may run another container runtime)' : ''}`,
        'have it on every node the pod may run on',
        ...(made === undefined ? [] : [`let the kubelet make it (type: ${made})`]),
      ];
      return [
        {
          severity: 'critical',
          confidence: 'certain',
          object,
          summary: `Pod ${object.name} waits in ContainerCreating: ${what}`,
          brief: capital(what),
          effect: `pod ${object.name} waits in ContainerCreating`,
          evidence: [
            eventEvidence(object, event),
            ...(volume === undefined
              ? []
              : [
                  specEvidence(
                    object,
                    `volume ${volume.name ?? ''}: hostPath ${path}, type ${volume.hostPath?.type ?? ''}`,
                  ),
                ]),
          ],
          remedies: [
            {
              title: remedy.join(', or '),
              command: null,
              action: null,
            },
          ],
          fingerprint: `${familyOf(pod)} ${path}`,
        },
      ];
    }),
};
