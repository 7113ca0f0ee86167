import { specEvidence } from '../facts/evidence.ts';
import { isTroubled, livePods } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

export const staticPodFailing: Cause = {
  id: 'static-pod-failing',
  title: 'Static pod is not ready: its manifest is a file on the node',
  rulesOut: 'pods that are not ready',
  signal:
    'A pod that is not ready has the annotation kubernetes.io/config.mirror: the kubelet made it from a file or URL, and the API only mirrors it. Said beside what is wrong with it.',
  looksAt: ['Pod'],
  about: ['Pod'],
  look: (facts) =>
    livePods(facts).flatMap((pod) => {
      const annotations = pod.metadata?.annotations ?? {};
      if (annotations['kubernetes.io/config.mirror'] === undefined || !isTroubled(facts, pod)) return [];
      const object = refOf('Pod', pod);
      const node = pod.spec?.nodeName ?? '?';
      const source = annotations['kubernetes.io/config.source'] ?? 'file';
      return [
        {
          severity: 'info' as const,
          confidence: 'certain' as const,
          object,
          summary: `Pod ${object.name} is a static pod of node ${node}: it is mended in its manifest on the node, and cannot be deleted through the API`,
          evidence: [
            specEvidence(object, `annotation kubernetes.io/config.mirror; config.source: ${source}`),
          ],
          remedies: [
            {
              title:
                source === 'file'
                  ? `Edit its file on node ${node}, in staticPodPath of the kubelet (mostly /etc/kubernetes/manifests)`
                  : `Mend what ${source} serves to the kubelet of node ${node}`,
              command: null,
              action: null,
            },
          ],
          fingerprint: `${object.namespace ?? ''}/${object.name}`,
        },
      ];
    }),
};
