import { describe, expect, test } from '@jest/globals';

import { kubectl } from '../../src/facts/kubectl.ts';
import { nearest } from '../../src/facts/near.ts';
import { taintText, untolerated } from '../../src/facts/node-demands.ts';
import { probeFailure, probeTarget } from '../../src/facts/probes.ts';
import { quantity } from '../../src/facts/quantities.ts';
import { matches, matchesMap, toQuery } from '../../src/facts/selectors.ts';
import { templateChanges } from '../../src/facts/template-changes.ts';

test.each([
  ['100m', 0.1],
  ['2', 2],
  ['1.5Gi', 1.5 * 2 ** 30],
  ['128974848', 128974848],
  ['12e6', 12e6],
  ['5E', 5e18],
  ['lots', undefined],
  [undefined, undefined],
])('the quantity %s', (text, number) => {
  expect(quantity(text)).toBe(number);
});

describe('selectors', () => {
  const selector = {
    matchLabels: { app: 'web' },
    matchExpressions: [
      { key: 'tier', operator: 'In', values: ['a', 'b'] },
      { key: 'old', operator: 'DoesNotExist' },
    ],
  };
  test.each([
    [{ app: 'web', tier: 'a' }, true],
    [{ app: 'web', tier: 'c' }, false],
    [{ app: 'web', tier: 'a', old: '1' }, false],
    [{}, false],
  ])('%j', (labels, fits) => {
    expect(matches(selector, labels)).toBe(fits);
  });
  test('an empty Service selector matches nothing', () => {
    expect(matchesMap({}, { app: 'web' })).toBe(false);
  });
  test('as a query', () => {
    expect(toQuery(selector)).toBe('app=web,tier in (a,b),!old');
  });
});

test('near names: a slip of the hand, a part of the name, never the name itself', () => {
  expect(nearest('billing-config', ['billing-settings', 'billing-confg', 'billing-config', 'other'])).toEqual(
    ['billing-confg'],
  );
  expect(nearest('web', ['web-v2', 'db'])).toEqual(['web-v2']);
  expect(nearest('shpo', ['shop', 'tight'])).toEqual(['shop']);
});

test('a line to copy quotes what a shell would take apart', () => {
  expect(kubectl('shop', 'logs', "a; rm -rf '$HOME'")).toBe(
    String.raw`kubectl -n shop logs 'a; rm -rf '\''$HOME'\'''`,
  );
});

test('taints that a pod does not tolerate', () => {
  const node = {
    spec: {
      taints: [
        { key: 'a', value: '1', effect: 'NoSchedule' },
        { key: 'b', effect: 'NoExecute' },
        { key: 'c', effect: 'PreferNoSchedule' },
      ],
    },
  };
  const left = (tolerations: object[]) => untolerated({ spec: { tolerations } }, node).map(taintText);
  expect(left([])).toEqual(['a=1:NoSchedule', 'b:NoExecute']);
  expect(left([{ key: 'a', operator: 'Equal', value: '1' }])).toEqual(['b:NoExecute']);
  expect(left([{ operator: 'Exists' }])).toEqual([]);
});

test('what a probe asks and what came of it', () => {
  const container = { name: 'c', ports: [{ name: 'http', containerPort: 8080 }] };
  expect(probeTarget(container, { httpGet: { path: '/ready', port: 'http' } })).toBe(
    'HTTP /ready on port http (8080)',
  );
  expect(probeTarget(container, { exec: { command: ['cat', '/tmp/x'] } })).toBe('the command "cat /tmp/x"');
  expect(probeFailure('Readiness probe failed: HTTP probe failed with statuscode: 503')).toBe('HTTP 503');
  expect(
    probeFailure(
      'Liveness probe failed: Get "http://10.0.0.1:9/": dial tcp 10.0.0.1:9: connect: connection refused',
    ),
  ).toBe('connection refused');
  expect(probeFailure('Readiness probe failed: Get "http://10.0.0.1:9/": context deadline exceeded')).toBe(
    'no answer in time',
  );
  expect(probeFailure(undefined)).toBeNull();
});

test('what changed between two revisions: images in full, the environment by name alone', () => {
  const before = {
    spec: { containers: [{ name: 'app', image: 'a:1', env: [{ name: 'PASSWORD', value: 'old' }] }] },
  };
  const after = {
    spec: {
      containers: [
        {
          name: 'app',
          image: 'a:2',
          command: ['x'],
          env: [
            { name: 'PASSWORD', value: 'new' },
            { name: 'MODE', value: 'b' },
          ],
        },
      ],
      nodeSelector: { a: 'b' },
    },
  };
  expect(templateChanges(before, after)).toEqual([
    'image a:1 → a:2 (container app)',
    'command added (container app)',
    'env added MODE (container app)',
    'env changed PASSWORD (container app)',
    'nodeSelector added',
  ]);
});

const running = (command: string) => ({
  spec: { containers: [{ name: 'app', command: ['sh', '-c', command] }] },
});

test('of long values a change shows the place where they differ', () => {
  const start = 'mkdir -p /tmp/web; cd /tmp/web; echo ok > index.html; exec serve --dir /tmp/web';
  expect(templateChanges(running(`${start} --port 8080`), running(`${start} --port 9090 --quiet`))).toEqual([
    'command …/tmp/web --port 8080 → …/tmp/web --port 9090 --quiet (container app)',
  ]);
});
