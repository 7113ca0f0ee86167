import { describe, expect, test } from '@jest/globals';

import type { Facts } from '../../src/facts/facts.ts';
import type { ObjectOf, Pod } from '../../src/facts/objects.ts';
import { verdictsOn } from '../../src/facts/placement/obstacles.ts';
import { refusalsIn } from '../../src/facts/placement/sentence.ts';
import { someFacts } from './some-facts.ts';

type Labels = { [key: string]: string };

const node = (name: string, zone: string, spec: ObjectOf['Node']['spec'] = {}): ObjectOf['Node'] => ({
  metadata: { name, labels: { 'kubernetes.io/hostname': name, zone } },
  spec,
  status: { allocatable: { cpu: '4', memory: '8Gi', pods: '110' } },
});
const pod = (name: string, labels: Labels, spec: Pod['spec']): Pod => ({
  metadata: { name, namespace: 'shop', labels },
  spec,
  status: { phase: spec?.nodeName === undefined ? 'Pending' : 'Running' },
});
const asks = (cpu: string): Pod['spec'] => ({
  containers: [{ name: 'c', resources: { requests: { cpu } } }],
});
const all: Partial<Facts> = { reads: [{ kind: 'Pod', namespace: null, name: null }] };

const port = (hostPort: number, more: object = {}): Pod['spec'] => ({
  containers: [{ name: 'c', ports: [{ hostPort, ...more }] }],
});

const terms = (...zones: string[]) => ({
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: zones.map((zone) => ({
          matchExpressions: [{ key: 'zone', operator: 'In', values: [zone] }],
        })),
      },
    },
  },
});

const spread = (more: object) => ({
  topologySpreadConstraints: [
    {
      maxSkew: 1,
      topologyKey: 'zone',
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: { matchLabels: { app: 'web' } },
      ...more,
    },
  ],
});

/** What keeps the first pod from each node, the nearest node first: `n2: cordon`. */
const judged = (pods: [Pod, ...Pod[]], nodes: ObjectOf['Node'][], rest: Partial<Facts> = all): string[] =>
  verdictsOn(someFacts({ Pod: pods, Node: nodes }, rest), pods[0]).map(({ name, obstacles }) =>
    `${name}: ${obstacles.map(({ problem }) => problem).join(' ')}`.trim(),
  );

