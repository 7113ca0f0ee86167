import { troubleOf } from '../autoscalers.ts';
import { metricsApiOf } from '../metrics-apis.ts';
import { keyOf, refOf } from '../refs.ts';
import type { Want, Wanting } from './want.ts';

const system = 'kube-system';

/** Where metrics-server stands when it is installed as its project says, from the manifest or with Helm. */
const server: readonly Want[] = [
  { read: 'get', kind: 'Service', namespace: system, name: 'metrics-server' },
  ...['k8s-app', 'app.kubernetes.io/name'].map((label): Want => ({
    read: 'list',
    kind: 'Pod',
    query: { namespace: system, labels: `${label}=metrics-server` },
  })),
];

/** Where an autoscaler cannot read metrics: the APIs that should serve them, and metrics-server. */
export const metricsApis: Wanting = {
  id: 'metrics-apis',
  rights: [
    { kind: 'APIService', verb: 'list' },
    { kind: 'Service', verb: 'get' },
    { kind: 'Pod', verb: 'list' },
  ],
  wants: ({ facts, near }) => {
    const groups = facts.objects.HorizontalPodAutoscaler.filter((scaler) =>
      near.below.has(keyOf(refOf('HorizontalPodAutoscaler', scaler))),
    ).flatMap((scaler) => {
      const trouble = troubleOf(scaler);
      return trouble?.about === 'metrics' ? (metricsApiOf(trouble)?.group ?? []) : [];
    });
    if (groups.length === 0) return [];
    return [
      { read: 'list', kind: 'APIService', query: { namespace: null } },
      ...(groups.includes('metrics.k8s.io') ? server : []),
    ];
  },
};
