import { isAbsent } from '../facts/absence.ts';
import { specEvidence } from '../facts/evidence.ts';
import { couldSee } from '../facts/gaps.ts';
import { backendsOf, ingressesOf, serviceNamed } from '../facts/ingresses.ts';
import { kubectl } from '../facts/kubectl.ts';
import { nearest } from '../facts/near.ts';
import { refOf } from '../facts/refs.ts';
import { servicesAround } from '../facts/services.ts';
import type { Cause, Found } from './cause.ts';

export const ingressServiceMissing: Cause = {
  id: 'ingress-service-missing',
  title: 'Ingress points at a Service that does not exist',
  rulesOut: 'Ingresses',
  signal:
    'A backend of the Ingress names a Service that is not in its namespace. Backends that are no Service, and those an annotation stands for, are left alone.',
  looksAt: ['Ingress', 'Service'],
  about: ['Ingress'],
  look: (facts) =>
    ingressesOf(facts).flatMap((ingress) => {
      const object = refOf('Ingress', ingress);
      const named = Map.groupBy(backendsOf(ingress), ({ service }) => service);
      return [...named].flatMap(([name, backends]): Found[] => {
        const ref = { namespace: object.namespace, name };
        if (serviceNamed(facts, ingress, name) !== undefined) return [];
        if (!couldSee(facts, 'Service') || !isAbsent(facts, 'Service', ref)) return [];
        const [first] = backends;
        const names = servicesAround(facts, ingress).flatMap(({ metadata }) => metadata?.name ?? []);
        const near = nearest(name, names, 1)[0];
        const elsewhere = facts.objects.Service.find(({ metadata }) => metadata?.name === name)?.metadata
          ?.namespace;
        const hint =
          near === undefined
            ? elsewhere === undefined
              ? ''
              : `; one of that name is in namespace ${elsewhere}, where an Ingress does not reach`
            : `; there is a Service ${near}`;
        const more = backends.length > 1 ? ` and ${backends.length - 1} more` : '';
        return [
          {
            severity: 'critical',
            confidence: 'certain',
            object,
            summary: `Ingress ${object.name} sends ${first?.at ?? ''}${more} to Service ${name}, which does not exist${hint}`,
            evidence: backends
              .slice(0, 3)
              .map(({ at, port }) => specEvidence(object, `${at} → Service ${name}, port ${port ?? 'none'}`)),
            remedies: [
              {
                title:
                  near === undefined
                    ? 'Correct the backend, or create the Service'
                    : `Send it to Service ${near}, or create Service ${name}`,
                command: kubectl(object.namespace, 'edit', 'ingress', object.name),
                action: null,
              },
            ],
            fingerprint: `${object.namespace ?? ''} ${name}`,
          },
        ];
      });
    }),
};