describe('what keeps a pod from each node', () => {
  const two = [node('n1', 'a'), node('n2', 'b')];

  test('room that others take, where all pods were read', () => {
    const db = pod('db', {}, { ...asks('3'), nodeName: 'n1' });
    expect(judged([pod('p', {}, asks('2')), db], two)).toEqual(['n2:', 'n1: resources']);
    expect(judged([pod('p', {}, asks('2')), db], two, {})).toEqual(['n1:', 'n2:']);
    expect(judged([pod('p', {}, asks('64')), db], two, {})).toEqual(['n1: resources', 'n2: resources']);
  });

  test('a cordoned node is nearer than a full one, a node of another kind is farther', () => {
    const batch = node('n3', 'a', { taints: [{ key: 'dedicated', value: 'batch', effect: 'NoSchedule' }] });
    const cordoned = node('n2', 'b', {
      unschedulable: true,
      taints: [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }],
    });
    const db = pod('db', {}, { ...asks('3'), nodeName: 'n1' });
    expect(judged([pod('p', {}, asks('2')), db], [batch, node('n1', 'a'), cordoned])).toEqual([
      'n2: cordon',
      'n1: resources',
      'n3: taint',
    ]);
  });

  test('anti-affinity of the pods that are there counts like its own', () => {
    const rule = {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { topologyKey: 'zone', labelSelector: { matchLabels: { app: 'web' } } },
        ],
      },
    };
    const loner = pod('loner', { app: 'db' }, { nodeName: 'n1', affinity: rule });
    expect(judged([pod('p', { app: 'web' }, {}), loner], two)).toEqual(['n2:', 'n1: affinity']);
    expect(judged([pod('p', { app: 'api' }, {}), loner], two)).toEqual(['n1:', 'n2:']);
  });

  test('the first pod of a group may stand anywhere, the others beside it', () => {
    const affinity = {
      podAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { topologyKey: 'zone', labelSelector: { matchLabels: { app: 'web' } } },
        ],
      },
    };
    const first = pod('p', { app: 'web' }, { affinity });
    expect(judged([first], two)).toEqual(['n1:', 'n2:']);
    expect(judged([first, pod('q', { app: 'web' }, { nodeName: 'n2' })], two)).toEqual([
      'n2:',
      'n1: affinity',
    ]);
  });

  test('spread counts pods of each domain, and domains that are missing', () => {
    const one = pod('q', { app: 'web' }, { nodeName: 'n1' });
    const web = (more: object = {}) => pod('p', { app: 'web' }, spread(more));
    expect(judged([web(), one], two)).toEqual(['n2:', 'n1: spread']);
    expect(judged([web({ maxSkew: 2 }), one], two)).toEqual(['n1:', 'n2:']);
    expect(judged([web({ minDomains: 3, maxSkew: 1 }), one], two)).toEqual(['n2:', 'n1: spread']);
    expect(judged([web({ topologyKey: 'rack' }), one], two)).toEqual(['n1: spread', 'n2: spread']);
    expect(judged([web({ whenUnsatisfiable: 'ScheduleAnyway' }), one], two)).toEqual(['n1:', 'n2:']);
  });

  test('host ports clash by port, protocol and address', () => {
    const holder = pod('q', {}, { ...port(80), nodeName: 'n1' });
    expect(judged([pod('p', {}, port(80)), holder], two)).toEqual(['n2:', 'n1: port']);
    expect(judged([pod('p', {}, port(80, { protocol: 'UDP' })), holder], two)).toEqual(['n1:', 'n2:']);
    expect(judged([pod('p', {}, port(81)), holder], two)).toEqual(['n1:', 'n2:']);
  });

  test('of alternative affinity terms one is enough', () => {
    expect(judged([pod('p', {}, terms('a', 'b'))], two)).toEqual(['n1:', 'n2:']);
    expect(judged([pod('p', {}, terms('c', 'b'))], two)).toEqual(['n2:', 'n1: selector']);
  });
});

describe('the clauses of the scheduler', () => {
  test.each<[string, string[]]>([
    [
      '0/4 nodes are available: 1 node(s) had untolerated taint {dedicated: batch}, 2 Insufficient cpu, 2 Insufficient memory, 1 node(s) were unschedulable. preemption: 0/4 nodes are available: 2 No preemption victims found for incoming pod, 2 Preemption is not helpful for scheduling.',
      ['2 resources', '2 resources', '1 cordon', '1 taint'],
    ],
    ["0/1 nodes are available: 1 node(s) didn't match Pod's node affinity.", ['1 selector']],
    ["0/2 nodes are available: 2 node(s) didn't satisfy plugin(s) [NodeAffinity].", ['2 selector']],
    ["0/2 nodes are available: 2 node(s) didn't satisfy existing pods anti-affinity rules.", ['2 affinity']],
    [
      "0/2 nodes are available: 2 node(s) didn't match pod topology spread constraints (missing required label). preemption: not eligible due to preemptionPolicy=Never.",
      ['2 spread'],
    ],
    ['0/1 nodes are available: 1 node(s) had no available volume zone.', ['1 volume']],
    ["0/2 nodes are available: 2 node(s) didn't match PersistentVolume's node affinity.", ['2 volume']],
    ['0/2 nodes are available: 2 node(s) did not have enough free storage.', ['2 volume']],
    ['0/3 nodes are available: 3 pod has unbound immediate PersistentVolumeClaims.', ['3 volume']],
    ['running PreBind plugin "VolumeBinding": binding volumes: context deadline exceeded', ['null volume']],
    ['0/2 nodes are available: 2 cannot allocate all claims.', ['2 device']],
    ['no nodes available to schedule pods', ['null other']],
  ])('%s', (sentence, clauses) => {
    expect(refusalsIn(sentence).map(({ nodes, problem }) => `${nodes} ${problem}`)).toEqual(clauses);
  });
});
