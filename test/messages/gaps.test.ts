import { expect, test } from '@jest/globals';

import type { Unexamined } from '../../src/answer.ts';
import { byReason, gapsText } from '../../src/messages/gaps.ts';
import { paint } from '../../src/messages/terminal.ts';
import { unreadableText } from '../../src/messages/why-text.ts';

const user = 'system:serviceaccount:stranger:narrow';
const refused = (resource: string, group: string, namespace: string | null): Unexamined => ({
  what: `${resource}${namespace === null ? '' : ` in namespace ${namespace}`}`,
  why:
    `the bot may not read it: ${resource}${group === '' ? '' : `.${group}`} is forbidden: User "${user}" cannot list ` +
    `resource "${resource}" in API group "${group}" ${namespace === null ? 'at the cluster scope' : `in the namespace "${namespace}"`}`,
});

test('what one account may not list is one line for each scope, and nothing stands there twice', () => {
  const unexamined = [
    refused('services', '', 'stranger'),
    refused('events', '', 'stranger'),
    refused('deployments', 'apps', 'stranger'),
    refused('nodes', '', null),
    refused('events', '', 'stranger'),
    { what: 'jobs in namespace stranger', why: 'no answer in time' },
    { what: 'pods', why: 'no answer in time' },
  ];
  expect(byReason(unexamined)).toEqual([
    {
      what: 'services, events, deployments in namespace stranger',
      why: `the bot may not read them: User ${user} cannot list them in namespace stranger`,
    },
    refused('nodes', '', null),
    { what: 'jobs in namespace stranger, pods', why: 'no answer in time' },
  ]);
});

test('one gap keeps its words, and lines are for several', () => {
  const only = refused('services', '', 'stranger');
  const log = { what: 'the log of container app', why: 'the API server refused: it is gone' };
  const brush = paint(false);
  expect(gapsText('Not examined:', [only, only], brush)).toEqual([
    `Not examined: ${only.what} (${only.why})`,
  ]);
  expect(gapsText('Not examined:', [only, log], brush)).toEqual([
    'Not examined:',
    `  ${only.what} (${only.why})`,
    `  ${log.what} (${log.why})`,
  ]);
  expect(gapsText('Not examined:', [], brush)).toEqual([]);
});

const said = (reason?: 'forbidden' | 'unauthorized' | 'timeout'): string =>
  unreadableText({ cluster: 'prod', why: 'x', ...(reason && { reason }) }, { colour: false, width: 1000 });

test('what helps against a refusal is a right, against silence to ask again', () => {
  expect(said('forbidden')).toMatch(/What to do: The cluster answers, .* RoleBinding/);
  expect(said('forbidden')).not.toContain('in a minute');
  expect(said('unauthorized')).toContain('log in again');
  expect(said('timeout')).toContain('Ask again in a minute');
  expect(said()).toBe(said('timeout'));
});
