import { describe, expect, test } from '@jest/globals';

import { parseImage } from '../../src/facts/image-name.ts';
import { failedPulls } from '../../src/facts/images.ts';
import type { PullProblem } from '../../src/facts/pull-sentences.ts';
import { someFacts } from './some-facts.ts';

const all: PullProblem[] = [
  'malformed',
  'never',
  'host',
  'rate-limited',
  'platform',
  'disk-full',
  'tls',
  'access-denied',
  'not-found',
  'unauthorized',
  'refused',
  'no-answer',
  'other',
];

const problemOf = (message: string, image: string, reason = 'ErrImagePull'): PullProblem | undefined =>
  failedPulls(
    someFacts({
      Pod: [
        {
          metadata: { name: 'p', namespace: 'n' },
          spec: { containers: [{ name: 'app', image }] },
          status: { containerStatuses: [{ name: 'app', state: { waiting: { reason, message } } }] },
        },
      ],
    }),
    ...all,
  )[0]?.problem;

describe('what an answer to a pull comes to', () => {
  test.each<[PullProblem, string, string]>([
    [
      'not-found',
      'shop/web:v9',
      'rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/shop/web:v9": failed to resolve reference "docker.io/shop/web:v9": docker.io/shop/web:v9: not found',
    ],
    ['not-found', 'quay.io/a/b:x', 'reading manifest x in quay.io/a/b: manifest unknown'],
    [
      'not-found',
      'gcr.io/p/i:1',
      'Error response from daemon: manifest for gcr.io/p/i:1 not found: manifest unknown: Failed to fetch "1"',
    ],
    [
      'access-denied',
      'nginxx',
      'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    ],
    [
      'access-denied',
      'team/private:1',
      "Error response from daemon: pull access denied for team/private, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    ],
    [
      'unauthorized',
      'r.example.com/a:1',
      'failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://r.example.com/token: 401 Unauthorized',
    ],
    [
      'unauthorized',
      '1.dkr.ecr.eu-west-1.amazonaws.com/a:1',
      'unexpected status from HEAD request to https://1.dkr.ecr.eu-west-1.amazonaws.com/v2/a/manifests/1: 403 Forbidden',
    ],
    [
      'unauthorized',
      '1.dkr.ecr.eu-west-1.amazonaws.com/a:1',
      'Head "https://1.dkr.ecr.eu-west-1.amazonaws.com/v2/a/manifests/1": no basic auth credentials',
    ],
    [
      'host',
      'registry.exampel.com/a:1',
      'dial tcp: lookup registry.exampel.com on 10.0.0.2:53: no such host',
    ],
    [
      'host',
      'r.example.com/a:1',
      'dial tcp: lookup r.example.com on 127.0.0.53:53: read udp 127.0.0.1:1->127.0.0.53:53: read: connection refused',
    ],
    [
      'host',
      'r.example.com/a:1',
      'pinging container registry r.example.com: Get "https://r.example.com/v2/": dial tcp: lookup r.example.com: Temporary failure in name resolution',
    ],
    [
      'refused',
      '10.0.0.9:5000/a:1',
      'failed to do request: Head "https://10.0.0.9:5000/v2/a/manifests/1": dial tcp 10.0.0.9:5000: connect: connection refused',
    ],
    [
      'no-answer',
      'r.example.com/a:1',
      'failed to do request: Head "https://r.example.com/v2/a/manifests/1": dial tcp 10.1.1.1:443: i/o timeout',
    ],
    ['no-answer', 'r.example.com/a:1', 'net/http: TLS handshake timeout'],
    [
      'tls',
      'r.example.com/a:1',
      'tls: failed to verify certificate: x509: certificate signed by unknown authority',
    ],
    ['tls', 'r.example.com/a:1', 'http: server gave HTTP response to HTTPS client'],
    [
      'rate-limited',
      'redis',
      'toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating',
    ],
    ['platform', 'a/b:1', 'no match for platform in manifest: not found'],
    [
      'disk-full',
      'a/b:1',
      'failed to extract layer sha256:aa: write /var/lib/x: no space left on device: unknown',
    ],
    ['other', 'a/b:1', 'signature check failed'],
    // The words looked for stand in the name of the image, not in the answer.
    [
      'other',
      'r.example.com/not-found/unauthorized:429',
      'could not pull r.example.com/not-found/unauthorized:429: broken',
    ],
  ])('%s: %s', (problem, image, message) => {
    expect(problemOf(message, image)).toBe(problem);
  });

  test('a name that does not parse, and an image that may not be pulled', () => {
    expect(problemOf('couldn\'t parse image name "A": not found', 'A', 'InvalidImageName')).toBe('malformed');
    expect(problemOf('not present with pull policy of Never', 'a:1', 'ErrImageNeverPull')).toBe('never');
  });

  test('a kubelet that only says it backs off: the event tells', () => {
    const pod = {
      metadata: { name: 'p', namespace: 'n' },
      spec: { containers: [{ name: 'app', image: 'a/b:1' }] },
      status: {
        containerStatuses: [
          {
            name: 'app',
            state: { waiting: { reason: 'ImagePullBackOff', message: 'Back-off pulling image "a/b:1"' } },
          },
        ],
      },
    };
    const event = {
      reason: 'Failed',
      message: 'Failed to pull image "a/b:1": unauthorized: authentication required',
      involvedObject: { kind: 'Pod', namespace: 'n', name: 'p' },
      metadata: {},
    };
    expect(failedPulls(someFacts({ Pod: [pod], Event: [event] }), ...all)[0]?.problem).toBe('unauthorized');
  });
});

test.each([
  ['nginx', { host: 'docker.io', repository: 'nginx', tag: null, digest: null }],
  ['shop/web:v1', { host: 'docker.io', repository: 'shop/web', tag: 'v1', digest: null }],
  ['localhost/a', { host: 'localhost', repository: 'a', tag: null, digest: null }],
  ['10.0.0.1:5000/a/b:2', { host: '10.0.0.1:5000', repository: 'a/b', tag: '2', digest: null }],
  ['quay.io/a/b:2@sha256:00', { host: 'quay.io', repository: 'a/b', tag: '2', digest: 'sha256:00' }],
])('the parts of %s', (image, parts) => {
  expect(parseImage(image)).toEqual(parts);
});
