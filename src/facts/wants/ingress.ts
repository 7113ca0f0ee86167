import { controllerQuery } from '../ingress-controllers.ts';
import { tlsNames } from '../ingress-secrets.ts';
import { backendsOf, hasAddress } from '../ingresses.ts';
import type { Want, Wanting } from './want.ts';

const secretsAtMost = 8;
const controllersAtMost = 100;

/** The pods of all known controllers. */
export const controllersWant: Want = {
  read: 'list',
  kind: 'Pod',
  query: { namespace: null, labels: controllerQuery, limit: controllersAtMost },
};

/** About an Ingress: its class, its certificates, and, where it has no address, the pods of the controllers that give one. */
export const ingress: Wanting = {
  id: 'ingress',
  rights: [
    { kind: 'IngressClass', verb: 'list' },
    { kind: 'Secret', verb: 'get' },
    { kind: 'Secret', verb: 'list' },
    { kind: 'Pod', verb: 'list' },
    { kind: 'Ingress', verb: 'list' },
  ],
  wants: ({ facts, subject }) => {
    if (subject.kind === 'IngressClass')
      return [controllersWant, { read: 'list', kind: 'Ingress', query: { namespace: null } }];
    const asked = facts.objects.Ingress.find(
      ({ metadata }) => metadata?.name === subject.name && metadata.namespace === subject.namespace,
    );
    if (subject.kind !== 'Ingress' || asked === undefined) return [];
    const { namespace } = subject;
    const secrets = tlsNames(asked);
    return [
      { read: 'list', kind: 'IngressClass', query: { namespace: null } },
      ...secrets
        .slice(0, secretsAtMost)
        .map((name): Want => ({ read: 'get', kind: 'Secret', namespace, name })),
      ...(secrets.length > 0
        ? ([
            { read: 'list', kind: 'Secret', query: { namespace, metadataOnly: true } },
            // One that is missing may be another's to make.
            { read: 'served', lists: { of: 'secret-makers', namespace: namespace ?? '' }, spare: true },
          ] as const)
        : []),
      ...(hasAddress(asked) || backendsOf(asked).length === 0 ? [] : [controllersWant]),
    ];
  },
};
