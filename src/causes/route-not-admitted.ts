import { statusEvidence } from '../facts/evidence.ts';
import { conditionsAt, conditionText } from '../facts/outside/conditions.ts';
import { listAt, textAt } from '../facts/outside/json.ts';
import { refOfOutside } from '../facts/outside/refs.ts';
import { isOpenShiftRoute } from '../facts/outside/route-backends.ts';
import type { Cause } from './cause.ts';

export const routeNotAdmitted: Cause = {
  id: 'route-not-admitted',
  title: 'Router does not admit a Route',
  rulesOut: 'gateways and their routes',
  signal:
    'A router of OpenShift writes Admitted False into status.ingress of a Route: HostAlreadyClaimed, ExtendedValidationFailed, or a host or namespace that it does not serve.',
  looksAt: ['Outside'],
  about: ['route.openshift.io'],
  look: (facts) =>
    facts.outside.filter(isOpenShiftRoute).flatMap((object) => {
      const ref = refOfOutside(object);
      return listAt(object.status, 'ingress').flatMap((ingress) =>
        conditionsAt(ingress, 'conditions')
          .filter(({ type, status }) => type === 'Admitted' && status === 'False')
          .map((told) => {
            const host = textAt(ingress, 'host') ?? textAt(object.spec, 'host');
            const router = textAt(ingress, 'routerName');
            const why = [told.reason, told.message].filter((one) => one !== undefined).join(': ');
            return {
              severity: 'critical' as const,
              confidence: 'certain' as const,
              object: ref,
              summary: `Route ${ref.name} is not admitted${router === undefined ? '' : ` by router ${router}`}${host === undefined ? '' : ` for host ${host}`}${why === '' ? '' : `: ${why}`}`,
              brief: `Route ${ref.name} is not admitted${why === '' ? '' : `: ${why}`}`,
              effect: `Route ${ref.name} takes no traffic`,
              evidence: [statusEvidence(ref, conditionText(told), told.at ?? null)],
              remedies: [],
              fingerprint: `${ref.namespace ?? ''}/${ref.name} ${router ?? ''}`,
            };
          }),
      );
    }),
};
