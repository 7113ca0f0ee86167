import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import { kubectl, kubectlPatch } from '../facts/kubectl.ts';
import { isReady } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import { podsBehind, selectingServices } from '../facts/services.ts';
import type { Cause, Found } from './cause.ts';

const familyOf = (ip: string): string => (ip.includes(':') ? 'IPv6' : 'IPv4');

export const serviceIpFamily: Cause = {
  id: 'service-ip-family',
  title: 'Service and pods have no IP family in common',
  rulesOut: 'Services',
  signal:
    'spec.ipFamilies of a Service names IPv4 or IPv6, and no ready pod behind it has an address of that family.',
  looksAt: ['Service', 'Pod'],
  about: ['Service', 'Ingress'],
  look: (facts) =>
    selectingServices(facts).flatMap((service): Found[] => {
      const pods = podsBehind(facts, service).filter(isReady);
      const families = service.spec?.ipFamilies ?? [];
      const owned = new Set(
        pods.flatMap(({ status }) =>
          [...(status?.podIPs ?? []).flatMap(({ ip }) => ip ?? []), status?.podIP ?? '']
            .filter((ip) => ip !== '')
            .map(familyOf),
        ),
      );
      const lacking = families.filter((family) => !owned.has(family ?? ''));
      const [first] = pods;
      if (first === undefined || owned.size === 0 || lacking.length === 0) return [];
      const object = refOf('Service', service);
      const none = lacking.length === families.length;
      return [
        {
          severity: none ? 'critical' : 'warning',
          confidence: 'certain',
          object,
          summary: `Service ${object.name} is ${families.join(' and ')}, but the pods behind it have ${[...owned].join(' and ')} addresses only`,
          effect: `Service ${object.name} has no ${lacking.join(' or ')} endpoint`,
          evidence: [
            specEvidence(
              object,
              `ipFamilies: ${families.join(', ')} (ipFamilyPolicy ${service.spec?.ipFamilyPolicy ?? 'SingleStack'})`,
            ),
            statusEvidence(
              refOf('Pod', first),
              `podIPs: ${(first.status?.podIPs ?? []).map(({ ip }) => ip ?? '').join(', ') || (first.status?.podIP ?? '')}`,
            ),
          ],
          remedies: [
            none
              ? {
                  title: 'Create the Service anew with a family that the pods have',
                  command: kubectl(object.namespace, 'get', 'service', object.name, '-o', 'yaml'),
                  action: null,
                }
              : {
                  title: `Restart the pods if the cluster became dual-stack after they started, or leave ${lacking.join(' and ')} out`,
                  command: kubectlPatch(object, { spec: { ipFamilyPolicy: 'SingleStack' } }),
                  action: null,
                },
          ],
          fingerprint: `${object.namespace ?? ''}/${object.name}`,
        },
      ];
    }),
};
