import { distance } from 'fastest-levenshtein';

import { specEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { couldSee, sawSome } from '../facts/gaps.ts';
import { kubectl } from '../facts/kubectl.ts';
import { refOf } from '../facts/refs.ts';
import { labelsAround, podsBehind, selectingServices } from '../facts/services.ts';
import type { Service } from '../facts/services.ts';
import type { Cause } from './cause.ts';

type Near = { owner: string; wanted: string; carried: string; edits: number };

/** The workload or pod that comes nearest to the selector, and the label in which it differs. */
const nearestLabels = (facts: Facts, service: Service): Near | undefined => {
  const selector = Object.entries(service.spec?.selector ?? {});
  return labelsAround(facts, service)
    .flatMap(({ owner, labels }): Near[] => {
      const differing = selector.filter(([key, value]) => labels[key] !== value);
      const [first] = differing;
      if (first === undefined || differing.length > 1) return [];
      const [key, value = ''] = first;
      const carried = labels[key];
      const moved = Object.entries(labels).find(([, other]) => other === value)?.[0];
      if (carried === undefined && moved === undefined) return [];
      const shown = carried === undefined ? `${moved ?? ''}=${value}` : `${key}=${carried}`;
      return [
        { owner, wanted: `${key}=${value}`, carried: shown, edits: distance(`${key}=${value}`, shown) },
      ];
    })
    .toSorted((a, b) => a.edits - b.edits)[0];
};

const closeEnough = (near: Near | undefined, labels: number): boolean =>
  near !== undefined && (labels > 1 || near.edits <= Math.max(2, near.wanted.length / 3));

/** Scaled to nothing on purpose: the selector is right and its workload wants no pods. */
const restsOnPurpose = (facts: Facts, service: Service): boolean => {
  const selector = Object.entries(service.spec?.selector ?? {});
  return labelsAround(facts, service).some(({ labels }) =>
    selector.every(([key, value]) => labels[key] === value),
  );
};

export const serviceSelectsNothing: Cause = {
  id: 'service-selects-nothing',
  title: 'Service selector matches no pod',
  rulesOut: 'Service selectors',
  signal:
    'The selector of a Service matches neither a pod nor the template of a workload; the nearest label set differs in one label.',
  looksAt: ['Service', 'Pod', 'Deployment', 'StatefulSet', 'DaemonSet'],
  about: ['Service', 'Ingress'],
  look: (facts) =>
    selectingServices(facts).flatMap((service) => {
      if (podsBehind(facts, service).length > 0 || restsOnPurpose(facts, service) || !sawSome(facts, 'Pod'))
        return [];
      const object = refOf('Service', service);
      const selector = Object.entries(service.spec?.selector ?? {}).map(
        ([key, value]) => `${key}=${value ?? ''}`,
      );
      const found = nearestLabels(facts, service);
      const near = closeEnough(found, selector.length) ? found : undefined;
      const sure = couldSee(facts, 'Pod');
      // Pods that were not read may fit; a label that comes near makes that unlikely.
      if (!sure && near === undefined) return [];
      return [
        {
          severity: 'critical',
          confidence: sure ? 'certain' : 'likely',
          object,
          summary: `The selector ${selector.join(',')} of Service ${object.name} matches no pod${sure ? '' : ' that was read'}${near === undefined ? '' : `; ${near.owner} carries ${near.carried}`}`,
          evidence: [
            specEvidence(object, `selector: ${selector.join(', ')}`),
            ...(near === undefined
              ? []
              : [
                  specEvidence(
                    object,
                    `nearest: ${near.owner} has ${near.carried} where the selector asks ${near.wanted}`,
                  ),
                ]),
          ],
          remedies: [
            near === undefined
              ? {
                  title: 'Correct the selector, or create the workload it means',
                  command: null,
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
                    selector.map((one) => (one === near.wanted ? near.carried : one)).join(','),
                  ),
                  action: null,
                },
          ],
          fingerprint: `${object.namespace ?? ''}/${object.name}`,
        },
      ];
    }),
};
