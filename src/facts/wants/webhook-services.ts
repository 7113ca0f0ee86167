import { webhooksOf } from '../admission-webhooks.ts';
import { keyOf, sameRef } from '../refs.ts';
import { admission, behind } from './admission.ts';
import type { Wanting } from './want.ts';

const servicesAtMost = 3;

/** About a webhook configuration: the Services that its webhooks call, and what stands behind them. */
export const webhookServices: Wanting = {
  id: 'webhook-services',
  rights: admission.rights,
  wants: ({ facts, subject }) => {
    const services = webhooksOf(facts)
      .filter(({ config }) => sameRef(config, subject))
      .map(({ service }) => service);
    const distinct = [...new Map(services.map((one) => [keyOf(one), one])).values()];
    return distinct.slice(0, servicesAtMost).flatMap(behind);
  },
};
