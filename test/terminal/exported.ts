/** Objects as `kubectl get -o json` prints them, months old. */
type Fields = Record<string, unknown>;

export const born = '2026-03-01T10:00:00Z';
const meta = (name: string, more: Fields = {}): Fields => ({
  name,
  namespace: 'shop',
  uid: `uid-${name}`,
  creationTimestamp: born,
  ...more,
});

export const ready = (status: 'True' | 'False'): Fields => ({
  type: 'Ready',
  status,
  lastTransitionTime: '2026-03-01T10:00:09Z',
});

export const pod = (name: string, status: Fields, more: Fields = {}): Fields => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: meta(name, { labels: { app: 'web' }, ...more }),
  spec: { nodeName: 'worker-1', containers: [{ name: 'app', image: 'registry.example.com/web:1' }] },
  status,
});

export const running = (name: string, more: Fields = {}): Fields =>
  pod(
    name,
    {
      phase: 'Running',
      startTime: born,
      conditions: [ready('True')],
      containerStatuses: [
        { name: 'app', ready: true, restartCount: 0, state: { running: { startedAt: born } } },
      ],
    },
    more,
  );

export const crashing = (name: string): Fields =>
  pod(name, {
    phase: 'Running',
    startTime: born,
    conditions: [ready('False')],
    containerStatuses: [
      {
        name: 'app',
        ready: false,
        restartCount: 4,
        state: { waiting: { reason: 'CrashLoopBackOff' } },
        lastState: {
          terminated: { exitCode: 3, reason: 'Error', startedAt: born, finishedAt: '2026-03-01T10:05:00Z' },
        },
      },
    ],
  });

export const service = (name: string, selector: Fields): Fields => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: meta(name),
  spec: { selector, ports: [{ port: 80 }] },
  status: { loadBalancer: {} },
});

export const owned = (kind: string, name: string): Fields => ({
  ownerReferences: [{ apiVersion: 'apps/v1', kind, name, uid: `uid-${name}`, controller: true }],
});

export const deployment = (status: Fields): Fields => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: meta('web'),
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } } },
  },
  status,
});

export const set: Fields = {
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  metadata: meta('web-1', owned('Deployment', 'web')),
  spec: { replicas: 1 },
  status: { replicas: 1, readyReplicas: 1 },
};

export const list = (...items: Fields[]): string => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
