import { isFromFiles } from '../gaps.ts';
import type { Wanting } from './want.ts';

const kind = {
  group: 'resource.k8s.io',
  version: 'v1',
  kind: 'DeviceClass',
  plural: 'deviceclasses',
  namespaced: false,
};

/** About a ResourceClaim in files: the classes that they hold. Of a cluster the scheduler says that a class is missing. */
export const deviceClasses: Wanting = {
  id: 'device-classes',
  rights: [],
  wants: ({ facts, subject }) =>
    subject.kind === 'ResourceClaim' && isFromFiles(facts)
      ? [{ read: 'outside', kind, namespace: null, name: null, spare: true }]
      : [],
};
