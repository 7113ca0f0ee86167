import { isAbsent } from '../facts/absence.ts';
import { counted } from '../facts/counts.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { nearest } from '../facts/near.ts';
import { youthMs } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import { isHeadless, isServedElsewhere, readyEndpoints, sawSlices, slicesOf } from '../facts/services.ts';
import type { Service } from '../facts/services.ts';
import { portWords } from '../facts/target-ports.ts';
import type { Cause, Found } from './cause.ts';

/**
 * Without a selector endpoints are written by hand or by a program. A headless Service without ports, and one that holds
 * the lock of a leader election, are not meant to have any.
 */
const awaitsEndpoints = (facts: Facts, service: Service): boolean =>
  service.spec?.type !== 'ExternalName' &&
  service.spec !== undefined &&
  !isHeadless(service) &&
  Object.keys(service.spec.selector ?? {}).length === 0 &&
  service.metadata?.deletionTimestamp === undefined &&
  service.metadata?.annotations?.['control-plane.alpha.kubernetes.io/leader'] === undefined &&
  !isServedElsewhere(service) &&
  Date.parse(facts.now) - Date.parse(service.metadata?.creationTimestamp ?? '') > youthMs;

/** The label by which an EndpointSlice is of a Service: https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/ */
const label = 'kubernetes.io/service-name';

/** An EndpointSlice that seems meant for a Service: `of` is the Service its label names instead, null where it has none. */
type Stray = { name: string; of: string | null };

/** One that bears the name of the Service and no label, or whose label names no Service and is near, or beside its name. */
const strayOf = (facts: Facts, service: Service): Stray | null => {
  const { namespace, name: own } = refOf('Service', service);
  const bearsName = (name: string): boolean => `${name}-`.startsWith(`${own}-`);
  const strays = facts.objects.EndpointSlice.filter(
    ({ metadata }) => metadata?.namespace === namespace,
  ).flatMap(({ metadata }): Stray[] => {
    const name = metadata?.name ?? '';
    const of = metadata?.labels?.[label] ?? null;
    if (of === null) return bearsName(name) ? [{ name, of }] : [];
    if (of === own || !isAbsent(facts, 'Service', { namespace, name: of })) return [];
    return bearsName(name) || nearest(own, [of]).length > 0 ? [{ name, of }] : [];
  });
  const [near] = nearest(
    own,
    strays.flatMap(({ of }) => of ?? []),
  );
  return strays.find(({ of }) => of === null) ?? strays.find(({ of }) => of === near) ?? strays[0] ?? null;
};

const strayWords = ({ name, of }: Stray): string =>
  of === null
    ? `EndpointSlice ${name} lacks the label ${label}`
    : `EndpointSlice ${name} is labelled for Service ${of}, which does not exist`;

const empty = (facts: Facts, service: Service): Found => {
  const object = refOf('Service', service);
  const slices = slicesOf(facts, service);
  const known = slices.flatMap(({ endpoints }) => endpoints ?? []).length;
  const stray = strayOf(facts, service);
  const why =
    known > 0
      ? `has no selector, and ${known === 1 ? 'the one endpoint that was' : `all ${known} endpoints that were`} written for it ${known === 1 ? 'is' : 'are'} marked not ready`
      : stray === null
        ? 'has no selector, and no EndpointSlice gives it endpoints'
        : `has no selector and no endpoint: ${strayWords(stray)}`;
  return {
    // Some hold a lock or a name and are never meant to have endpoints.
    severity: 'warning',
    confidence: 'likely',
    object,
    summary: `Service ${object.name} ${why}`,
    effect: `Service ${object.name} has no endpoint`,
    evidence: [
      specEvidence(object, 'selector: none'),
      statusEvidence(object, `EndpointSlices: ${slices.length}, endpoints in them: ${known}`),
      ...(stray === null
        ? []
        : [
            specEvidence(
              { kind: 'EndpointSlice', namespace: object.namespace, name: stray.name },
              `label ${label}: ${stray.of ?? 'none'}`,
            ),
          ]),
    ],
    remedies: [
      stray === null
        ? {
            title: 'Give it a selector, or an EndpointSlice with the label kubernetes.io/service-name',
            command: kubectl(object.namespace, 'get', 'endpointslices', '-l', `${label}=${object.name}`),
            action: null,
          }
        : {
            title: 'Label the EndpointSlice with the name of the Service',
            command: kubectl(
              object.namespace,
              'label',
              'endpointslice',
              stray.name,
              `${label}=${object.name}`,
              ...(stray.of === null ? [] : ['--overwrite']),
            ),
            action: null,
          },
    ],
    fingerprint: `${object.namespace ?? ''}/${object.name}`,
  };
};

const called = (name: string | undefined): string =>
  name === undefined || name === '' ? 'no name' : `the name ${name}`;

/** Endpoints that somebody wrote count for a port of the Service only under the name of that port. */
const misnamed = (facts: Facts, service: Service): Found[] => {
  const object = refOf('Service', service);
  const offered = slicesOf(facts, service).flatMap(({ ports }) => ports ?? []);
  const lost = (service.spec?.ports ?? []).filter(
    (port) => !offered.some((one) => (one.name ?? '') === (port.name ?? '')),
  );
  const [port] = lost;
  if (port === undefined || offered.length === 0) return [];
  return [
    {
      severity: 'critical',
      confidence: 'certain',
      object,
      summary: `The EndpointSlices of Service ${object.name} have no port with ${called(port.name)}, as port ${port.port ?? '?'} of the Service has, so it leads nowhere`,
      effect: `port ${port.port ?? '?'} of Service ${object.name} has no endpoint`,
      evidence: [
        specEvidence(object, `ports: ${portWords(service.spec?.ports ?? [])}`),
        statusEvidence(
          object,
          `${counted(offered.length, 'port')} in its EndpointSlices: ${portWords(offered)}`,
        ),
      ],
      remedies: [
        {
          title: `Name the port in the EndpointSlice as in the Service: ${port.name ?? 'without a name'}`,
          command: kubectl(
            object.namespace,
            'get',
            'endpointslices',
            '-l',
            `${label}=${object.name}`,
            '-o',
            'yaml',
          ),
          action: null,
        },
      ],
      fingerprint: `${object.namespace ?? ''}/${object.name} ${port.port ?? ''}`,
    },
  ];
};

export const serviceWithoutEndpoints: Cause = {
  id: 'service-without-endpoints',
  title: 'Service without a selector has no endpoints',
  rulesOut: 'Services',
  signal:
    'A Service has no selector, and no EndpointSlice that is labelled with its name holds an endpoint, or none of their ports bears the name of its port. An EndpointSlice without that label, or with the name of a Service that does not exist, is named where its name is near. Headless Services, ExternalName and locks of leader elections are left alone.',
  looksAt: ['Service', 'EndpointSlice'],
  about: ['Service', 'Ingress'],
  look: (facts) =>
    facts.objects.Service.flatMap((service) => {
      if (!awaitsEndpoints(facts, service) || !sawSlices(facts, service)) return [];
      return (readyEndpoints(facts, service) ?? 0) === 0 ? [empty(facts, service)] : misnamed(facts, service);
    }),
};
