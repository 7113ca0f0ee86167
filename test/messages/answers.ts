import type { Answer, ObjectRef, ProblemsOutcome, WhyOutcome } from '../../src/answer.ts';

const at = (clock: string): string => `2026-11-22T${clock}:00Z`;
const ref = (kind: string, name: string, namespace: string | null = 'shop'): ObjectRef => ({
  kind,
  namespace,
  name,
});

const base = (kind: string, name: string, over: Partial<Answer>): WhyOutcome => ({
  type: 'answer',
  answer: {
    apiVersion: 'kubewhy/v1',
    target: { ...ref(kind, name), cluster: 'prod', uid: '3f2504e0-4f89-41d3-9a0c-0305e82c3301' },
    state: 'failing',
    summary: '',
    findings: [],
    changes: [],
    where: { node: null, containers: [], logs: null },
    ruledOut: [],
    unexamined: [],
    ...over,
  },
});

/** One answer of each shape that people meet, as the causes word them. */
export const answers = {
  imageHost: base('Deployment', 'checkout', {
    summary:
      'Image registry host registry.exmple.com does not resolve, so the rollout of Deployment checkout is stuck at 0 of 3 new pods',
    findings: [
      {
        cause: 'image-host-unresolved',
        severity: 'critical',
        confidence: 'certain',
        object: ref('Pod', 'checkout-7d9c5b8f6d-x2k4p'),
        summary: 'Image registry host registry.exmple.com does not resolve',
        evidence: [
          {
            from: 'status',
            object: 'Pod shop/checkout-7d9c5b8f6d-x2k4p',
            text: 'container app is waiting: ImagePullBackOff, image registry.exmple.com/shop/checkout:1.9.0',
            at: null,
          },
          {
            from: 'event',
            object: 'Pod shop/checkout-7d9c5b8f6d-x2k4p',
            text: 'Failed to pull image "registry.exmple.com/shop/checkout:1.9.0": dial tcp: lookup registry.exmple.com on 10.96.0.10:53: no such host',
            at: at('14:02'),
          },
          {
            from: 'spec',
            object: 'Deployment shop/checkout',
            text: 'other pods on the same nodes pull from registry.example.com',
            at: null,
          },
        ],
        because: [],
        remedies: [
          {
            title: 'Correct the host in the image reference; registry.example.com is what revision 16 used',
            command:
              'kubectl -n shop set image deployment/checkout app=registry.example.com/shop/checkout:1.9.0',
            action: null,
          },
          {
            title: 'Go back to revision 16, which was ready for 3 days',
            command: 'kubectl -n shop rollout undo deployment/checkout --to-revision=16',
            action: { type: 'rollback', revision: 16 },
          },
        ],
      },
      {
        cause: 'rollout-stuck',
        severity: 'critical',
        confidence: 'certain',
        object: ref('Deployment', 'checkout'),
        summary: 'The rollout of Deployment checkout is stuck: 0 of 3 updated pods are available',
        evidence: [
          {
            from: 'status',
            object: 'Deployment shop/checkout',
            text: 'ProgressDeadlineExceeded: ReplicaSet "checkout-7d9c5b8f6d" has timed out progressing.',
            at: at('14:09'),
          },
        ],
        because: [0],
        remedies: [],
      },
    ],
    changes: [
      {
        at: at('13:58'),
        what: 'revision 17 of checkout: image of app registry.example.com/shop/checkout:1.8.2 → registry.exmple.com/shop/checkout:1.9.0',
        by: 'argocd-controller',
      },
    ],
    where: {
      node: null,
      containers: ['app'],
      logs: 'kubectl -n shop logs checkout-7d9c5b8f6d-x2k4p --all-containers',
    },
    ruledOut: ['image pull credentials', 'quota', 'scheduling'],
  }),
  crashLoop: base('Pod', 'payments-6f5d8c7b9-abcde', {
    summary: 'Container app exits with code 1 right after start: it cannot connect to postgres.shop:5432',
    findings: [
      {
        cause: 'crash-loop',
        severity: 'critical',
        confidence: 'likely',
        object: ref('Pod', 'payments-6f5d8c7b9-abcde'),
        summary: 'Container app exits with code 1 right after start: it cannot connect to postgres.shop:5432',
        evidence: [
          {
            from: 'status',
            object: 'Pod shop/payments-6f5d8c7b9-abcde',
            text: 'exit code 1, 12 restarts',
            at: at('14:05'),
          },
          {
            from: 'log',
            object: 'Pod shop/payments-6f5d8c7b9-abcde',
            text: 'INFO  starting payments 2.4.1\nINFO  dsn postgres://payments:Tr0ub4dor&3@postgres.shop:5432/payments\nERROR dial tcp 10.96.14.3:5432: connect: connection refused\npanic: no database <nil>',
            at: null,
          },
        ],
        because: [],
        remedies: [
          {
            title: 'Look at the Service postgres first',
            command: 'kubewhy why service/postgres -n shop',
            action: null,
          },
        ],
      },
    ],
    where: {
      node: 'worker-2',
      containers: ['app', 'istio-proxy'],
      logs: 'kubectl -n shop logs payments-6f5d8c7b9-abcde --all-containers --previous',
    },
    ruledOut: ['memory limits', 'probes'],
    unexamined: [
      { what: 'endpointslices in namespace shop', why: 'the account kubewhy may not list them (403)' },
    ],
  }),
  oom: base('StatefulSet', 'search', {
    state: 'degraded',
    summary: 'Container search was killed 4 times for using more than its 512Mi of memory',
    findings: [
      {
        cause: 'oom-killed',
        severity: 'critical',
        confidence: 'certain',
        object: ref('Pod', 'search-1'),
        summary: 'Container search was killed 4 times for using more than its 512Mi of memory',
        evidence: [
          {
            from: 'status',
            object: 'Pod shop/search-1',
            text: 'OOMKilled, exit code 137, limit 512Mi',
            at: at('13:40'),
          },
        ],
        because: [],
        remedies: [
          {
            title: 'Raise the limit, or find what grows',
            command: 'kubectl -n shop set resources statefulset/search -c search --limits=memory=1Gi',
            action: null,
          },
        ],
      },
    ],
    where: { node: 'worker-1', containers: ['search'], logs: null },
  }),
  readiness: base('Service', 'catalog', {
    summary:
      'The readiness probe of container web gets 404 from /healthz, so Service catalog has no ready endpoint',
    findings: [
      {
        cause: 'readiness-failing',
        severity: 'critical',
        confidence: 'certain',
        object: ref('Deployment', 'catalog'),
        summary: 'The readiness probe of container web gets 404 from /healthz',
        evidence: [
          {
            from: 'event',
            object: 'Pod shop/catalog-5c9-1',
            text: 'Readiness probe failed: HTTP probe failed with statuscode: 404',
            at: at('14:07'),
          },
        ],
        because: [],
        remedies: [{ title: 'Point the probe at a path that the app serves', command: null, action: null }],
      },
      {
        cause: 'service-without-endpoints',
        severity: 'critical',
        confidence: 'certain',
        object: ref('Service', 'catalog'),
        summary: 'Service catalog has no ready endpoint: 0 of 2 pods are ready',
        evidence: [
          {
            from: 'status',
            object: 'EndpointSlice shop/catalog-8xk2p',
            text: '2 endpoints, none ready',
            at: null,
          },
        ],
        because: [0],
        remedies: [],
      },
    ],
  }),
  quota: base('Deployment', 'reports', {
    summary:
      'ResourceQuota compute has 200m CPU left and each pod asks for 500m, so Deployment reports has 1 of 4 pods',
    findings: [
      {
        cause: 'quota-exceeded',
        severity: 'critical',
        confidence: 'certain',
        object: ref('ResourceQuota', 'compute'),
        summary: 'ResourceQuota compute has 200m CPU left and each pod asks for 500m',
        evidence: [
          {
            from: 'event',
            object: 'ReplicaSet shop/reports-6bb',
            text: 'Error creating: pods "reports-6bb-z" is forbidden: exceeded quota: compute, requested: requests.cpu=500m, used: requests.cpu=3800m, limited: requests.cpu=4',
            at: at('14:01'),
          },
        ],
        because: [],
        remedies: [
          {
            title: 'Raise the quota or ask for less',
            command: 'kubectl -n shop describe resourcequota compute',
            action: null,
          },
        ],
      },
    ],
  }),
  healthy: base('Deployment', 'web', {
    state: 'healthy',
    summary: 'Deployment web is healthy: 3 of 3 pods are ready',
    ruledOut: ['image pulls', 'probes', 'scheduling', 'quota'],
  }),
  unknown: base('Deployment', 'web', {
    state: 'unknown',
    summary: 'Not enough could be read to say how Deployment web is',
    unexamined: [{ what: 'pods in namespace shop', why: 'the API server did not answer within 5 s' }],
  }),
  ambiguous: {
    type: 'ambiguous',
    cluster: 'prod',
    words: 'web',
    matches: [
      ref('Pod', 'web-7d4b9c6f5-x2x8q'),
      ref('Service', 'web'),
      ref('Deployment', 'web', 'blog'),
      ref('Node', 'web-1', null),
      ...Array.from({ length: 9 }, (_, index) => ref('Pod', `web-canary-${index}`)),
    ],
  },
  notFound: {
    type: 'not-found',
    cluster: 'prod',
    words: 'chekout',
    namespace: 'shop',
    suggestions: [ref('Deployment', 'checkout')],
    unexamined: [{ what: 'cronjobs in namespace shop', why: 'the account kubewhy may not list them (403)' }],
  },
  unreadable: { type: 'unreadable', cluster: 'prod', why: 'connect ECONNREFUSED 10.0.0.1:6443' },
} satisfies Record<string, WhyOutcome>;

