import { specEvidence } from '../facts/evidence.ts';
import { couldSee, sawSome } from '../facts/gaps.ts';
import { nearest } from '../facts/near.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

export const ingressServiceMissing: Cause = {
  id: 'ingress-service-missing',
  title: 'Ingress points at a Service or port that does not exist',
  rulesOut: 'Ingress backends',
  signal:
    'A backend of the Ingress names a Service that is not in its namespace, or a port that the Service does not have.',
  looksAt: ['Ingress', 'Service'],
  about: ['Ingress'],
  look: (facts) =>
    facts.objects.Ingress.flatMap((ingress) => {
      const object = refOf('Ingress', ingress);
      const services = facts.objects.Service.filter(
        ({ metadata }) => metadata?.namespace === object.namespace,
      );
      const backends = [
        ...(ingress.spec?.defaultBackend === undefined
          ? []
          : [{ at: 'the default backend', backend: ingress.spec.defaultBackend }]),
        ...(ingress.spec?.rules ?? []).flatMap(({ host, http }) =>
          (http?.paths ?? []).map(({ path, backend }) => ({ at: `${host ?? '*'}${path ?? '/'}`, backend })),
        ),
      ];
      if (!sawSome(facts, 'Service')) return [];
      return backends.flatMap(({ at, backend }) => {
        const { name, port } = backend?.service ?? {};
        if (name === undefined) return [];
        const service = services.find(({ metadata }) => metadata?.name === name);
        const ports = service?.spec?.ports ?? [];
        const wanted = port?.name ?? port?.number;
        if (
          service !== undefined &&
          (wanted === undefined || ports.some((one) => one.name === wanted || one.port === wanted))
        )
          return [];
        const near = nearest(
          name,
          services.flatMap(({ metadata }) => metadata?.name ?? []),
          1,
        )[0];
        const sure = service !== undefined || couldSee(facts, 'Service');
        // The Service may be there and not have been read, unless another name is clearly meant.
        if (!sure && near === undefined) return [];
        const offered = ports
          .map((one) => `${one.port ?? ''}${one.name === undefined ? '' : ` (${one.name})`}`)
          .join(', ');
        return [
          {
            severity: 'critical' as const,
            confidence: sure ? ('certain' as const) : ('likely' as const),
            object,
            summary:
              service === undefined
                ? `Ingress ${object.name} sends ${at} to Service ${name}, which ${sure ? 'does not exist' : 'is not among those that were read'}${near === undefined ? '' : `; there is a Service ${near}`}`
                : `Ingress ${object.name} sends ${at} to port ${wanted ?? '?'} of Service ${name}, which has ${offered}`,
            evidence: [specEvidence(object, `${at} → Service ${name}, port ${wanted ?? 'none'}`)],
            remedies: [{ title: 'Correct the backend, or create the Service', command: null, action: null }],
            fingerprint: `${object.namespace ?? ''} ${name} ${service === undefined ? '' : wanted}`,
          },
        ];
      });
    }),
};
