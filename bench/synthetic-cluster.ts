type Metadata = { name: string; namespace?: string; [field: string]: unknown };
type SyntheticObject = { apiVersion: string; kind: string; metadata: Metadata; [field: string]: unknown };

const at = '2026-01-01T10:00:00Z';
const podsOfOne = 10;

const pod = (index: number, owner: SyntheticObject, app: string): SyntheticObject => {
  const broken = index % 50 === 0;
  const ready = broken ? 'False' : 'True';
  const { namespace = '' } = owner.metadata;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${owner.metadata.name}-${index.toString(36).padStart(5, '0')}`,
      namespace,
      uid: `pod-${index}`,
      creationTimestamp: at,
      labels: { app, 'pod-template-hash': 'abc' },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'ReplicaSet',
          name: owner.metadata.name,
          uid: owner.metadata['uid'],
          controller: true,
        },
      ],
    },
    spec: {
      nodeName: `node-${index % 100}`,
      containers: [
        {
          name: 'app',
          image: `registry.example.com/team/${app}:1.4.2`,
          env: Array.from({ length: 12 }, (_, each) => ({
            name: `SETTING_${each}`,
            value: `value of setting ${each}`,
          })),
          resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
          readinessProbe: { httpGet: { path: '/healthz', port: 8080 }, periodSeconds: 5 },
        },
      ],
    },
    status: {
      phase: broken ? 'Pending' : 'Running',
      startTime: at,
      conditions: ['PodScheduled', 'Initialized', 'ContainersReady', 'Ready'].map((type) => ({
        type,
        status: type.endsWith('eady') ? ready : 'True',
        lastTransitionTime: at,
      })),
      containerStatuses: [
        {
          name: 'app',
          image: `registry.example.com/team/${app}:1.4.2`,
          ready: !broken,
          restartCount: 0,
          state: broken
            ? {
                waiting: {
                  reason: 'ImagePullBackOff',
                  message: `Back-off pulling image "registry.example.com/team/${app}:1.4.2": not found`,
                },
              }
            : { running: { startedAt: at } },
        },
      ],
    },
  };
};

/**
 * A cluster of `pods` pods as kubectl prints it: ten to a Deployment with its ReplicaSet and Service, on a hundred
 * nodes, in twenty namespaces. Every fiftieth pod cannot pull its image. The same number gives the same cluster.
 */
export const syntheticCluster = (
  pods: number,
): { apiVersion: string; kind: string; items: SyntheticObject[] } => {
  const nodes = Array.from({ length: 100 }, (_, index) => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name: `node-${index}`,
      uid: `node-${index}`,
      labels: { 'kubernetes.io/hostname': `node-${index}` },
    },
    spec: {},
    status: {
      allocatable: { cpu: '16', memory: '64Gi', pods: '110' },
      conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: at }],
    },
  }));
  const namespaces = Array.from({ length: 20 }, (_, index) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: `team-${index}` },
    status: { phase: 'Active' },
  }));
  const workloads = Array.from({ length: Math.ceil(pods / podsOfOne) }, (_, index) => {
    const app = `app-${index}`;
    const namespace = `team-${index % 20}`;
    const labels = { app };
    const selector = { matchLabels: labels };
    const count = Math.min(podsOfOne, pods - index * podsOfOne);
    const own = Array.from({ length: count }, (__, each) => index * podsOfOne + each);
    const ready = own.filter((each) => each % 50 !== 0).length;
    const status = {
      replicas: count,
      readyReplicas: ready,
      availableReplicas: ready,
      updatedReplicas: count,
    };
    const deployment = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: app, namespace, uid: `deployment-${index}`, creationTimestamp: at },
      spec: { replicas: count, selector, template: { metadata: { labels }, spec: { containers: [] } } },
      status,
    };
    const replicaSet = {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name: `${app}-abc`,
        namespace,
        uid: `replicaset-${index}`,
        creationTimestamp: at,
        annotations: { 'deployment.kubernetes.io/revision': '1' },
        ownerReferences: [
          {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            name: app,
            uid: deployment.metadata.uid,
            controller: true,
          },
        ],
      },
      spec: { replicas: count, selector, template: deployment.spec.template },
      status,
    };
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: app, namespace, uid: `service-${index}` },
      spec: { selector: labels, ports: [{ port: 80, targetPort: 8080 }] },
    };
    return [deployment, replicaSet, service, ...own.map((each) => pod(each, replicaSet, app))];
  });
  return { apiVersion: 'v1', kind: 'List', items: [...nodes, ...namespaces, ...workloads.flat()] };
};
