import type { Answer, ObjectRef, WhyOutcome } from '../../src/answer.ts';

export const at = (clock: string): string => `2026-11-22T${clock}:00Z`;
export const ref = (kind: string, name: string, namespace: string | null = 'shop'): ObjectRef => ({
  kind,
  namespace,
  name,
});

export const base = (kind: string, name: string, over: Partial<Answer>): WhyOutcome => ({
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

/** Answers with a chain, a log, changes and remedies. */
export const chains = {
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
} satisfies Record<string, WhyOutcome>;
