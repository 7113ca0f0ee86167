import type { ObjectRef } from '../answer.ts';
import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { hasClock } from '../facts/gaps.ts';
import { givenUpMs } from '../facts/ingresses.ts';
import { isManifest } from '../facts/manifest.ts';
import type { OutsideObject } from '../facts/objects.ts';
import type { Condition } from '../facts/outside/conditions.ts';
import { conditionsAt, conditionText } from '../facts/outside/conditions.ts';
import { listAt } from '../facts/outside/json.ts';
import { parentsOf } from '../facts/outside/references.ts';
import { isOf, outsideByRef, refOfOutside } from '../facts/outside/refs.ts';
import { whyNotTaken } from '../facts/outside/route-admission.ts';
import { standsOn } from '../facts/outside/stands-on.ts';
import { unheld } from '../facts/unheld.ts';
import type { Cause, Found } from './cause.ts';

type Silence = { summary: string; text: string; told: Condition | null };

/** The custom resource itself comes with this condition, before any controller has seen it. */
const isUntouched = ({ reason, message }: Condition): boolean =>
  reason === 'Pending' || /waiting for controller/i.test(message ?? '');

/** What comes with the custom resource bears no time: that of its default is the beginning of time itself. */
const timeOf = (told: Condition): string | null => (isUntouched(told) ? null : (told.at ?? null));

const noController = ({ kind, name }: ObjectRef, text: string): Omit<Silence, 'told'> => ({
  summary: `No controller has taken up ${kind} ${name}: ${text}`,
  text,
});

/** A class without any condition says nothing: its Gateways tell whether a controller is there. */
const ofGateway = (object: OutsideObject): Silence | null => {
  const ref = refOfOutside(object);
  const conditions = conditionsAt(object.status, 'conditions');
  const told = conditions.find(({ type }) => type === 'Accepted') ?? null;
  if (told === null)
    return conditions.length === 0 && object.kind === 'Gateway'
      ? { ...noController(ref, 'its status holds no condition'), told }
      : null;
  if (told.status !== 'Unknown') return null;
  if (isUntouched(told)) return { ...noController(ref, 'Accepted is still Unknown'), told };
  const text = told.message ?? told.reason ?? 'no reason is given';
  return {
    summary: `${ref.kind} ${ref.name} is not accepted yet (Accepted is Unknown): ${text}`,
    text,
    told,
  };
};

const ofRoute = (facts: Facts, object: OutsideObject): Silence | null => {
  if (listAt(object.status, 'parents').length > 0 || parentsOf(object).length === 0) return null;
  const ref = refOfOutside(object);
  const lacking = unheld(facts).find(
    ({ from, to }) => from.kind === ref.kind && from.name === ref.name && to.kind === 'Gateway',
  );
  const refusal = parentsOf(object)
    .map((parent) => whyNotTaken(facts, object, outsideByRef(facts, parent)))
    .find((one) => one !== null);
  const place = (namespace: string | null): string =>
    namespace === ref.namespace ? '' : `${namespace ?? ''}/`;
  const text =
    refusal ??
    (lacking === undefined
      ? 'its status names no parent'
      : `its status names no parent, and Gateway ${place(lacking.to.namespace)}${lacking.to.name} is not in the files`);
  return { ...noController(ref, text), told: null };
};

const isOld = (facts: Facts, { metadata }: OutsideObject): boolean =>
  !hasClock(facts) || Date.parse(facts.now) - Date.parse(metadata?.creationTimestamp ?? '') > givenUpMs;

const found = (facts: Facts, object: OutsideObject): Found[] => {
  const isRoute = object.kind.endsWith('Route');
  const silence = isRoute ? ofRoute(facts, object) : ofGateway(object);
  if (silence === null) return [];
  const ref = refOfOutside(object);
  return [
    {
      // Without a clock it may have been made a moment ago.
      severity: hasClock(facts) ? 'critical' : 'warning',
      confidence: hasClock(facts) ? 'likely' : 'possible',
      object: ref,
      summary: silence.summary,
      effect: `${ref.kind} ${ref.name} ${isRoute ? 'takes no traffic' : 'does not work'}`,
      evidence: [
        silence.told === null
          ? statusEvidence(ref, isRoute ? 'status.parents is empty' : 'status.conditions is empty')
          : statusEvidence(ref, conditionText(silence.told), timeOf(silence.told)),
      ],
      remedies: [
        {
          title: isRoute
            ? 'See that its Gateway exists, admits routes of this namespace, and is served by a controller'
            : 'See that its class exists, and that the controller of the class runs',
          command: null,
          action: null,
        },
      ],
      follows: standsOn(facts, object),
      fingerprint: `${ref.kind} ${silence.text}`,
    },
  ];
};

export const gatewayUnattended: Cause = {
  id: 'gateway-unattended',
  title: 'No controller has taken up a Gateway or route',
  rulesOut: 'gateways and their routes',
  signal:
    'Five minutes after it was created a Gateway has no condition, or it or a GatewayClass Accepted Unknown, or a route has no parent in its status. What its Gateway admits, and whether it is there, is told where it was read.',
  looksAt: ['Outside'],
  about: ['gateway.networking.k8s.io'],
  look: (facts) =>
    facts.outside
      .filter(
        (object) =>
          isOf(object, 'gateway.networking.k8s.io') && /^Gateway(?:Class)?$|Route$/.test(object.kind),
      )
      .filter((object) => object.metadata?.deletionTimestamp === undefined)
      .filter((object) => !isManifest(object) && isOld(facts, object))
      .flatMap((object) => found(facts, object)),
};
