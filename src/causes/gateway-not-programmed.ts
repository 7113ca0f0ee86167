import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import type { OutsideObject } from '../facts/objects.ts';
import type { Condition } from '../facts/outside/conditions.ts';
import { conditionsAt, conditionText } from '../facts/outside/conditions.ts';
import { listAt, textAt } from '../facts/outside/json.ts';
import { isOf, refOfOutside } from '../facts/outside/refs.ts';
import { standsOn } from '../facts/outside/stands-on.ts';
import type { Cause, Found } from './cause.ts';

type Told = { where: string; condition: Condition };

const bad = (conditions: readonly Condition[]): Condition | undefined =>
  // OverlappingTLSConfig is a warning: the listener serves (GEP-3567).
  conditions.find(({ type, status }) => ['Conflicted', 'Detached'].includes(type) && status === 'True') ??
  ['ResolvedRefs', 'Accepted', 'Programmed', 'Ready']
    .map((wanted) => conditions.find(({ type, status }) => type === wanted && status === 'False'))
    .find((one) => one !== undefined);

/** Of a Gateway its listeners say more than itself; of a route each parent it wants to hang on. */
const toldBy = ({ kind, status }: OutsideObject): Told[] => {
  const parts =
    kind === 'Gateway'
      ? listAt(status, 'listeners').map((one) => ({
          where: ` listener ${textAt(one, 'name') ?? ''}`,
          conditions: conditionsAt(one, 'conditions'),
        }))
      : listAt(status, 'parents').map((one) => ({
          where: ` on Gateway ${textAt(one, 'parentRef', 'name') ?? ''}`,
          conditions: conditionsAt(one, 'conditions'),
        }));
  return [...parts, { where: '', conditions: conditionsAt(status, 'conditions') }]
    .flatMap(({ where, conditions }) => {
      const condition = bad(conditions);
      return condition === undefined ? [] : [{ where, condition }];
    })
    .slice(0, 1);
};

const found = (facts: Facts, object: OutsideObject): Found[] =>
  toldBy(object).map(({ where, condition }): Found => {
    const ref = refOfOutside(object);
    const { reason, message, type } = condition;
    const why = message ?? reason ?? `${type} is not as it should be`;
    const waits = reason === 'Pending' || /waiting for controller/i.test(message ?? '');
    const absent = waits ? ': no controller has taken it up' : `: ${why}`;
    const what = ref.kind === 'Gateway' || ref.kind === 'GatewayClass' ? 'does not work' : 'takes no traffic';
    return {
      severity: 'critical',
      confidence: waits ? 'likely' : 'certain',
      object: ref,
      summary: `${ref.kind} ${ref.name}${where} ${what}${absent}`,
      effect: `${ref.kind} ${ref.name} ${what}`,
      evidence: [
        statusEvidence(
          ref,
          `${where === '' ? '' : `${where.trim()}: `}${conditionText(condition)}`,
          condition.at ?? null,
        ),
      ],
      remedies: [],
      follows: standsOn(facts, object),
      fingerprint: `${ref.kind} ${reason ?? ''} ${why}`,
    };
  });

export const gatewayNotProgrammed: Cause = {
  id: 'gateway-not-programmed',
  title: 'Gateway or route is not taken up',
  rulesOut: 'gateways and their routes',
  signal:
    'A Gateway, one of its listeners or a route has Accepted, Programmed or ResolvedRefs False: no such class, a certificate or backend that is missing, a reference that is not permitted, a port or host name that does not fit.',
  looksAt: ['Outside'],
  about: ['gateway.networking.k8s.io'],
  look: (facts) =>
    facts.outside
      .filter((object) => isOf(object, 'gateway.networking.k8s.io') && object.kind !== 'ReferenceGrant')
      .flatMap((object) => found(facts, object)),
};
