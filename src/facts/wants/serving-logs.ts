import { containersOf, isReady } from '../pods.ts';
import { probedPorts } from '../probed-ports.ts';
import { keyOf, refOf } from '../refs.ts';
import { isHeadless, podsBehind } from '../services.ts';
import { portsOfPod, targetOf } from '../target-ports.ts';
import type { Want, Wanting } from './want.ts';

const servicesAtMost = 3;

/** Where a Service leads to a number that neither a port nor a probe of its pods vouches for: what one of them says it listens on. */
export const servingLogs: Wanting = {
  id: 'serving-logs',
  rights: [],
  wants: ({ facts, near }) =>
    facts.objects.Service.filter(
      (service) => near.below.has(keyOf(refOf('Service', service))) && !isHeadless(service),
    )
      .flatMap((service): Want[] => {
        const pod = podsBehind(facts, service).find(isReady);
        if (pod === undefined) return [];
        const declared = portsOfPod(pod).map(({ containerPort }) => containerPort);
        const doubtful = (service.spec?.ports ?? [])
          .map(targetOf)
          .some(
            (target) =>
              typeof target === 'number' &&
              !probedPorts(pod).includes(target) &&
              (!declared.includes(target) || declared.length === 1),
          );
        const view = containersOf(pod).find(({ role }) => role === 'app');
        return doubtful && view !== undefined ? [{ read: 'log', view, previous: false }] : [];
      })
      .slice(0, servicesAtMost),
};
