import type { ObjectRef } from '../../answer.ts';
import type { Facts } from '../facts.ts';
import type { OutsideObject } from '../objects.ts';
import type { Condition } from './conditions.ts';
import { conditionsAt } from './conditions.ts';
import { listAt, textAt } from './json.ts';
import { isOf, refOfOutside } from './refs.ts';
import { routeBackends } from './route-backends.ts';

type Named = { from: ObjectRef; how: string; to: ObjectRef };

const says = (conditions: readonly Condition[], type: string): boolean =>
  conditions.some((one) => one.type === type && one.status === 'True');

/** A Gateway whose data plane is set up, and a route that a parent took with all it names, have what they name. */
const isVouchedFor = ({ kind, status }: OutsideObject): boolean => {
  if (kind === 'Gateway') return says(conditionsAt(status, 'conditions'), 'Programmed');
  return listAt(status, 'parents').some((parent) => {
    const conditions = conditionsAt(parent, 'conditions');
    return says(conditions, 'Accepted') && says(conditions, 'ResolvedRefs');
  });
};

const refIn = (object: OutsideObject, one: unknown, usual: string): ObjectRef => ({
  kind: textAt(one, 'kind') ?? usual,
  namespace: textAt(one, 'namespace') ?? object.metadata?.namespace ?? null,
  name: textAt(one, 'name') ?? '',
});

/** The Gateways that a route wants to hang on. */
export const parentsOf = (route: OutsideObject): ObjectRef[] =>
  listAt(route.spec, 'parentRefs')
    .map((one) => refIn(route, one, 'Gateway'))
    .filter(({ kind, name }) => kind === 'Gateway' && name !== '');

/** The Secrets with the certificates of a Gateway, each with the name of its listener. */
export const certificatesOf = (gateway: OutsideObject): { listener: string; secret: ObjectRef }[] =>
  listAt(gateway.spec, 'listeners').flatMap((listener) =>
    listAt(listener, 'tls', 'certificateRefs')
      .map((one) => refIn(gateway, one, 'Secret'))
      .filter(({ kind, name }) => kind === 'Secret' && name !== '')
      .map((secret) => ({ listener: textAt(listener, 'name') ?? '', secret })),
  );

const ofGateway = (object: OutsideObject): Named[] => {
  const from = refOfOutside(object);
  const name = textAt(object.spec, 'gatewayClassName');
  return [
    ...(name === undefined
      ? []
      : [{ from, how: 'is of', to: { kind: 'GatewayClass', namespace: null, name } }]),
    ...parentsOf(object).map((to) => ({ from, how: 'hangs on', to })),
    ...certificatesOf(object).map(({ listener, secret: to }) => ({
      from,
      how: `takes the certificate of listener ${listener} from`,
      to,
    })),
  ];
};

/** What the objects of the Gateway API and the Routes of OpenShift name, where their status does not vouch for it. */
export const referencesOutside = (facts: Facts): Named[] => {
  const open = facts.outside.filter((object) => !isVouchedFor(object));
  const refs = new Set(
    open.map(refOfOutside).map(({ kind, namespace, name }) => `${kind}/${namespace}/${name}`),
  );
  return [
    ...open.filter((object) => isOf(object, 'gateway.networking.k8s.io')).flatMap(ofGateway),
    ...routeBackends(facts)
      .filter(({ route }) => refs.has(`${route.kind}/${route.namespace}/${route.name}`))
      .map(({ route: from, service: to }) => ({ from, how: 'sends to', to })),
  ];
};
