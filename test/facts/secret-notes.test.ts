import { expect, test } from '@jest/globals';

import { covers } from '../../src/facts/secret-notes.ts';

test.each([
  ['https://index.docker.io/v1/', 'docker.io', 'library/nginx', true],
  ['docker.io', 'docker.io', 'team/app', true],
  ['quay.io', 'docker.io', 'team/app', false],
  ['r.example.com', 'r.example.com', 'a/b', true],
  ['r.example.com', 'r.example.com:5000', 'a/b', false],
  ['r.example.com:5000', 'r.example.com:5000', 'a/b', true],
  ['r.example.com/team', 'r.example.com', 'team/app', true],
  ['r.example.com/team', 'r.example.com', 'other/app', false],
  ['https://r.example.com/v2/', 'r.example.com', 'a/b', true],
  ['*.dkr.ecr.eu-west-1.amazonaws.com', '1.dkr.ecr.eu-west-1.amazonaws.com', 'a', true],
  ['*.example.com', 'a.b.example.com', 'a', false],
  ['example.com', 'r.example.com', 'a', false],
])('credentials for %s, image on %s as %s: %s', (key, host, repository, fits) => {
  expect(covers(key, host, repository)).toBe(fits);
});
