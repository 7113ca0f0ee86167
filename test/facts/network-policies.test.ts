import { expect, test } from '@jest/globals';

import { blockBetween, blockedDns } from '../../src/facts/network-policies/connection.ts';
import type { NetworkPolicy } from '../../src/facts/network-policies/policies.ts';
import type { ObjectOf, Pod } from '../../src/facts/objects.ts';
import { someFacts } from './some-facts.ts';

type Spec = NonNullable<NetworkPolicy['spec']>;

const pod = (
  name: string,
  labels: { [key: string]: string },
  namespace = 'shop',
  spec: Pod['spec'] = {},
): Pod => ({
  metadata: { name, namespace, labels },
  spec: { containers: [{ name: 'app', ports: [{ name: 'http', containerPort: 8080 }] }], ...spec },
});

const policy = (spec: Spec, namespace = 'shop'): NetworkPolicy => ({
  metadata: { name: 'one', namespace },
  spec,
});

const web = pod('web-1', { app: 'web' });
const api = pod('api-1', { app: 'api' });
const toApi = { podSelector: { matchLabels: { app: 'api' } }, policyTypes: ['Ingress'] };

const namespaces: ObjectOf['Namespace'][] = [
  { metadata: { name: 'shop', labels: { team: 'a' } } },
  { metadata: { name: 'other', labels: { team: 'b' } } },
];

const verdict = (
  spec: Spec,
  from: Pod = web,
  port: number | null = 8080,
  more: NetworkPolicy[] = [],
): string => {
  const facts = someFacts({
    NetworkPolicy: [policy(spec), ...more],
    Namespace: namespaces,
    Pod: [web, api, from],
  });
  const block = blockBetween(facts, from, api, port, 'TCP');
  if (block === null) return 'through';
  return block.elsewhere.length > 0 ? `${block.side} by port` : block.side;
};

test.each<[string, Spec, string]>([
  ['no rule lets nobody in', toApi, 'Ingress'],
  ['a rule without peers lets all in', { ...toApi, ingress: [{}] }, 'through'],
  ['a selector of another pod', { ...toApi, podSelector: { matchLabels: { app: 'db' } } }, 'through'],
  [
    'labels that fit',
    { ...toApi, ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }] }] },
    'through',
  ],
  [
    'labels that do not',
    { ...toApi, ingress: [{ from: [{ podSelector: { matchLabels: { app: 'wbe' } } }] }] },
    'Ingress',
  ],
  [
    'an empty selector is every pod of the namespace',
    { ...toApi, ingress: [{ from: [{ podSelector: {} }] }] },
    'through',
  ],
  [
    'the port of the Service is not that of the pod',
    { ...toApi, ingress: [{ ports: [{ port: 80 }] }] },
    'Ingress by port',
  ],
  ['a named port', { ...toApi, ingress: [{ ports: [{ port: 'http' }] }] }, 'through'],
  [
    'a named port of another number',
    { ...toApi, ingress: [{ ports: [{ port: 'admin' }] }] },
    'Ingress by port',
  ],
  ['a range of ports', { ...toApi, ingress: [{ ports: [{ port: 8000, endPort: 8100 }] }] }, 'through'],
  [
    'UDP is not TCP',
    { ...toApi, ingress: [{ ports: [{ port: 8080, protocol: 'UDP' }] }] },
    'Ingress by port',
  ],
  [
    'a block of addresses may hold the pod',
    { ...toApi, ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] },
    'through',
  ],
  [
    'a namespace by its name',
    {
      ...toApi,
      ingress: [
        { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } } }] },
      ],
    },
    'through',
  ],
  [
    'a namespace by a label that it has not',
    { ...toApi, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'b' } } }] }] },
    'Ingress',
  ],
  ['egress alone says nothing of ingress', { ...toApi, policyTypes: ['Egress'] }, 'through'],
])('%s', (_, spec, expected) => {
  expect(verdict(spec)).toBe(expected);
});

test('a policy without types is about ingress, and about egress if it has rules for it', () => {
  expect(verdict({ podSelector: {} })).toBe('Ingress');
  expect(verdict({ podSelector: { matchLabels: { app: 'web' } }, egress: [] })).toBe('Egress');
});

test('what one policy lets through no other one takes back', () => {
  const open = policy({ ...toApi, ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }] }] });
  expect(verdict(toApi, web, 8080, [open])).toBe('through');
});

test('pods of another namespace need a rule for it', () => {
  const far = pod('web-1', { app: 'web' }, 'other');
  const labels = { podSelector: { matchLabels: { app: 'web' } } };
  expect(verdict({ ...toApi, ingress: [{ from: [labels] }] }, far)).toBe('Ingress');
  const both = { ...labels, namespaceSelector: { matchLabels: { team: 'b' } } };
  expect(verdict({ ...toApi, ingress: [{ from: [both] }] }, far)).toBe('through');
});

test('labels of a namespace that was not read may fit', () => {
  const far = pod('web-1', { app: 'web' }, 'unread');
  const peer = { namespaceSelector: { matchLabels: { team: 'c' } } };
  expect(verdict({ ...toApi, ingress: [{ from: [peer] }] }, far)).toBe('through');
});

test('pods on the network of their node are beyond policies', () => {
  expect(verdict(toApi, pod('web-1', { app: 'web' }, 'shop', { hostNetwork: true }))).toBe('through');
});

const dns = (egress: Spec['egress'], spec: Pod['spec'] = {}, labels?: { [key: string]: string }): boolean => {
  const own = policy({
    podSelector: {},
    policyTypes: ['Egress'],
    ...(egress === undefined ? {} : { egress }),
  });
  const system = labels === undefined ? [] : [{ metadata: { name: 'kube-system', labels } }];
  const facts = someFacts({ NetworkPolicy: [own], Namespace: system });
  return blockedDns(facts, pod('web-1', { app: 'web' }, 'shop', spec)) === null;
};

test('DNS needs UDP port 53 out to kube-system', () => {
  const kubeSystem = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } };
  expect(dns(undefined)).toBe(false);
  expect(dns([{ ports: [{ port: 443 }] }])).toBe(false);
  expect(dns([{ ports: [{ port: 53 }] }])).toBe(false);
  expect(dns([{ ports: [{ port: 53, protocol: 'UDP' }] }])).toBe(true);
  expect(dns([{ to: [{ podSelector: {} }] }])).toBe(false);
  expect(dns([{ to: [kubeSystem] }])).toBe(true);
  expect(dns([{ to: [{ ...kubeSystem, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }] }])).toBe(
    true,
  );
  expect(dns([{ to: [{ namespaceSelector: {} }], ports: [{ port: 53, protocol: 'UDP' }] }])).toBe(true);
  expect(dns([{ to: [{ ipBlock: { cidr: '10.96.0.10/32' } }] }])).toBe(true);
});

test('a namespace label that kube-system has not keeps DNS out, once the namespace was read', () => {
  const named = [{ to: [{ namespaceSelector: { matchLabels: { name: 'kube-system' } } }] }];
  expect(dns(named)).toBe(true);
  expect(dns(named, {}, { 'kubernetes.io/metadata.name': 'kube-system' })).toBe(false);
  expect(dns(named, {}, { name: 'kube-system' })).toBe(true);
});

test('pods with name servers of their own are not judged', () => {
  expect(dns(undefined, { dnsPolicy: 'None' })).toBe(true);
});
