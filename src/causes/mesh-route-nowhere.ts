import { specEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { couldSee } from '../facts/gaps.ts';
import { nearest } from '../facts/near.ts';
import type { OutsideObject } from '../facts/objects.ts';
import { listAt, textAt } from '../facts/outside/json.ts';
import { isOf, refOfOutside } from '../facts/outside/refs.ts';
import type { Cause, Found } from './cause.ts';

type Goal = { host: string; subset: string | undefined };

const goals = (object: OutsideObject): Goal[] =>
  ['http', 'tcp', 'tls'].flatMap((protocol) =>
    listAt(object.spec, protocol).flatMap((rule) =>
      listAt(rule, 'route').flatMap((route) => {
        const host = textAt(route, 'destination', 'host');
        return host === undefined ? [] : [{ host, subset: textAt(route, 'destination', 'subset') }];
      }),
    ),
  );

/** A short host is one of the own namespace; others stand for themselves outside of it and may be anything. */
const localName = (host: string, namespace: string): string | null => {
  const [name = '', place, ...rest] = host.split('.');
  if (place === undefined) return name;
  return place === namespace && (rest.length === 0 || rest[0] === 'svc') ? name : null;
};

const subsetsOf = (facts: Facts, namespace: string, host: string): string[] | null => {
  const rules = facts.outside.filter(
    (object) =>
      isOf(object, 'networking.istio.io', 'DestinationRule') &&
      (object.metadata?.namespace ?? '') === namespace &&
      localName(textAt(object.spec, 'host') ?? '', namespace) === localName(host, namespace),
  );
  return rules.length === 0
    ? null
    : rules.flatMap((rule) => listAt(rule.spec, 'subsets').flatMap((subset) => textAt(subset, 'name') ?? []));
};

const wrongWith = (facts: Facts, object: OutsideObject, { host, subset }: Goal): string | null => {
  const namespace = object.metadata?.namespace ?? '';
  const name = localName(host, namespace);
  if (name === null) return null;
  const services = facts.objects.Service.filter(({ metadata }) => metadata?.namespace === namespace);
  if (!services.some(({ metadata }) => metadata?.name === name)) {
    const entry = facts.outside.some(
      (one) =>
        isOf(one, 'networking.istio.io', 'ServiceEntry') &&
        JSON.stringify(one.spec ?? '').includes(`"${host}"`),
    );
    if (entry) return null;
    const near = nearest(
      name,
      services.map(({ metadata }) => metadata?.name ?? ''),
      1,
    );
    return `Service ${name}, which does not exist${near.length === 0 ? '' : ` (near: ${near[0]})`}`;
  }
  const subsets = subset === undefined ? null : subsetsOf(facts, namespace, host);
  if (subset === undefined || subsets === null || subsets.includes(subset)) return null;
  return `subset ${subset} of ${name}, which no DestinationRule declares (declared: ${subsets.join(', ') || 'none'})`;
};

export const meshRouteNowhere: Cause = {
  id: 'mesh-route-nowhere',
  title: 'Route of the service mesh leads nowhere',
  rulesOut: 'routes of the service mesh',
  signal:
    'A VirtualService of Istio routes to a host of its namespace that is neither a Service nor a ServiceEntry, or to a subset that its DestinationRule does not declare.',
  looksAt: ['Outside', 'Service'],
  about: ['networking.istio.io'],
  look: (facts) =>
    facts.outside
      .filter((object) => isOf(object, 'networking.istio.io', 'VirtualService') && couldSee(facts, 'Service'))
      .flatMap((object): Found[] => {
        const ref = refOfOutside(object);
        const wrong = goals(object).flatMap((goal) => wrongWith(facts, object, goal) ?? []);
        const [first] = wrong;
        if (first === undefined) return [];
        return [
          {
            severity: 'critical',
            confidence: 'likely',
            object: ref,
            summary: `VirtualService ${ref.name} routes to ${first}`,
            effect: `VirtualService ${ref.name} leads nowhere`,
            evidence: wrong.slice(0, 3).map((text) => specEvidence(ref, `destination: ${text}`)),
            remedies: [],
            fingerprint: `${ref.namespace ?? ''}/${ref.name}`,
          },
        ];
      }),
};
