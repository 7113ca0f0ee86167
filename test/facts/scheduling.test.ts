import { describe, expect, test } from '@jest/globals';

import { amountOf, requestOf, unscheduledPods } from '../../src/facts/scheduling.ts';
import type { SchedulingProblem } from '../../src/facts/scheduling.ts';
import { someFacts } from './some-facts.ts';

const pending = (message: string) => ({
  metadata: { name: 'p', namespace: 'n' },
  spec: { nodeSelector: { disk: 'ssd' }, containers: [] },
  status: {
    phase: 'Pending',
    conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }],
  },
});
const problems: SchedulingProblem[] = ['resources', 'selector', 'taint', 'volume', 'other'];
const chief = (message: string, labels: { [key: string]: string } = {}) =>
  problems.find(
    (problem) =>
      unscheduledPods(
        someFacts({ Pod: [pending(message)], Node: [{ metadata: { name: 'w', labels } }] }),
        problem,
      ).length > 0,
  );

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
    ['resources', '0/1 nodes are available: 1 Too many pods.'],
    ['resources', '0/2 nodes are available: 2 Insufficient nvidia.com/gpu.'],
    [
      'selector',
      "0/3 nodes are available: 1 node(s) had untolerated taint {a: b}, 2 node(s) didn't match Pod's node affinity/selector.",
    ],
    ['taint', '0/2 nodes are available: 2 node(s) had untolerated taint {dedicated: batch}.'],
    ['taint', '0/2 nodes are available: 2 node(s) were unschedulable.'],
    ['volume', '0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found'],
    ['volume', '0/2 nodes are available: 2 node(s) had volume node affinity conflict.'],
    ['volume', '0/1 nodes are available: persistentvolumeclaim "x" not found. not found'],
    ['other', "0/3 nodes are available: 3 node(s) didn't match pod anti-affinity rules."],
    ['other', "0/3 nodes are available: 3 node(s) didn't match pod topology spread constraints."],
    ['other', "0/1 nodes are available: 1 node(s) didn't have free ports for the requested pod ports."],
  ])('%s: %s', (problem, message) => {
    expect(chief(message)).toBe(problem);
  });

  test('nodes of another pool are no reason where one suits the pod', () => {
    const message =
      "0/9 nodes are available: 8 node(s) didn't match Pod's node affinity/selector, 1 Insufficient cpu.";
    expect(chief(message, { disk: 'ssd' })).toBe('resources');
    expect(chief(message)).toBe('selector');
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
