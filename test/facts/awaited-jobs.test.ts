import { describe, expect, test } from '@jest/globals';

import { namesJob } from '../../src/facts/awaited-jobs.ts';

describe('whether a text names a Job', () => {
  test.each([
    'kubectl wait --for=condition=complete --timeout=10m job/db-migrate',
    'kubectl wait --for=condition=complete jobs db-migrate',
    'error: timed out waiting for the condition on jobs/db-migrate',
    'Error from server (NotFound): jobs.batch "db-migrate" not found',
    'Waiting for job db-migrate to be complete...',
    'job-wr db-migrate',
    'waiting for the db-migrate job.',
  ])('%s', (text) => {
    expect(namesJob(text, 'db-migrate')).toBe(true);
  });

  test.each([
    'job/db-migrate-2',
    'job/old.db-migrate',
    'Waiting for job db-migrate.v2 to be complete',
    'waiting for db-migrate',
    'the old-db-migrate job',
  ])('not in %s', (text) => {
    expect(namesJob(text, 'db-migrate')).toBe(false);
  });
});
