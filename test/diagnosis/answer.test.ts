import { describe, expect, test } from '@jest/globals';

import type { Cause, Found } from '../../src/causes/cause.ts';
import { answer } from '../../src/diagnosis/answer.ts';
import { chain } from '../../src/diagnosis/chain.ts';
import { group, judge } from '../../src/diagnosis/judge.ts';
import { someFacts } from '../facts/some-facts.ts';

const ref = (kind: string, name: string) => ({ kind, namespace: 'n', name });
const found = (kind: string, name: string, rest: Partial<Found> = {}): Found => ({
  severity: 'critical',
  confidence: 'certain',
  object: ref(kind, name),
  summary: `${kind} ${name} is broken`,
  evidence: [],
  remedies: [],
  fingerprint: name,
  ...rest,
});
const cause = (id: string, look: Cause['look'], rest: Partial<Cause> = {}): Cause => ({
  id,
  title: id,
  rulesOut: id,
  signal: '',
  looksAt: [],
  about: [],
  look,
  ...rest,
});

describe('judging', () => {
  test('a cause that throws is not examined, and the others still speak', () => {
    const throwing = cause('throws', () => {
      throw new Error('no such field');
    });
    const { sightings, unexamined } = judge(someFacts(), [
      throwing,
      cause('works', () => [found('Pod', 'a')]),
    ]);
    expect(sightings.map(({ cause: { id } }) => id)).toEqual(['works']);
    expect(unexamined).toEqual([{ what: 'throws', why: 'judging it failed: no such field' }]);
  });

  test('a fallback is silent where another cause speaks', () => {
    const last = cause('last', () => [found('Pod', 'a'), found('Pod', 'b')], { fallback: true });
    const { sightings } = judge(someFacts(), [cause('first', () => [found('Pod', 'a')]), last]);
    expect(sightings.map(({ cause: { id }, found: { object } }) => `${id} ${object.name}`)).toEqual([
      'first a',
      'last b',
    ]);
  });

  test('one fingerprint is one finding, and the surest sighting speaks for it', () => {
    const same = { fingerprint: 'registry' };
    const look = cause('image', () => [
      found('Pod', 'b', { ...same, confidence: 'likely' }),
      found('Pod', 'c', same),
    ]);
    const [only, ...rest] = group(judge(someFacts(), [look]).sightings);
    expect({ lead: only?.lead.object.name, members: only?.members.length, rest }).toEqual({
      lead: 'c',
      members: 2,
      rest: [],
    });
  });
});

test('the chain runs from root to effect, and a circle does not hang it', () => {
  const service = cause('service', () => [found('Service', 's', { follows: [ref('Pod', 'a')] })]);
  const pod = cause('pod', () => [found('Pod', 'a', { follows: [ref('Service', 's')] })]);
  const claim = cause('claim', () => [found('PersistentVolumeClaim', 'c')]);
  const waits = cause('waits', () => [found('Pod', 'w', { follows: [ref('PersistentVolumeClaim', 'c')] })]);
  const links = chain(group(judge(someFacts(), [waits, service, pod, claim]).sightings), null);
  expect(links[0]?.judged.cause.id).toBe('claim');
  expect(links.find(({ judged }) => judged.cause.id === 'waits')?.because).toEqual([0]);
  expect(links).toHaveLength(4);
});

test('of a front what is told of itself comes before what is wrong beside it', () => {
  const ids = (subject: ReturnType<typeof ref>): string[] => {
    const rollout = cause('rollout', () => [found('Pod', 'new')]);
    const certificate = cause('certificate', () => [found('Secret', 'tls', { severity: 'warning' })]);
    const tls = cause('tls', () => [
      found('Ingress', 'shop', { severity: 'warning', follows: [ref('Secret', 'tls')] }),
    ]);
    const { sightings } = judge(someFacts(), [rollout, certificate, tls]);
    return chain(group(sightings), subject).map(({ judged }) => judged.cause.id);
  };
  expect(ids(ref('Ingress', 'shop'))).toEqual(['certificate', 'rollout', 'tls']);
  expect(ids(ref('Deployment', 'shop'))).toEqual(['rollout', 'certificate', 'tls']);
});

describe('what could not be read is never healthy', () => {
  const web = {
    metadata: { name: 'web', namespace: 'n', uid: '1' },
    spec: { replicas: 1, selector: { matchLabels: { a: 'b' } } },
  };
  test('pods that may not be listed', () => {
    const gaps = [{ kind: 'Pod' as const, what: 'pods in namespace n', why: 'the bot may not read it' }];
    const { state, summary, unexamined } = answer(someFacts({ Deployment: [web] }, { gaps }), {
      ...ref('Deployment', 'web'),
      uid: '1',
    });
    expect({ state, summary, unexamined }).toEqual({
      state: 'unknown',
      summary: 'Not enough could be read to say how Deployment n/web is',
      unexamined: [{ what: 'pods in namespace n', why: 'the bot may not read it' }],
    });
  });

  test('what a gap hides is not ruled out', () => {
    const pod = {
      metadata: { name: 'p', namespace: 'n' },
      status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
    };
    const subject = { ...ref('Pod', 'p'), uid: null };
    const gaps = [{ kind: 'Event' as const, what: 'events', why: 'forbidden' }];
    expect(answer(someFacts({ Pod: [pod] }), subject).ruledOut).toContain('probes');
    expect(answer(someFacts({ Pod: [pod] }, { gaps }), subject).ruledOut).not.toContain('probes');
  });
});