export const problems: Record<string, ProblemsOutcome> = {
  some: {
    type: 'problems',
    problems: {
      apiVersion: 'kubewhy/v1',
      cluster: 'prod',
      groups: [
        {
          cause: 'oom-killed',
          severity: 'warning',
          summary: 'Container search was killed for its memory',
          count: 1,
          objects: [ref('Pod', 'search-1')],
        },
        {
          cause: 'image-unauthorized',
          severity: 'critical',
          summary: 'registry.example.com refuses the credentials (401)',
          count: 31,
          objects: Array.from({ length: 31 }, (_, index) =>
            ref('Pod', `api-${index}`, index % 2 === 0 ? 'shop' : 'blog'),
          ),
        },
      ],
      unexamined: [{ what: 'pods in namespace vault', why: 'the account kubewhy may not list them (403)' }],
    },
  },
  none: {
    type: 'problems',
    problems: { apiVersion: 'kubewhy/v1', cluster: 'prod', groups: [], unexamined: [] },
  },
  blind: {
    type: 'problems',
    problems: {
      apiVersion: 'kubewhy/v1',
      cluster: 'prod',
      groups: [],
      unexamined: [{ what: 'pods', why: 'forbidden (403)' }],
    },
  },
  unreadable: { type: 'unreadable', cluster: 'prod', why: 'certificate has expired' },
};
