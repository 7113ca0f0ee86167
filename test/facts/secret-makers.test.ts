import { expect, test } from '@jest/globals';

import { secretMadeBy } from '../../src/facts/outside/secret-makers.ts';

const made = (kind: string, spec: object, namespace: string | null = 'shop'): string | null =>
  secretMadeBy({
    apiVersion: 'any.example.org/v1',
    kind,
    metadata: { name: 'db', ...(namespace === null ? {} : { namespace }) },
    spec,
  });

test.each([
  ['ExternalSecret', { target: { name: 'db-creds' } }, 'db-creds'],
  ['ExternalSecret', {}, 'db'],
  ['Certificate', { secretName: 'web-tls', issuerRef: { name: 'ca' } }, 'web-tls'],
  ['VaultStaticSecret', { destination: { name: 'db-creds', create: true } }, 'db-creds'],
  ['AzureKeyVaultSecret', { output: { secret: { name: 'db-creds' } } }, 'db-creds'],
  ['DatabaseUser', { output: { secretName: 'db-creds' } }, 'db-creds'],
  ['Instance', { writeConnectionSecretToRef: { name: 'db-creds', namespace: 'shop' } }, 'db-creds'],
  ['Instance', { writeConnectionSecretToRef: { name: 'db-creds', namespace: 'other' } }, null],
  ['InfisicalSecret', { managedSecretReference: { secretName: 'db-creds' } }, 'db-creds'],
  // What reads a Secret, or only names something.
  ['PushSecret', { selector: { secret: { name: 'db-creds' } } }, null],
  ['SecretStore', { provider: { vault: { auth: { tokenSecretRef: { name: 'db-creds' } } } } }, null],
  ['Autoscaler', { target: { name: 'web' } }, null],
  ['Cluster', { superuserSecret: { name: 'db-creds' } }, null],
  ['Certificate', {}, null],
])('%s with %j makes %s', (kind, spec, secret) => {
  expect(made(kind, spec)).toBe(secret);
});

test('what stands outside of namespaces makes none in them', () => {
  expect(made('ClusterExternalSecret', { target: { name: 'db-creds' } }, null)).toBeNull();
});
