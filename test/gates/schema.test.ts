import { describe, expect, test } from '@jest/globals';

import type { Answer, Problems, ProblemsJson, WhyJson } from '../../src/answer.ts';
import { run } from '../../src/terminal/run.ts';
import { caseFiles } from '../causes/case-files.ts';
import { replay } from '../causes/replay.ts';
import { problemsFaults, whyFaults } from './json-contract.ts';

const recordings = 'src/sandbox/cluster/recordings';

test.each(caseFiles)('the answer to $cause $name is as docs/why.schema.json says', async ({ path }) => {
  const { answer } = await replay(path);
  expect(whyFaults(answer)).toEqual([]);
});

const printed = async (...words: string[]): Promise<unknown> => {
  const { out } = await run([...words, '-o', 'json', '-f', recordings], {}, { colour: false, width: 100 });
  return JSON.parse(out);
};

describe('what the terminal prints', () => {
  test.each([
    ['an answer', 'why', 'deployment/checkout', '-n', 'shop'],
    ['not found', 'why', 'deployment/chekout', '-n', 'shop'],
    ['ambiguous', 'why', 'c', '-n', 'shop'],
  ])('%s', async (_, ...line) => {
    expect(whyFaults(await printed(...line))).toEqual([]);
  });

  test.each([
    ['problems', 'problems', '-A'],
    ['no such namespace', 'problems', '-n', 'shpo'],
  ])('%s', async (_, ...line) => {
    expect(problemsFaults(await printed(...line))).toEqual([]);
  });

  test('a cluster that does not answer', () => {
    const nothing: WhyJson & ProblemsJson = {
      apiVersion: 'kubewhy/v1',
      type: 'unreadable',
      cluster: 'east',
      why: 'no answer in time',
      reason: 'timeout',
    };
    expect([whyFaults(nothing), problemsFaults(nothing)]).toEqual([[], []]);
    expect(whyFaults({ ...nothing, reason: 'tired' })).not.toEqual([]);
  });
});

const finding: Answer['findings'][number] = {
  cause: 'oom-killed',
  severity: 'critical',
  confidence: 'certain',
  object: { kind: 'Pod', namespace: 'shop', name: 'web-1' },
  summary: 'container app was killed',
  evidence: [{ from: 'status', object: 'Pod shop/web-1', text: 'OOMKilled', at: '2026-01-01T10:00:00Z' }],
  because: [],
  remedies: [{ title: 'Raise the limit', command: null, action: { type: 'restart', kind: 'Deployment' } }],
};
const answer: Answer = {
  apiVersion: 'kubewhy/v1',
  target: { cluster: 'east', kind: 'Pod', namespace: 'shop', name: 'web-1', uid: null },
  state: 'failing',
  summary: 'container app was killed',
  findings: [finding],
  changes: [{ at: '2026-01-01T09:00:00+01:00', what: 'image v1 became v2', by: null }],
  where: { node: null, containers: ['app'], logs: null },
  ruledOut: ['image pulls'],
  unexamined: [{ what: 'nodes', why: 'the bot may not read it' }],
};
const list: Problems = {
  apiVersion: 'kubewhy/v1',
  cluster: 'east',
  groups: [
    {
      cause: 'oom-killed',
      severity: 'critical',
      summary: 'killed',
      count: 1,
      objects: [finding.object],
      effectCount: 0,
      effects: [],
    },
  ],
  unexamined: [],
};

test('what the types allow passes', () => {
  expect([whyFaults(answer), problemsFaults(list)]).toEqual([[], []]);
});

test.each([
  ['another version', { ...answer, apiVersion: 'kubewhy/v2' }],
  ['a field that is not declared', { ...answer, mood: 'bad' }],
  ['a field that is missing', { ...answer, ruledOut: undefined }],
  ['a state that does not exist', { ...answer, state: 'fine' }],
  ['a summary that is too long', { ...answer, summary: 'é'.repeat(201) }],
  ['a place that is no index', { ...answer, findings: [{ ...finding, because: [0.5] }] }],
  ['a time that is none', { ...answer, changes: [{ at: 'yesterday', what: 'x', by: null }] }],
  [
    'an action without a type',
    { ...answer, findings: [{ ...finding, remedies: [{ ...finding.remedies[0], action: {} }] }] },
  ],
  ['an outcome without the version', { type: 'ambiguous', cluster: 'east', words: 'web', matches: [] }],
])('%s is refused', (_, wrong) => {
  expect(whyFaults(wrong)).not.toEqual([]);
});

test.each([
  ['a group of nothing', { ...list, groups: [{ ...list.groups[0], count: 0 }] }],
  [
    'more objects than are named',
    { ...list, groups: [{ ...list.groups[0], objects: Array.from({ length: 51 }, () => finding.object) }] },
  ],
  ['an answer', answer],
])('%s is no list of problems', (_, wrong) => {
  expect(problemsFaults(wrong)).not.toEqual([]);
});
