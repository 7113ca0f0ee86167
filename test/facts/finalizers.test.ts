import { expect, test } from '@jest/globals';

import type { Facts } from '../../src/facts/facts.ts';
import { keeperOf, workloadsNamed } from '../../src/facts/finalizers.ts';
import { someFacts } from './some-facts.ts';

const running = (...names: string[]): Facts =>
  someFacts({
    Deployment: names.map((name) => ({
      metadata: { name, namespace: 'shop' },
      status: { readyReplicas: 1 },
    })),
  });

/** The Deployments that are taken for the one that is to remove a finalizer. */
const takenFor = (finalizer: string, ...names: string[]): string[] => {
  const keeper = keeperOf(finalizer);
  if (keeper.type === 'built-in') return [];
  return workloadsNamed(running(...names), keeper.words, keeper.title !== null).map(({ ref }) => ref.name);
};

test.each<[string, string[], string[]]>([
  ['tenants.legacy.acme.dev/cleanup', ['legacy-admin'], []],
  ['tenants.legacy.acme.dev/cleanup', ['legacy-admin', 'tenants-legacy'], ['tenants-legacy']],
  ['tenants.legacy.acme.dev/cleanup', ['legacy-operator'], ['legacy-operator']],
  ['acme.cert-manager.io/finalizer', ['cert-manager'], ['cert-manager']],
  ['kubernetes.io/pvc-protection', ['kubernetes-dashboard'], []],
])('%s of %j is left to %j', (finalizer, names, taken) => {
  expect(takenFor(finalizer, ...names)).toEqual(taken);
});
