import type { ObjectRef } from '../answer.ts';
import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause, Found } from './cause.ts';

type PortError = { object: ObjectRef; port: number | undefined; error: string };

const errors = (facts: Facts): PortError[] =>
  (['Service', 'Ingress'] as const).flatMap((kind) =>
    facts.objects[kind].flatMap((one) =>
      (one.status?.loadBalancer?.ingress ?? [])
        .flatMap(({ ports }) => ports ?? [])
        .flatMap(({ port, error }) =>
          error === undefined || error === '' ? [] : [{ object: refOf(kind, one), port, error }],
        ),
    ),
  );

export const loadBalancerPort: Cause = {
  id: 'load-balancer-port',
  title: 'Load balancer reports an error for a port',
  rulesOut: 'Services',
  signal: 'status.loadBalancer.ingress[].ports[].error of a Service or Ingress is set by its controller.',
  looksAt: ['Service', 'Ingress'],
  about: ['Service'],
  look: (facts) =>
    errors(facts).map(({ object, port, error }): Found => {
      const what = port === undefined ? 'a port' : `port ${port}`;
      return {
        severity: 'warning',
        confidence: 'certain',
        object,
        summary: `The load balancer of ${object.kind} ${object.name} reports an error for ${what}: ${error}`,
        effect: `${what} of ${object.kind} ${object.name} is not served`,
        evidence: [statusEvidence(object, `loadBalancer.ingress.ports: ${port ?? '?'}: ${error}`)],
        remedies: [],
        fingerprint: `${object.namespace ?? ''}/${object.name} ${port ?? ''}`,
      };
    }),
};
