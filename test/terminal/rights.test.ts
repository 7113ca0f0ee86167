import { expect, test } from '@jest/globals';

import { kindOf } from '../../src/facts/kinds.ts';
import { clusterLists, overviewLists } from '../../src/facts/lists.ts';
import { kubewhy } from './kubewhy.ts';

const user = 'system:serviceaccount:stranger:narrow';
const refusal = (plural: string): string =>
  JSON.stringify({
    apiVersion: 'kubewhy/v1',
    kind: 'Refusal',
    resource: plural,
    reason: 'forbidden',
    message: `${plural} is forbidden: User "${user}" cannot list resource "${plural}" in API group "" at the cluster scope`,
  });
const pod = (name: string): string =>
  JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'shop' } });
const most = [...overviewLists, ...clusterLists.map(({ kind }) => kind)]
  .filter((kind) => kind !== 'Pod')
  .map((kind) => kindOf(kind).plural)
  .join(',');

const capture = '{"apiVersion":"kubewhy/v1","kind":"Recording","at":"2026-01-02T03:04:05Z"}';

/** A cluster that refuses to show what is named, as a recording. */
const refusing = (plurals: string): string =>
  [capture, pod('web-1'), ...plurals.split(',').map(refusal)].map((one) => `---\n${one}\n`).join('');

test('a name of a kind that could not be listed may be there: exit code 3', async () => {
  const stdin = refusing(most);
  const { exit, out, err } = await kubewhy(['why', 'deployment/any', '-f', '-'], { stdin });
  expect({ exit, out }).toEqual({ exit: 3, out: '' });
  expect(err).toBe(
    'Not found, but not everything could be read: deployment/any in the files\n' +
      `Could not look for deployments (the bot may not read it: deployments is forbidden: User "${user}" cannot list resource "deployments" in API group "" at the cluster scope)\n`,
  );
  expect((await kubewhy(['why', 'pod/any', '-f', '-'], { stdin })).exit).toBe(2);
});

test('an account that may read nothing is told about rights, not about the network', async () => {
  const stdin = refusing(`pods,${most}`);
  const { exit, err } = await kubewhy(['problems', '-A', '-f', '-'], { stdin });
  expect(exit).toBe(3);
  expect(err).toContain('Why: the bot may not read it: pods is forbidden: User ');
  expect(err).toContain('RoleBinding');
  expect(err).not.toMatch(/could not be reached|in a minute/);
  const json = await kubewhy(['problems', '-A', '-f', '-', '-o', 'json'], { stdin });
  expect(JSON.parse(json.out)).toMatchObject({ type: 'unreadable', reason: 'forbidden' });
});

test('twenty refusals of one account are one line', async () => {
  const { exit, out } = await kubewhy(['problems', '-A', '-f', '-'], { stdin: refusing(most) });
  expect(exit).toBe(3);
  const line = out.split('\n').find((each) => each.startsWith('Not examined: '));
  expect(line).toMatch(
    /services, .*persistentvolumes.* \(the bot may not read them: User \S+ cannot list them at/,
  );
  expect(out.match(/cannot list/g)).toHaveLength(1);
});
