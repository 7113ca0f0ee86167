import type { OutsideObject } from '../objects.ts';
import { projects } from '../outside/projects.ts';
import { certificatesOf, parentsOf } from '../outside/references.ts';
import { isOf, outsideByRef, refOfOutside } from '../outside/refs.ts';
import { sameRef } from '../refs.ts';
import type { Want, Wanting } from './want.ts';

const gatewaysAtMost = 3;
const secretsAtMost = 8;

const gatewayKind = projects.find(({ kind }) => kind === 'Gateway');

const certificates = (gateway: OutsideObject): Want[] => {
  const secrets = certificatesOf(gateway).map(({ secret }) => secret);
  const { namespace } = refOfOutside(gateway);
  return [
    ...secrets.slice(0, secretsAtMost).map((secret): Want => ({
      read: 'get',
      kind: 'Secret',
      namespace: secret.namespace,
      name: secret.name,
    })),
    ...(secrets.length === 0
      ? []
      : [{ read: 'list', kind: 'Secret', query: { namespace, metadataOnly: true }, spare: true } as const]),
  ];
};

/** About a Gateway: its certificates. About a route: its Gateways in other namespaces, and what its own namespace is called. */
export const gateways: Wanting = {
  id: 'gateways',
  rights: [
    { kind: 'Secret', verb: 'get' },
    { kind: 'Secret', verb: 'list' },
    { kind: 'Namespace', verb: 'get' },
  ],
  wants: ({ facts, subject }) => {
    const asked = facts.outside.find((object) => sameRef(refOfOutside(object), subject));
    if (asked === undefined || !isOf(asked, 'gateway.networking.k8s.io')) return [];
    if (asked.kind === 'Gateway') return certificates(asked);
    const parents = parentsOf(asked);
    const missing = parents.filter((parent) => outsideByRef(facts, parent) === undefined);
    return [
      ...missing
        .slice(0, gatewaysAtMost)
        .flatMap(({ namespace, name }): Want[] =>
          gatewayKind === undefined
            ? []
            : [{ read: 'outside', kind: gatewayKind, namespace, name, spare: true }],
        ),
      ...(parents.length === 0 || subject.namespace === null
        ? []
        : [
            {
              read: 'get',
              kind: 'Namespace',
              namespace: null,
              name: subject.namespace,
              spare: true,
            } as const,
          ]),
    ];
  },
};
