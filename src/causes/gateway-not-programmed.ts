import type { ObjectRef, Remedy } from '../answer.ts';
import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import type { OutsideObject } from '../facts/objects.ts';
import type { Condition } from '../facts/outside/conditions.ts';
import { conditionsAt, conditionText, sayingOf } from '../facts/outside/conditions.ts';
import type { Fields } from '../facts/outside/json.ts';
import { at, listAt, textAt } from '../facts/outside/json.ts';
import { isOf, refOfOutside } from '../facts/outside/refs.ts';
import { missingBackends, missingListener, serviceLike } from '../facts/outside/routes.ts';
import { standsOn } from '../facts/outside/stands-on.ts';
import type { Cause, Found } from './cause.ts';

type Told = { where: string; condition: Condition; parent?: Fields };
type Words = { summary: string; remedies: Remedy[] };

const bad = (conditions: readonly Condition[]): Condition | undefined =>
  // OverlappingTLSConfig is a warning: the listener serves (GEP-3567).
  conditions.find(({ type, status }) => ['Conflicted', 'Detached'].includes(type) && status === 'True') ??
  ['ResolvedRefs', 'Accepted', 'Programmed', 'Ready']
    .map((wanted) => conditions.find(({ type, status }) => type === wanted && status === 'False'))
    .find((one) => one !== undefined);

/** Of a Gateway its listeners say more than itself; of a route each parent it wants to hang on. */
const toldBy = ({ kind, status }: OutsideObject): Told | undefined => {
  const parts =
    kind === 'Gateway'
      ? listAt(status, 'listeners').map((one) => ({
          where: ` listener ${textAt(one, 'name') ?? ''}`,
          conditions: conditionsAt(one, 'conditions'),
        }))
      : listAt(status, 'parents').map((one) => ({
          where: ` on Gateway ${textAt(one, 'parentRef', 'name') ?? ''}`,
          conditions: conditionsAt(one, 'conditions'),
          parent: one,
        }));
  return [...parts, { where: '', conditions: conditionsAt(status, 'conditions') }]
    .flatMap(({ conditions, ...rest }) => {
      const condition = bad(conditions);
      return condition === undefined ? [] : [{ ...rest, condition }];
    })
    .at(0);
};

/** What a route is refused for whatever its Gateway does. https://gateway-api.sigs.k8s.io/reference/spec/#routeconditionreason */
const ownReasons = new Set([
  'NoMatchingParent',
  'NoMatchingListenerHostname',
  'NotAllowedByListeners',
  'UnsupportedValue',
  'IncompatibleFilters',
]);

/** A route's own fault does not come from its Gateway, which may have one as well. */
const followsOf = (facts: Facts, object: OutsideObject, { parent, condition }: Told): ObjectRef[] => {
  const own =
    parent !== undefined && (condition.type === 'ResolvedRefs' || ownReasons.has(condition.reason ?? ''));
  return standsOn(facts, object).filter(({ kind }) => !own || kind !== 'Gateway');
};

const edit = ({ kind, namespace, name }: ObjectRef, title: string): Remedy => ({
  title,
  command: kubectl(namespace, 'edit', kind.toLowerCase(), name),
  action: null,
});

const ofListener = (facts: Facts, route: OutsideObject, { parent, condition }: Told): Words | null => {
  if (condition.reason !== 'NoMatchingParent') return null;
  const miss = missingListener(facts, route, at(parent, 'parentRef'));
  if (miss === null) return null;
  const ref = refOfOutside(route);
  const { gateway, wanted, has } = miss;
  const only =
    has.length === 0
      ? 'no listener at all'
      : `only ${has.length === 1 ? 'listener' : 'listeners'} ${has.join(', ')}`;
  return {
    summary: `${ref.kind} ${ref.name} names listener ${wanted} of Gateway ${gateway}, which has ${only}, so it takes no traffic`,
    remedies: [
      edit(ref, `Name a listener in parentRefs that Gateway ${gateway} has, or add listener ${wanted} to it`),
    ],
  };
};

const ofBackend = (facts: Facts, route: OutsideObject, { condition }: Told): Words | null => {
  const [missing] = condition.reason === 'BackendNotFound' ? missingBackends(facts, route) : [];
  if (missing === undefined) return null;
  const ref = refOfOutside(route);
  const near = serviceLike(facts, missing);
  const name = missing.namespace === ref.namespace ? missing.name : `${missing.namespace}/${missing.name}`;
  return {
    summary: `${ref.kind} ${ref.name} sends to Service ${name}, which does not exist${near === undefined ? '' : `; there is a Service ${near}`}`,
    remedies: [
      edit(
        ref,
        `${near === undefined ? 'Correct the backend' : `Name Service ${near}`}, or create Service ${name}`,
      ),
    ],
  };
};

const plainWords = (ref: ObjectRef, { where, condition }: Told, what: string, waits: boolean): Words => ({
  summary: `${ref.kind} ${ref.name}${where} ${what}: ${waits ? 'no controller has taken it up' : sayingOf(condition)}`,
  remedies: [],
});

const found = (facts: Facts, object: OutsideObject): Found[] => {
  const told = toldBy(object);
  if (told === undefined) return [];
  const { where, condition } = told;
  const ref = refOfOutside(object);
  const waits = condition.reason === 'Pending' || /waiting for controller/i.test(condition.message ?? '');
  const what = ref.kind === 'Gateway' || ref.kind === 'GatewayClass' ? 'does not work' : 'takes no traffic';
  return [
    {
      severity: 'critical',
      confidence: waits ? 'likely' : 'certain',
      object: ref,
      ...(ofListener(facts, object, told) ??
        ofBackend(facts, object, told) ??
        plainWords(ref, told, what, waits)),
      effect: `${ref.kind} ${ref.name} ${what}`,
      evidence: [
        statusEvidence(
          ref,
          `${where === '' ? '' : `${where.trim()}: `}${conditionText(condition)}`,
          condition.at ?? null,
        ),
      ],
      follows: followsOf(facts, object, told),
      fingerprint: `${ref.kind} ${condition.reason ?? ''} ${sayingOf(condition)}`,
    },
  ];
};

export const gatewayNotProgrammed: Cause = {
  id: 'gateway-not-programmed',
  title: 'Gateway or route is not taken up',
  rulesOut: 'gateways and their routes',
  signal:
    'A Gateway, one of its listeners or a route has Accepted, Programmed or ResolvedRefs False: no such class, a certificate or backend that is missing, a reference that is not permitted, a port or host name that does not fit.',
  looksAt: ['Outside', 'Service'],
  about: ['gateway.networking.k8s.io'],
  look: (facts) =>
    facts.outside
      .filter((object) => isOf(object, 'gateway.networking.k8s.io') && object.kind !== 'ReferenceGrant')
      .flatMap((object) => found(facts, object)),
};
