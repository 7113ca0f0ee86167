import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, jest, test } from '@jest/globals';

import type { Answer, Problems } from '../../src/answer.ts';
import { born, crashing, deployment, list, owned, pod, ready, running, service, set } from './exported.ts';
import { kubewhy } from './kubewhy.ts';

// Each test is several processes.
jest.setTimeout(30_000);

const folder = mkdtempSync(join(tmpdir(), 'kubewhy-offline-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ask = async (stdin: string, ...words: string[]) => {
  const line = words.length === 0 ? ['why'] : words;
  const { exit, out, err } = await kubewhy([...line, '-f', '-'], { stdin });
  return { exit, out, err };
};
const answerOf = async (stdin: string): Promise<Answer> =>
  JSON.parse((await ask(stdin, 'why', '-o', 'json')).out);

test('one pod needs no name: it is well as far as could be read, and the rest is one line', async () => {
  const { exit, out, err } = await ask(JSON.stringify(running('web-1')));
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
  expect(out).toMatch(/^Healthy {2}Pod shop\/web-1 · files · as of 2026-03-01 10:00 UTC\n/);
  expect(out).toContain('Pod shop/web-1 is healthy as far as could be read: 1 of 1 pods ready');
  const missing = out.split('\n').filter((each) => each.includes('not in the files'));
  expect(missing).toEqual([
    expect.stringMatching(/^Not examined: other pods, services, .* Node worker-1.* \(not in the files\)$/),
  ]);
  expect((await answerOf(JSON.stringify(running('web-1')))).unexamined).toContainEqual({
    what: 'events in namespace shop',
    why: 'not in the files',
    reason: 'absent',
  });
});

test('of a Deployment with its ReplicaSet and pods it is the Deployment', async () => {
  const status = { replicas: 1, readyReplicas: 1, updatedReplicas: 1, availableReplicas: 1 };
  const worker = {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'worker-1', uid: 'n' },
    status: { conditions: [ready('True')] },
  };
  const stdin = list(running('web-1-a', owned('ReplicaSet', 'web-1')), set, deployment(status), worker);
  const { exit, out } = await ask(stdin);
  expect({ exit, first: out.split('\n')[0] }).toEqual({
    exit: 0,
    first: 'Healthy  Deployment shop/web · files · as of 2026-03-01 10:00 UTC',
  });
});

test('with several it says which there are, in lines that can be typed', async () => {
  const path = join(folder, 'two pods.json');
  writeFileSync(path, [running('one'), crashing('two')].map((each) => JSON.stringify(each)).join('\n'));
  const { exit, out, err } = await kubewhy(['why', '-f', path]);
  expect({ exit, out }).toEqual({ exit: 2, out: '' });
  expect(err).toBe(
    'There are 2 objects to ask about here. Which one do you mean?\n' +
      `  kubewhy why pod/one -n shop -f '${path}'\n` +
      `  kubewhy why pod/two -n shop -f '${path}'\n` +
      `All that is wrong: kubewhy problems -f '${path}'\n`,
  );
  const problems = await kubewhy(['problems', '-f', path, '-o', 'json']);
  const { groups }: Problems = JSON.parse(problems.out);
  expect({ exit: problems.exit, causes: groups.map(({ cause }) => cause) }).toEqual({
    exit: 1,
    causes: ['crash-loop'],
  });
});

test('files without anything wrong are exit code 0, whatever they lack', async () => {
  const { exit, out } = await ask(list(running('web-1')), 'problems');
  expect(exit).toBe(0);
  expect(out).toMatch(/Not examined: other pods, .*\(not in the files\)\n$/);
});

test('nothing is concluded from what is not there; what comes near is likely', async () => {
  const lonely = await ask(list(running('web-1'), service('api', { app: 'api' })), 'problems', '-o', 'json');
  expect({ exit: lonely.exit, groups: JSON.parse(lonely.out).groups }).toEqual({ exit: 0, groups: [] });
  const near = await answerOf(
    list(service('api', { app: 'wbe' }), running('web-1', owned('ReplicaSet', 'gone'))),
  );
  expect(near).toMatchObject({ type: 'ambiguous' });
  const asked = await ask(
    list(service('api', { app: 'wbe' }), running('web-1')),
    'why',
    'svc/api',
    '-o',
    'json',
  );
  const { findings }: Answer = JSON.parse(asked.out);
  expect(findings.map(({ cause, confidence }) => [cause, confidence])).toEqual([
    ['service-selects-nothing', 'likely'],
  ]);
});

