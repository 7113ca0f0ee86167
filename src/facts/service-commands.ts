import { kubectlPatch } from './kubectl.ts';
import { refOf } from './refs.ts';
import type { Service } from './services.ts';

type ServicePort = NonNullable<NonNullable<Service['spec']>['ports']>[number];

/** A line that changes fields of one port of a Service; a strategic merge finds the port by its number. */
export const patchPort = (
  service: Service,
  { port, protocol }: ServicePort,
  fields: { targetPort?: string | number; protocol?: string },
): string => {
  const changed = { port, ...(protocol === undefined ? {} : { protocol }), ...fields };
  return kubectlPatch(refOf('Service', service), { spec: { ports: [changed] } });
};
