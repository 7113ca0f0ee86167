import type { Evidence, ObjectRef } from '../answer.ts';
import { isAbsent } from '../facts/absence.ts';
import { blocksItself, declaredWebhook, failedCallIn, scopeOf } from '../facts/admission-webhooks.ts';
import type { DeclaredWebhook, FailedCall } from '../facts/admission-webhooks.ts';
import { lackOf, refusedCreations } from '../facts/creation.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { isReady } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import { podsBehind, readyEndpoints } from '../facts/services.ts';
import type { Cause } from './cause.ts';

const shortError = (error: string): string => {
  if (/no endpoints available/.test(error)) return 'its Service has no ready endpoint';
  if (/service "[^"]+" not found/.test(error)) return 'its Service does not exist';
  if (/connection refused/.test(error)) return 'connection refused';
  if (/context deadline exceeded|Timeout exceeded|i\/o timeout/.test(error))
    return 'it does not answer in time';
  const certificate = /x509: (.*)$/s.exec(error)?.[1];
  return certificate === undefined ? error : `its certificate is not accepted: ${certificate}`;
};

const place = ({ service, url }: FailedCall): string =>
  service === null ? url : `Service ${service.namespace ?? ''}/${service.name}`;

/** What stands behind a webhook: what its Service lacks, whether there are pods or a workload of its own, and the findings it follows from. */
type Backing = { lack: string | null; own: boolean; evidence: Evidence[]; follows: ObjectRef[] };

/** The pods behind the Service of a webhook, as far as they were read, and the Service's own findings. */
const backing = (facts: Facts, service: ObjectRef | null): Backing => {
  if (service === null) return { lack: null, own: false, evidence: [], follows: [] };
  const found = facts.objects.Service.find(
    ({ metadata }) => metadata?.name === service.name && metadata.namespace === service.namespace,
  );
  if (found === undefined) {
    const absent = isAbsent(facts, 'Service', service);
    return {
      lack: absent ? 'does not exist' : null,
      own: false,
      evidence: absent ? [statusEvidence(service, 'does not exist')] : [],
      follows: [service],
    };
  }
  const pods = podsBehind(facts, found);
  const deployments = facts.objects.Deployment.filter(
    ({ metadata, spec }) =>
      metadata?.namespace === service.namespace &&
      Object.entries(found.spec?.selector ?? {}).every(
        ([key, value]) => spec?.template?.metadata?.labels?.[key] === value,
      ),
  );
  const ready = readyEndpoints(facts, found) ?? pods.filter(isReady).length;
  return {
    lack: ready === 0 && Object.keys(found.spec?.selector ?? {}).length > 0 ? 'has no ready endpoint' : null,
    own: pods.length + deployments.length > 0,
    evidence: [
      statusEvidence(service, `pods behind it: ${pods.length}, ready: ${pods.filter(isReady).length}`),
      ...deployments.map((one) =>
        statusEvidence(
          refOf('Deployment', one),
          `replicas wanted: ${one.spec?.replicas ?? 1}, ready: ${one.status?.readyReplicas ?? 0}`,
        ),
      ),
    ],
    follows: [
      service,
      ...pods.map((pod) => refOf('Pod', pod)),
      ...deployments.map((one) => refOf('Deployment', one)),
    ],
  };
};

const declarationOf = (declared: DeclaredWebhook): Evidence =>
  specEvidence(
    declared.config,
    `failurePolicy: ${declared.webhook.failurePolicy ?? 'Fail'}, timeoutSeconds: ${declared.webhook.timeoutSeconds ?? 10}; it is asked for ${scopeOf(declared) ?? 'nothing'}`,
  );

export const webhookUnreachable: Cause = {
  id: 'webhook-unreachable',
  title: 'An admission webhook does not answer',
  rulesOut: 'quotas and pod creation',
  signal:
    'A controller lacks pods and the API server says `failed calling webhook "x"`: with failurePolicy Fail nothing that it is asked for is taken. What its Service and its pods show is told, and whether it blocks its own pods.',
  looksAt: [
    'ReplicaSet',
    'StatefulSet',
    'DaemonSet',
    'Job',
    'CronJob',
    'Event',
    'ValidatingWebhookConfiguration',
    'MutatingWebhookConfiguration',
    'Service',
  ],
  about: ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'ReplicationController'],
  look: (facts) =>
    refusedCreations(facts).flatMap((refused) => {
      const call = failedCallIn(refused.sentence);
      if (call === null) return [];
      const { object, evidence } = refused;
      const declared = declaredWebhook(facts, call.webhook);
      const { lack, own, evidence: behind, follows } = backing(facts, call.service);
      const itself =
        own && declared !== null && call.service !== null && blocksItself(declared, call.service) === true;
      // Who shows a certificate is there, whatever was read of its Service a moment later.
      const why =
        lack === null || call.error.includes('x509')
          ? `${place(call)}, which cannot be called (${shortError(call.error)})`
          : `${place(call)}, which ${lack}`;
      const short = `Webhook ${call.webhook} asks ${why}`;
      const circle = itself
        ? ', and it also judges the pods behind it, so it cannot come back by itself'
        : '';
      // What it keeps down itself is no reason why it is down.
      const ownPods = itself && object.namespace === call.service?.namespace;
      const config = declared?.config ?? null;
      return [
        {
          severity: 'critical',
          confidence: 'certain',
          object,
          summary: `${short}${circle}; nothing it is asked for is admitted: ${lackOf(refused)}`,
          brief: `${short}${itself ? ', and blocks the pods behind it too' : ''}`,
          effect: `webhook ${call.webhook} cannot be called and ${lackOf(refused)}`,
          evidence: [...evidence, ...(declared === null ? [] : [declarationOf(declared)]), ...behind],
          remedies: [
            {
              title: `Bring ${place(call)} back`,
              command:
                call.service === null
                  ? null
                  : kubectl(
                      call.service.namespace,
                      'get',
                      `service/${call.service.name}`,
                      'endpointslices,pods',
                    ),
              action: null,
            },
            {
              title:
                'Until then, if its policy may wait: set failurePolicy to Ignore, or exclude the namespace of the webhook',
              command:
                config === null
                  ? kubectl(null, 'get', 'validatingwebhookconfigurations,mutatingwebhookconfigurations')
                  : kubectl(null, 'edit', `${config.kind.toLowerCase()}/${config.name}`),
              action: null,
            },
          ],
          follows: ownPods ? [] : follows,
          fingerprint: call.webhook,
        },
      ];
    }),
};
