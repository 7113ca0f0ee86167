import { wasListed } from '../facts/absence.ts';
import { eventEvidence, eventsOf } from '../facts/events.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import {
  controllerPods,
  ingressClassOf,
  isBuiltIn,
  labelsOfController,
  sawControllers,
} from '../facts/ingress-controllers.ts';
import { classOf, givenUpMs, hasAddress, ingressAgeMs, ingressesOf } from '../facts/ingresses.ts';
import type { Ingress } from '../facts/ingresses.ts';
import { kubectl } from '../facts/kubectl.ts';
import { isReady } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause, Found } from './cause.ts';

type Reason = Pick<Found, 'severity' | 'confidence'> & { why: string; helps: string };

/** Another Ingress of the class has an address: its controller runs and writes addresses. */
const siblingsServed = (facts: Facts, ingress: Ingress): boolean =>
  ingressesOf(facts).some((one) => classOf(one)?.name === classOf(ingress)?.name && hasAddress(one));

const reasonOf = (facts: Facts, ingress: Ingress): Reason | null => {
  const ingressClass = ingressClassOf(facts, ingress);
  const named = classOf(ingress)?.name ?? '';
  const labels = ingressClass === undefined ? null : labelsOfController(ingressClass);
  const controller = ingressClass?.spec?.controller ?? `class ${named}`;
  if (labels !== null && sawControllers(facts) && !controllerPods(facts, labels).some(isReady))
    return {
      severity: 'critical',
      confidence: 'likely',
      why: `its controller (${controller}) does not run`,
      helps: 'Bring the controller of the class up',
    };
  if (siblingsServed(facts, ingress))
    return {
      severity: 'warning',
      confidence: 'likely',
      why: `its controller (${controller}) serves others of the class and not this one`,
      helps: 'Read in the log of the controller why it leaves this Ingress out',
    };
  if (labels !== null && controllerPods(facts, labels).some(isReady))
    return {
      severity: 'info',
      confidence: 'possible',
      why: `its controller (${controller}) runs; it may wait for an address of its own, or write none`,
      helps: 'See whether the Service of the controller has an address, and read its log',
    };
  // Of a controller whose pods could be seen and were not looked for nothing is known.
  if (labels !== null) return null;
  return {
    severity: 'warning',
    confidence: 'possible',
    why: `no controller of ${controller} has answered`,
    helps: 'Look whether the controller of the class runs, and read its log',
  };
};

export const ingressNoAddress: Cause = {
  id: 'ingress-no-address',
  title: 'Ingress has no address',
  rulesOut: 'Ingresses',
  signal:
    'Five minutes after it was created nobody has written an address into the status of an Ingress whose class exists: an event says why its controller refuses it, or the controller does not run, or it serves others and not this one. A controller that runs and writes no addresses is no fault.',
  looksAt: ['Ingress', 'IngressClass', 'Event', 'Pod'],
  about: ['Ingress'],
  look: (facts) =>
    ingressesOf(facts).flatMap((ingress): Found[] => {
      const named = classOf(ingress);
      if (named === null || hasAddress(ingress) || !(ingressAgeMs(facts, ingress) > givenUpMs)) return [];
      // A class that does not exist is told by a cause of its own.
      const known = ingressClassOf(facts, ingress) !== undefined;
      if (
        !known &&
        !(wasListed(facts, 'IngressClass', null) && (named.by === 'annotation' || isBuiltIn(named.name)))
      )
        return [];
      const object = refOf('Ingress', ingress);
      const event = eventsOf(facts, object).find(({ type }) => type === 'Warning');
      const said = (event?.message ?? '').trim().split('\n')[0] ?? '';
      const reason: Reason | null =
        event === undefined
          ? reasonOf(facts, ingress)
          : {
              severity: 'critical',
              confidence: 'certain',
              why: `its controller says ${said}`,
              helps: 'Mend what the controller complains of',
            };
      if (reason === null) return [];
      const { severity, confidence, why, helps } = reason;
      const minutes = Math.floor(ingressAgeMs(facts, ingress) / 60_000);
      return [
        {
          severity,
          confidence,
          object,
          summary: `Ingress ${object.name} has no address after ${minutes} min: ${why}`,
          effect: `Ingress ${object.name} has no address`,
          evidence: [
            statusEvidence(object, 'loadBalancer.ingress is empty'),
            specEvidence(
              object,
              `${named.by === 'field' ? 'ingressClassName' : 'kubernetes.io/ingress.class'}: ${named.name}`,
            ),
            ...(event === undefined ? [] : [eventEvidence(object, event)]),
          ],
          remedies: [
            {
              title: helps,
              command: kubectl(object.namespace, 'describe', 'ingress', object.name),
              action: null,
            },
          ],
          follows: event === undefined ? [{ kind: 'IngressClass', namespace: null, name: named.name }] : [],
          fingerprint:
            event === undefined ? `class ${named.name}` : `${object.namespace ?? ''}/${object.name}`,
        },
      ];
    }),
};
