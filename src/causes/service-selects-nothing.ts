import { wasListed } from '../facts/absence.ts';
import { counted } from '../facts/counts.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { couldSee, isFromFiles, sawSome } from '../facts/gaps.ts';
import { kubectl } from '../facts/kubectl.ts';
import { givenLabel, nearestMiss } from '../facts/label-misses.ts';
import type { LabelMiss } from '../facts/label-misses.ts';
import { refOf } from '../facts/refs.ts';
import { matchesMap } from '../facts/selectors.ts';
import {
  backersOf,
  isServedElsewhere,
  podsAround,
  podsBehind,
  selectingServices,
  slicesOf,
} from '../facts/services.ts';
import type { Service } from '../facts/services.ts';
import type { Cause, Found } from './cause.ts';

/** The selector fits: its workload wants no pods, has none yet, or its pods have finished. */
const fits = (facts: Facts, service: Service): boolean =>
  podsBehind(facts, service).length > 0 ||
  backersOf(facts, service).length > 0 ||
  podsAround(facts, service).some(({ metadata }) => matchesMap(service.spec?.selector, metadata?.labels));

/** Of a Service that another one led to, only itself and its pods are read: a workload without pods may be there. */
const neverAsked = (facts: Facts, kind: 'Deployment' | 'StatefulSet', { metadata }: Service): boolean =>
  !wasListed(facts, kind, metadata?.namespace ?? null) && couldSee(facts, kind);

/** A database cluster of one has no replica, and the Service for replicas is there all the same. */
const standby = /repl|slave|second|stand|follow|read|ro$/i;

const withoutRole = (facts: Facts, service: Service): Found[] | null => {
  const given = givenLabel(facts, service);
  if (given === null) return null;
  if (standby.test(given.value)) return [];
  const object = refOf('Service', service);
  const { key, value, pods } = given;
  return [
    {
      severity: 'critical',
      confidence: 'likely',
      object,
      summary: `No pod behind Service ${object.name} has the label ${key}=${value}, which something sets on running pods; ${counted(pods, 'pod')} with the other labels ${pods === 1 ? 'waits' : 'wait'} for it`,
      brief: `No pod has the label ${key}=${value}`,
      effect: `Service ${object.name} has no endpoint`,
      evidence: [
        specEvidence(object, `selector: ${words(service).join(', ')}`),
        statusEvidence(object, `${counted(pods, 'pod')} have the other labels, and no template has ${key}`),
      ],
      remedies: [
        {
          title: `See why none of them became ${value}: what sets the label, an operator or the pods themselves, says so in its log`,
          command: kubectl(object.namespace, 'get', 'pods', '-L', key),
          action: null,
        },
      ],
      fingerprint: `${object.namespace ?? ''}/${object.name}`,
    },
  ];
};

/** What the endpoints of a Service say, where not all pods were read: none, some, or (null) nothing. */
const isEmpty = (facts: Facts, service: Service): boolean | null => {
  const slices = slicesOf(facts, service);
  return slices.length === 0 ? null : slices.every(({ endpoints }) => (endpoints ?? []).length === 0);
};

/**
 * How sure it is that no pod fits where not all were read: an empty EndpointSlice or a label that comes near makes it
 * likely, other pods in the files possible, which is only mentioned. Null where endpoints say that some do, or where no pod was read.
 */
const surenessOf = (
  facts: Facts,
  service: Service,
  near: LabelMiss | undefined,
): Found['confidence'] | null => {
  if (couldSee(facts, 'Pod')) return 'certain';
  const empty = isEmpty(facts, service);
  if (empty === false || podsAround(facts, service).length === 0) return null;
  if (empty === true || near !== undefined) return 'likely';
  return isFromFiles(facts) ? 'possible' : null;
};

const words = (service: Service): string[] =>
  Object.entries(service.spec?.selector ?? {}).map(([key, value]) => `${key}=${value ?? ''}`);

export const serviceSelectsNothing: Cause = {
  id: 'service-selects-nothing',
  title: 'Service selector matches no pod',
  rulesOut: 'Services',
  signal:
    'The selector of a Service matches neither a pod nor the template of a workload; the nearest label set differs in one label. A role that an operator sets on running pods, and none of them has, is told apart.',
  looksAt: ['Service', 'Pod', 'Deployment', 'StatefulSet', 'DaemonSet'],
  about: ['Service', 'Ingress'],
  look: (facts) =>
    selectingServices(facts).flatMap((service): Found[] => {
      if (fits(facts, service) || isServedElsewhere(service) || !sawSome(facts, 'Pod')) return [];
      const roleless = withoutRole(facts, service);
      if (roleless !== null) return roleless;
      const object = refOf('Service', service);
      const selector = words(service);
      const near = nearestMiss(facts, service);
      const wanted = near === undefined ? '' : `${near.key}=${near.value}`;
      if (neverAsked(facts, 'Deployment', service) || neverAsked(facts, 'StatefulSet', service)) return [];
      const sure = surenessOf(facts, service, near);
      if (sure === null) return [];
      const among =
        sure === 'certain'
          ? ''
          : isFromFiles(facts)
            ? ` (of ${podsAround(facts, service).length} in the files)`
            : ' that was read';
      const has = near?.carried === null ? `has no label ${near.key}` : `carries ${near?.carried ?? ''}`;
      return [
        {
          severity: sure === 'possible' ? 'info' : 'critical',
          confidence: sure,
          object,
          summary: `The selector ${selector.join(',')} of Service ${object.name} matches no pod${among}${near === undefined ? '' : `; ${near.owner} ${has}`}`,
          brief: `The selector of Service ${object.name} matches no pod${near === undefined ? '' : `; ${near.owner} ${has}`}`,
          effect: `Service ${object.name} has no endpoint`,
          evidence: [
            specEvidence(object, `selector: ${selector.join(', ')}`),
            ...(isEmpty(facts, service) === true && sure !== 'certain'
              ? [statusEvidence(object, 'its EndpointSlice is empty')]
              : []),
            ...(near === undefined
              ? []
              : [
                  specEvidence(
                    object,
                    `nearest: ${near.owner} has ${near.carried ?? `no label ${near.key}`} where the selector asks ${wanted}`,
                  ),
                ]),
          ],
          remedies: [
            near === undefined || near.carried === null
              ? {
                  title:
                    near === undefined
                      ? 'Correct the selector, or create the workload it means'
                      : `Take ${wanted} out of the selector, or give ${near.owner} the label`,
                  command: kubectl(object.namespace, 'get', 'pods', '--show-labels'),
                  action: null,
                }
              : {
                  title: `Correct the selector to ${near.carried}`,
                  command: kubectl(
                    object.namespace,
                    'set',
                    'selector',
                    'service',
                    object.name,
                    selector.map((one) => (one === wanted ? (near.carried ?? one) : one)).join(','),
                  ),
                  action: null,
                },
          ],
          fingerprint: `${object.namespace ?? ''}/${object.name}`,
        },
      ];
    }),
};
