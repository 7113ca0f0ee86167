import { describe, expect, test } from '@jest/globals';

import { amountOf, requestOf } from '../../src/facts/placement/requests.ts';
import type { SchedulingProblem } from '../../src/facts/placement/sentence.ts';
import { unscheduledPods } from '../../src/facts/placement/unscheduled.ts';
import { someFacts } from './some-facts.ts';

const pending = (message: string) => ({
  metadata: { name: 'p', namespace: 'n' },
  spec: { nodeSelector: { disk: 'ssd' }, containers: [] },
  status: {
    phase: 'Pending',
    conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }],
  },
});
const problems: SchedulingProblem[] = [
  'resources',
  'pods',
  'selector',
  'cordon',
  'taint',
  'affinity',
  'spread',
  'port',
  'volume',
  'device',
  'other',
];
const chief = (message: string, labels: { [key: string]: string } | null = null) =>
  unscheduledPods(
    someFacts({
      Pod: [pending(message)],
      Node: labels === null ? [] : [{ metadata: { name: 'w', labels } }],
    }),
    ...problems,
  )[0]?.problem;

describe('what weighs most in the sentence of the scheduler', () => {
  test.each<[SchedulingProblem, string]>([
    [
      'resources',
      '0/3 nodes are available: 3 Insufficient cpu. preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.',
    ],
    [
      'resources',
      '0/4 nodes are available: 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }, 3 Insufficient memory.',
    ],
    ['pods', '0/1 nodes are available: 1 Too many pods.'],
    ['resources', '0/2 nodes are available: 2 Insufficient nvidia.com/gpu.'],
    [
      'selector',
      "0/3 nodes are available: 1 node(s) had untolerated taint {a: b}, 2 node(s) didn't match Pod's node affinity/selector.",
    ],
    ['taint', '0/2 nodes are available: 2 node(s) had untolerated taint {dedicated: batch}.'],
    ['cordon', '0/2 nodes are available: 2 node(s) were unschedulable.'],
    ['volume', '0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found'],
    ['volume', '0/2 nodes are available: 2 node(s) had volume node affinity conflict.'],
    ['volume', '0/1 nodes are available: persistentvolumeclaim "x" not found. not found'],
    ['affinity', "0/3 nodes are available: 3 node(s) didn't match pod anti-affinity rules."],
    ['spread', "0/3 nodes are available: 3 node(s) didn't match pod topology spread constraints."],
    ['port', "0/1 nodes are available: 1 node(s) didn't have free ports for the requested pod ports."],
  ])('%s: %s', (problem, message) => {
    expect(chief(message)).toBe(problem);
  });

  test('nodes of another pool are no reason where one suits the pod', () => {
    const message =
      "0/9 nodes are available: 8 node(s) didn't match Pod's node affinity/selector, 1 Insufficient cpu.";
    expect(chief(message, { disk: 'ssd' })).toBe('resources');
    expect(chief(message, {})).toBe('selector');
  });
});

const cpu = (amount: string) => ({ name: 'c', resources: { requests: { cpu: amount } } });

test('containers and sidecars ask together, an init container alone', () => {
  const spec = {
    initContainers: [{ ...cpu('100m'), restartPolicy: 'Always' }, cpu('3')],
    containers: [cpu('500m'), cpu('1')],
  };
  expect(requestOf({ spec }, 'cpu')).toBeCloseTo(3.1);
  expect(requestOf({ spec: { containers: [cpu('500m'), cpu('1')] } }, 'cpu')).toBeCloseTo(1.5);
});

test.each([
  ['cpu', 0.25, '0.25 CPUs'],
  ['cpu', 1, '1 CPU'],
  ['memory', 3 * 2 ** 30, '3Gi of memory'],
  ['memory', 200 * 2 ** 20, '200Mi of memory'],
  ['nvidia.com/gpu', 2, '2 nvidia.com/gpu'],
])('%s %d in words', (resource, amount, words) => {
  expect(amountOf(resource, amount)).toBe(words);
});
