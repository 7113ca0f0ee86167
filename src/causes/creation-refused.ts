import type { ObjectRef } from '../answer.ts';
import { failedCallIn } from '../facts/admission-webhooks.ts';
import { lackOf, refusedCreations } from '../facts/creation.ts';
import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { nearest } from '../facts/near.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

type Reading = { says: string; title: string; command: string | null; follows?: ObjectRef[] };

/** What other causes tell, with more to show for it. */
const toldElsewhere =
  /exceeded quota|failed quota|violates PodSecurity|serviceaccount "[^"]+" not found|admission webhook "|ValidatingAdmissionPolicy '|" is invalid: |RuntimeClass "|usage per \S+ is|request ratio per|etcdserver: /;

const titles = {
  pods: 'Pods',
  'its Job': 'The Job',
  'its ReplicaSet': 'The ReplicaSet',
  'a claim of its pods': 'Claims for pods',
} as const;

const priorityClass = (facts: Facts, name: string): Reading => {
  const names = facts.objects.PriorityClass.flatMap(({ metadata }) => metadata?.name ?? []);
  const [near] = nearest(name, names, 1);
  return {
    says: `PriorityClass ${name} does not exist${near === undefined ? '' : ` (there is ${near})`}`,
    title: 'Create the PriorityClass, or correct priorityClassName',
    command: kubectl(null, 'get', 'priorityclasses'),
  };
};

const readingOf = (facts: Facts, sentence: string, { namespace }: ObjectRef): Reading | null => {
  const missing = /no PriorityClass with name (\S+) was found/.exec(sentence)?.[1];
  if (missing !== undefined) return priorityClass(facts, missing);
  if (/is being terminated/.test(sentence))
    return {
      says: `namespace ${namespace ?? ''} is being deleted and takes nothing new`,
      title: 'Wait until it is gone and create it anew',
      command: kubectl(null, 'get', 'namespace', namespace ?? '', '-o', 'yaml'),
      follows: [{ kind: 'Namespace', namespace: null, name: namespace ?? '' }],
    };
  if (/unable to validate against any security context constraint/.test(sentence))
    return {
      says: 'no SecurityContextConstraints that its ServiceAccount may use allows it',
      title: 'Change the securityContext, or grant the ServiceAccount a constraint',
      command: kubectl(null, 'get', 'scc'),
    };
  if (/node label selector conflicts with its namespace node label selector/.test(sentence))
    return {
      says: 'its node selector conflicts with the one of its namespace',
      title:
        'Bring the node selector in line with the annotation scheduler.alpha.kubernetes.io/node-selector',
      command: kubectl(null, 'get', 'namespace', namespace ?? '', '-o', 'yaml'),
    };
  return null;
};

export const creationRefused: Cause = {
  id: 'creation-refused',
  title: 'The API server does not admit the pods',
  rulesOut: 'quotas and pod creation',
  signal:
    'A controller lacks pods and its FailedCreate event names a reason that no other cause tells: a missing PriorityClass, a namespace that is being deleted, a conflicting node selector, or one that is only quoted.',
  looksAt: ['ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Event'],
  about: ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'ReplicationController'],
  look: (facts) =>
    refusedCreations(facts)
      .filter(({ sentence }) => !toldElsewhere.test(sentence) && failedCallIn(sentence) === null)
      .map((refused) => {
        const { object, creator, what, sentence, evidence } = refused;
        const reading = readingOf(facts, sentence, object);
        const namespace = facts.objects.Namespace.find(({ metadata }) => metadata?.name === object.namespace);
        const short = `${titles[what]} of ${object.kind} ${object.name} cannot be created: ${reading?.says ?? sentence}`;
        return {
          severity: 'critical',
          confidence: reading === null ? 'likely' : 'certain',
          object,
          summary: what === 'pods' ? `${short} (${lackOf(refused)})` : short,
          brief: short,
          effect: lackOf(refused),
          evidence: [
            ...evidence,
            ...(reading?.follows === undefined || namespace?.status?.phase === undefined
              ? []
              : [statusEvidence(refOf('Namespace', namespace), `phase: ${namespace.status.phase}`)]),
          ],
          remedies: [
            {
              title: reading?.title ?? 'Change what the API server names',
              command:
                reading?.command ??
                kubectl(creator.namespace, 'describe', creator.kind.toLowerCase(), creator.name),
              action: null,
            },
          ],
          ...(reading?.follows === undefined ? {} : { follows: reading.follows }),
          fingerprint: `${object.namespace ?? ''} ${reading?.says ?? sentence}`,
        };
      }),
};
