import { describe, expect, test } from '@jest/globals';

import { lackOf, refusedCreations } from '../../src/facts/creation.ts';
import { someFacts } from './some-facts.ts';

const refusal =
  'Error creating: pods "agent-x" is forbidden: exceeded quota: small, requested: pods=1, used: pods=2, limited: pods=2';
const event = (kind: string, name: string, reason: string, message: string, lastTimestamp: string) => ({
  metadata: { name: `${name}.${reason}`, namespace: 'shop' },
  involvedObject: { kind, namespace: 'shop', name },
  reason,
  message,
  lastTimestamp,
});
const daemonSet = (current: number) => ({
  metadata: { name: 'agent', namespace: 'shop' },
  status: { desiredNumberScheduled: 3, currentNumberScheduled: current },
});
const job = (more: object) => ({ metadata: { name: 'sync', namespace: 'shop' }, ...more });
const failed = event('DaemonSet', 'agent', 'FailedCreate', refusal, '2026-11-22T11:50:00Z');

describe('what the API server does not take', () => {
  test('counts while pods are missing, without the frame of its sentence', () => {
    const found = refusedCreations(someFacts({ DaemonSet: [daemonSet(1)], Event: [failed] }));
    expect(found.map(({ sentence }) => sentence)).toEqual([
      'exceeded quota: small, requested: pods=1, used: pods=2, limited: pods=2',
    ]);
    expect(found.map(lackOf)).toEqual(['1 of 3 pods of DaemonSet agent exists']);
  });

  test('is over when all pods are there, or one was created since', () => {
    const created = event(
      'DaemonSet',
      'agent',
      'SuccessfulCreate',
      'Created pod: agent-y',
      '2026-11-22T11:51:00Z',
    );
    expect(refusedCreations(someFacts({ DaemonSet: [daemonSet(3)], Event: [failed] }))).toEqual([]);
    expect(refusedCreations(someFacts({ DaemonSet: [daemonSet(1)], Event: [failed, created] }))).toEqual([]);
  });

  test('is nothing of a finished or suspended Job', () => {
    const said = event('Job', 'sync', 'FailedCreate', refusal, '2026-11-22T11:50:00Z');
    const conditions = [{ type: 'Complete', status: 'True' }];
    expect(refusedCreations(someFacts({ Job: [job({ status: { conditions } })], Event: [said] }))).toEqual(
      [],
    );
    expect(refusedCreations(someFacts({ Job: [job({ spec: { suspend: true } })], Event: [said] }))).toEqual(
      [],
    );
    expect(refusedCreations(someFacts({ Job: [job({})], Event: [said] }))).toHaveLength(1);
  });

  test.each([
    [
      '(combined from similar events): Error creating: Pod "a" is invalid: spec: x',
      'Pod "a" is invalid: spec: x',
    ],
    ['Create Pod db-0 in StatefulSet db failed error: pods "db-0" is forbidden: no', 'no'],
    [
      'create Claim d-db-0 for Pod db-0 in StatefulSet db failed error: persistentvolumeclaims "d-db-0" is forbidden: no',
      'no',
    ],
    [
      'Error creating job: Internal error occurred: failed calling webhook "w": x',
      'failed calling webhook "w": x',
    ],
  ])('%s', (message, sentence) => {
    const said = event('StatefulSet', 'db', 'FailedCreate', message, '2026-11-22T11:50:00Z');
    const sets = [{ metadata: { name: 'db', namespace: 'shop' }, spec: { replicas: 1 } }];
    expect(
      refusedCreations(someFacts({ StatefulSet: sets, Event: [said] })).map((one) => one.sentence),
    ).toEqual([sentence]);
  });
});
