import { expect, test } from '@jest/globals';

import { valueFree } from '../../src/cluster/value-free.ts';
import { certificateOf, isFor } from '../../src/facts/certificates.ts';

/** For shop.example.com and *.shop.example.com, of a CA that exists nowhere; made for this test. */
const pem = `-----BEGIN CERTIFICATE-----
MIIBmTCCAT6gAwIBAgIBATAKBggqhkjOPQQDAjAnMRAwDgYDVQQKDAdFeGFtcGxl
MRMwEQYDVQQDDApFeGFtcGxlIENBMB4XDTI2MTAwMTAwMDAwMFoXDTI3MTAwMTAw
MDAwMFowDzENMAsGA1UEAwwEZ29vZDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IA
BIot6pQ3N62QNbZ3v7W8AxYG+q+ViQvYk7pKhB0hX3TglsbmEEIxqQ6hfLOyP32H
98TeZTvDyByysqkmtt+XSHGjczBxMC8GA1UdEQQoMCaCEHNob3AuZXhhbXBsZS5j
b22CEiouc2hvcC5leGFtcGxlLmNvbTAdBgNVHQ4EFgQUhYCYUUAEHQH5yYgm1947
pe4XEZ8wHwYDVR0jBBgwFoAU5tuj2PnaLXwSzfRwfTS10/2Ip+kwCgYIKoZIzj0E
AwIDSQAwRgIhALNXyc1i41DGczfqJM1j/SCK4OffD1Ajj4qmGXKMoIABAiEAq/9A
arqODhgCaPQqW5pzldpjS4xaDY5X19ArWCj0mK0=
-----END CERTIFICATE-----`;

const secret = (value: string) => ({
  kind: 'Secret',
  metadata: { name: 'shop-tls', namespace: 'shop' },
  type: 'kubernetes.io/tls',
  data: { 'tls.crt': Buffer.from(value).toString('base64'), 'tls.key': 'c2VjcmV0' },
});

test('of a TLS Secret the dates and names are left, and no value', () => {
  const free = valueFree('Secret', secret(pem));
  expect(free.data).toEqual({ 'tls.crt': '', 'tls.key': '' });
  expect(certificateOf(free)).toEqual({
    notBefore: '2026-10-01T00:00:00Z',
    notAfter: '2027-10-01T00:00:00Z',
    names: ['shop.example.com', '*.shop.example.com'],
    issuer: 'O=Example, CN=Example CA',
    selfSigned: false,
  });
  expect(valueFree('Secret', free)).toEqual(free);
});

test('what is no certificate is said to be none', () => {
  expect(certificateOf(valueFree('Secret', secret('hello')))).toBe('none');
});

test('a Secret without values says nothing', () => {
  expect(certificateOf({ metadata: { name: 'shop-tls' } })).toBeNull();
});

test.each([
  ['shop.example.com', true],
  ['SHOP.example.com', true],
  ['api.shop.example.com', true],
  ['a.b.shop.example.com', false],
  ['example.com', false],
])('%s is covered: %s', (host, covered) => {
  const note = certificateOf(valueFree('Secret', secret(pem)));
  expect(note !== null && note !== 'none' && isFor(note, host)).toBe(covered);
});
