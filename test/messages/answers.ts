import type { ProblemsOutcome, WhyOutcome } from '../../src/answer.ts';
import { at, base, chains, ref } from './chain-answers.ts';

/** One outcome of each shape that people meet, worded as the causes do. */
export const answers = {
  ...chains,
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
          effectCount: 0,
          effects: [],
        },
        {
          cause: 'image-unauthorized',
          severity: 'critical',
          summary: 'registry.example.com refuses the credentials (401)',
          count: 31,
          objects: Array.from({ length: 31 }, (_, index) =>
            ref('Pod', `api-${index}`, index % 2 === 0 ? 'shop' : 'blog'),
          ),
          effectCount: 4,
          effects: ['api', 'front', 'edge', 'admin'].map((name) => ref('Deployment', name)),
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
  notFound: { type: 'not-found', cluster: 'prod', namespace: 'shp', suggestions: ['shop', 'ship'] },
  unreadable: { type: 'unreadable', cluster: 'prod', why: 'certificate has expired' },
};
