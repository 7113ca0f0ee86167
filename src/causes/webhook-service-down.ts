import type { ObjectRef } from '../answer.ts';
import { isAbsent, wasListed } from '../facts/absence.ts';
import { failedCallIn, scopeOf, webhooksOf } from '../facts/admission-webhooks.ts';
import type { ServedWebhook } from '../facts/admission-webhooks.ts';
import { counted } from '../facts/counts.ts';
import { refusedCreations } from '../facts/creation.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { isReady } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import { podsBehind, readyEndpoints } from '../facts/services.ts';
import type { Cause, Found } from './cause.ts';

/** What keeps a Service from taking calls, its words and what it shows on; null where it takes them or was not read. */
type Fault = { what: string; shown: string; follows: ObjectRef[] };

const faultOf = (facts: Facts, { service: ref, port }: ServedWebhook): Fault | null => {
  if (isAbsent(facts, 'Service', ref))
    return { what: 'which does not exist', shown: 'does not exist', follows: [] };
  const service = facts.objects.Service.find(
    ({ metadata }) => metadata?.name === ref.name && metadata.namespace === ref.namespace,
  );
  if (service === undefined) return null;
  const ports = (service.spec?.ports ?? []).flatMap((one) => one.port ?? []);
  if (!ports.includes(port))
    return { what: `which has no port ${port}`, shown: `ports: ${ports.join(', ') || 'none'}`, follows: [] };
  const pods = podsBehind(facts, service);
  const listed = wasListed(facts, 'Pod', ref.namespace) && service.spec?.selector !== undefined;
  const selector = Object.entries(service.spec?.selector ?? {}).map(
    ([key, value]) => `${key}=${value ?? ''}`,
  );
  if (listed && pods.length === 0)
    return {
      what: `whose selector ${selector.join(',')} matches no pod`,
      shown: `selector: ${selector.join(',')}`,
      follows: [ref],
    };
  const ready = readyEndpoints(facts, service) ?? (listed ? pods.filter(isReady).length : null);
  return ready === 0
    ? {
        what: 'which has no ready endpoint',
        shown: `pods behind it: ${pods.length}, ready: ${pods.filter(isReady).length}`,
        follows: [ref, ...pods.map((pod) => refOf('Pod', pod))],
      }
    : null;
};

const found = (facts: Facts, served: ServedWebhook, others: number): Found[] => {
  const fault = faultOf(facts, served);
  if (fault === null) return [];
  const { config, webhook, name, service } = served;
  const blocks = webhook.failurePolicy !== 'Ignore';
  const scope = scopeOf(served);
  const who = `Webhook ${name}${others === 0 ? '' : ` (and ${counted(others, 'other')})`}`;
  const call = `${who} calls Service ${service.namespace ?? ''}/${service.name}, ${fault.what}`;
  const end =
    scope === null
      ? `nothing it is asked for is ${blocks ? 'admitted' : 'checked'}`
      : blocks
        ? `no ${scope} is admitted`
        : `${scope} is not checked`;
  return [
    {
      severity: blocks ? 'critical' : 'warning',
      confidence: 'certain',
      object: config,
      summary: `${call}, so ${end}`,
      brief: `${call}, so ${blocks ? 'nothing it is asked for is admitted' : 'nothing is checked'}`,
      effect: `webhook ${name} cannot be called`,
      evidence: [
        specEvidence(
          config,
          `webhook ${name}: failurePolicy ${webhook.failurePolicy ?? 'Fail'}, asked for ${scope ?? 'what its rules name, and they are not there'}`,
        ),
        statusEvidence(service, fault.shown),
      ],
      remedies: [
        {
          title: `Bring Service ${service.namespace ?? ''}/${service.name} back, or delete the configuration if the webhook is gone for good`,
          command: kubectl(service.namespace, 'get', `service/${service.name}`, 'endpointslices,pods'),
          action: null,
        },
      ],
      follows: fault.follows,
      fingerprint: `${config.kind} ${config.name} ${service.namespace ?? ''}/${service.name} ${String(blocks)}`,
    },
  ];
};

export const webhookServiceDown: Cause = {
  id: 'webhook-service-down',
  title: 'A webhook configuration calls a Service that takes no calls',
  rulesOut: 'webhook configurations',
  signal:
    'A ValidatingWebhookConfiguration or MutatingWebhookConfiguration that is asked about names a Service which does not exist, lacks the port or has no ready endpoint: with failurePolicy Fail nothing it is asked for is admitted, with Ignore nothing is checked.',
  looksAt: ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration', 'Service', 'Pod'],
  about: ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'],
  look: (facts) => {
    const told = new Set(
      refusedCreations(facts).flatMap(({ sentence }) => failedCallIn(sentence)?.webhook ?? []),
    );
    // What the API server says of a call that failed is told on whom it kept out.
    const silent = webhooksOf(facts).filter(({ name }) => !told.has(name));
    return [
      ...Map.groupBy(silent, ({ config, webhook, service, port }) =>
        [config.kind, config.name, webhook.failurePolicy, service.namespace, service.name, port].join(' '),
      ).values(),
    ].flatMap(([first, ...others]) => (first === undefined ? [] : found(facts, first, others.length)));
  },
};