test('a Deployment by itself says how many of its pods are ready', async () => {
  const well = await ask(
    JSON.stringify(deployment({ replicas: 1, readyReplicas: 1, updatedReplicas: 1, availableReplicas: 1 })),
  );
  expect(well.exit).toBe(0);
  const unwell = await answerOf(
    JSON.stringify(deployment({ replicas: 1, updatedReplicas: 1, unavailableReplicas: 1 })),
  );
  expect(unwell).toMatchObject({
    state: 'failing',
    summary: 'Deployment web has 0 of 1 pods ready; its pods, which would say why, are not in the files',
  });
});

test('a manifest is not called broken', async () => {
  const { metadata: _, status: __, ...rest } = deployment({});
  const manifest = { ...rest, metadata: { name: 'web', namespace: 'shop' } };
  const { exit, out } = await ask(JSON.stringify(manifest));
  expect(exit).toBe(3);
  expect(out).toContain('Only the manifest of Deployment shop/web is in the files');
  const problems = await ask(JSON.stringify(manifest), 'problems');
  expect(problems.exit).toBe(3);
  expect(problems.err).toContain('the files hold only manifests of them');
});

test('a pod that is old in a file which tells no time is not taken for young', async () => {
  const waiting = pod('web-1', {
    phase: 'Pending',
    startTime: born,
    conditions: [ready('False')],
    containerStatuses: [
      { name: 'app', ready: false, restartCount: 0, state: { waiting: { reason: 'ContainerCreating' } } },
    ],
  });
  const answer = await answerOf(JSON.stringify(waiting));
  expect(answer).toMatchObject({
    state: 'failing',
    summary: 'Pod web-1 is not ready: container app waits in ContainerCreating',
  });
});

test('ages are those of the time when the files were written', async () => {
  const { out } = await ask(JSON.stringify(crashing('web-1')));
  expect(out).toContain('Pod shop/web-1, 0s ago');
  expect(out).not.toMatch(/\d+d ago/);
});

const text = JSON.stringify(crashing('web-1'), null, 2);
test.each([
  ['with Windows line ends', Buffer.from(text.replaceAll('\n', '\r\n'))],
  ['with a byte order mark', Buffer.from(`\uFEFF${text}`)],
  ['in UTF-16', Buffer.from(text, 'utf16le')],
  ['in UTF-16 with its mark', Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ['in a list within a list', Buffer.from(list(JSON.parse(list(JSON.parse(text)))))],
  ['in brackets', Buffer.from(`[${text}]`)],
  [
    'with nulls and empty lists beside it',
    Buffer.from(`{"kind":"EventList","apiVersion":"v1","items":null}\n${text}`),
  ],
])('objects as they are really exported: %s', async (how, bytes) => {
  const path = join(folder, `${how}.json`);
  writeFileSync(path, bytes);
  const { exit, out } = await kubewhy(['why', '-f', path]);
  expect(exit).toBe(1);
  expect(out).toContain('Container app exits with code 3');
});

test('YAML with anchors and merge keys is read as kubectl reads it', async () => {
  const stdin = `
apiVersion: v1
kind: Pod
metadata: {name: web-1, namespace: shop, uid: u, labels: &labels {app: web}, annotations: *labels}
spec:
  containers:
  - &app {name: app, image: "registry.example.com/web:1"}
  - {<<: *app, name: side}
status:
  phase: Pending
  containerStatuses:
  - {name: app, ready: true, restartCount: 0, state: {running: {}}}
  - {name: side, ready: false, restartCount: 0, state: {waiting: {reason: ErrImageNeverPull}}}
`;
  expect((await answerOf(stdin)).findings.map(({ cause }) => cause)).toEqual(['image-never-pulled']);
});

test('what the API server answered instead of objects is told', async () => {
  const stdin = '{"kind":"Status","apiVersion":"v1","status":"Failure","message":"pods \\"x\\" not found"}';
  const { exit, err } = await ask(stdin);
  expect(exit).toBe(2);
  expect(err).toContain('this is an error that the API server gave: pods "x" not found');
});
