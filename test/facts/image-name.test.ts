import { describe, expect, test } from '@jest/globals';

import { parseImage, registryAsked } from '../../src/facts/image-name.ts';

describe('who was asked', () => {
  test.each([
    [
      'a mirror of the node',
      'nginx',
      'Head "https://mirror.corp:5000/v2/library/nginx/manifests/latest?ns=docker.io": EOF',
      'mirror.corp:5000',
    ],
    ["Docker Hub's own address", 'nginx', 'Get "https://registry-1.docker.io/v2/": EOF', 'docker.io'],
    ['a look-up', 'r.exampel.com/a:1', 'lookup r.exampel.com on 10.0.0.2:53: no such host', 'r.exampel.com'],
    [
      'the server that hands out tokens is not the registry',
      'r.example.com/a:1',
      'GET request to https://git.example.com/jwt/auth: 403 Forbidden',
      'r.example.com',
    ],
  ])('%s', (_, image, sentence, host) => {
    expect(registryAsked(image, sentence)).toBe(host);
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
