import type { Evidence } from '../answer.ts';
import { refusedCreations } from '../facts/creation.ts';
import { eventEvidence } from '../facts/events.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { handlerOf, handlersOn, runtimeClasses, similarClass } from '../facts/runtime-classes.ts';
import { failedSandboxes } from '../facts/sandboxes.ts';
import type { FailedSandbox } from '../facts/sandboxes.ts';
import type { Cause, Found } from './cause.ts';

const missingClass = /RuntimeClass(?:\.node\.k8s\.io)? "([^"]+)" not found/i;

const listLine = kubectl(null, 'get', 'runtimeclasses');

const classEvidence = (facts: Facts, found: Pick<Found, 'object'>): Evidence[] => {
  const classes = runtimeClasses(facts);
  return classes === null
    ? []
    : [specEvidence(found.object, `RuntimeClasses in the cluster: ${classes.join(', ') || 'none'}`)];
};

/** Pods that are not admitted because their class does not exist. */
const notAdmitted = (facts: Facts): Found[] =>
  refusedCreations(facts).flatMap(({ object, sentence, wanted, present, evidence }): Found[] => {
    const name = missingClass.exec(sentence)?.[1];
    if (name === undefined) return [];
    const near = similarClass(facts, name);
    return [
      {
        severity: 'critical',
        confidence: 'certain',
        object,
        summary: `Pods of ${object.kind} ${object.name} cannot be created (${present} of ${wanted} exist): RuntimeClass ${name} does not exist${near === null ? '' : `; there is ${near}`}`,
        evidence: [...evidence, ...classEvidence(facts, { object })],
        remedies: [
          {
            title:
              near === null
                ? `Create RuntimeClass ${name}, or drop runtimeClassName`
                : `Set runtimeClassName to ${near}, or create ${name}`,
            command: listLine,
            action: null,
          },
        ],
        fingerprint: name,
      },
    ];
  });

const wordsOf = (facts: Facts, { pod, node, event }: FailedSandbox): { what: string; remedy: string } => {
  const message = event.message ?? '';
  const name = pod.spec?.runtimeClassName ?? '';
  if (missingClass.test(message))
    return {
      what: `RuntimeClass ${missingClass.exec(message)?.[1] ?? name} does not exist any more`,
      remedy: `Create RuntimeClass ${name} again, or make the pod anew without it`,
    };
  const handler =
    /no runtime for "([^"]+)"|runtime handler "?([\w.-]+)|RuntimeHandler "([^"]+)"/i
      .exec(message)
      ?.slice(1)
      .find((one) => one !== undefined) ?? handlerOf(facts, name);
  return {
    what: `node ${node} has no runtime "${handler ?? ''}", which RuntimeClass ${name} asks for`,
    remedy: `Install and configure runtime ${handler ?? ''} on node ${node}, or keep such pods on nodes that have it (scheduling.nodeSelector of the RuntimeClass)`,
  };
};

/** Pods that a node took and cannot run. */
const notConfigured = (facts: Facts): Found[] =>
  failedSandboxes(facts)
    .filter(({ problem }) => problem === 'handler')
    .map((failed) => {
      const { ref, node, event, pod } = failed;
      const { what, remedy } = wordsOf(facts, failed);
      const handlers = handlersOn(facts, node);
      return {
        severity: 'critical',
        confidence: 'certain',
        object: ref,
        summary: `Pod ${ref.name} cannot start: ${what}`,
        effect: `pod ${ref.name} waits in ContainerCreating`,
        evidence: [
          eventEvidence(ref, event),
          ...(handlers === null
            ? []
            : [
                statusEvidence(
                  { kind: 'Node', namespace: null, name: node },
                  `runtime handlers of the node: ${handlers.join(', ') || 'none but the default'}`,
                ),
              ]),
        ],
        remedies: [{ title: remedy, command: listLine, action: null }],
        fingerprint: `${node} ${pod.spec?.runtimeClassName ?? ''}`,
      };
    });

export const runtimeClassUnusable: Cause = {
  id: 'runtime-class-unusable',
  title: 'RuntimeClass does not exist, or the node lacks its runtime',
  rulesOut: 'pod sandboxes',
  signal:
    'Pods are rejected with `RuntimeClass "x" not found`, or FailedCreatePodSandBox says `no runtime for "x" is configured`; the runtime handlers that the node reports stand beside it.',
  looksAt: ['Pod', 'Event', 'ReplicaSet', 'RuntimeClass'],
  about: ['Pod', 'Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job'],
  look: (facts) => [...notAdmitted(facts), ...notConfigured(facts)],
};
