import type { Evidence, ObjectRef, Remedy } from '../answer.ts';
import { wasListed } from '../facts/absence.ts';
import { controllerManagerOf } from '../facts/controller-manager.ts';
import { overdueDeletions } from '../facts/deletions.ts';
import type { Deletion } from '../facts/deletions.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { keeperOf, workloadsNamed } from '../facts/finalizers.ts';
import { kubectl } from '../facts/kubectl.ts';
import type { Cause, Found } from './cause.ts';

/** These wait for something else than a controller, and have causes of their own. */
const waiting = ['kubernetes.io/pvc-protection', 'foregroundDeletion'];

type Verdict = { words: string; evidence: Evidence[]; follows: ObjectRef[]; look: Remedy };

const verdictOn = (facts: Facts, finalizer: string): Verdict => {
  const keeper = keeperOf(finalizer);
  const silent: Remedy = {
    title: 'Find out why the controller behind the finalizer does not remove it',
    command: null,
    action: null,
  };
  if (keeper.type === 'built-in') {
    const manager = controllerManagerOf(facts);
    return {
      words: manager.isDown ? `, as ${manager.words}` : '',
      evidence: manager.evidence,
      follows: manager.follows,
      look: silent,
    };
  }
  const who = keeper.title === null ? '' : ` by ${keeper.title}`;
  const named = keeper.words.length === 0 ? [] : workloadsNamed(facts, keeper.words, keeper.title !== null);
  const [down] = named.filter(({ ready }) => ready === 0);
  const [first] = named;
  const seen = down ?? first;
  if (seen === undefined) {
    const none =
      keeper.words.length > 0 &&
      wasListed(facts, 'Deployment', null) &&
      wasListed(facts, 'StatefulSet', null);
    return {
      words: `${who}${none ? `${who === '' ? '' : ','} and nothing that runs in the cluster looks like its controller` : ''}`,
      evidence: [],
      follows: [],
      look: silent,
    };
  }
  const { ref, ready } = seen;
  return {
    words: `${who}; ${ref.kind} ${ref.namespace ?? ''}/${ref.name}, which looks like its controller, has ${ready === 0 ? 'no ready pod' : `${ready} ready`}`,
    evidence: [statusEvidence(ref, `ready pods: ${ready}`)],
    follows: ready === 0 ? [ref] : [],
    look: {
      title: ready === 0 ? 'Bring that controller back' : 'See what that controller logs about it',
      command:
        ready === 0
          ? kubectl(ref.namespace, 'describe', ref.kind.toLowerCase(), ref.name)
          : kubectl(ref.namespace, 'logs', `${ref.kind.toLowerCase()}/${ref.name}`, '--tail=100'),
      action: null,
    },
  };
};

const found = (facts: Facts, { ref, word, at, finalizers }: Deletion): Found[] => {
  const kept = finalizers.filter((finalizer) => !waiting.includes(finalizer));
  const [first] = kept;
  if (first === undefined) return [];
  const { words, evidence, follows, look } = verdictOn(facts, first);
  const brief = `${ref.kind} ${ref.name} is deleted but stays Terminating: its finalizer ${kept.join(', ')} is not removed`;
  return [
    {
      severity: 'warning',
      confidence: 'certain',
      object: ref,
      summary: `${brief}${words}`,
      brief,
      effect: `${ref.kind} ${ref.name} stays Terminating`,
      evidence: [
        statusEvidence(ref, `deletionTimestamp: ${at}`, at),
        specEvidence(ref, `finalizers: ${kept.join(', ')}`),
        ...evidence,
      ],
      remedies: [
        look,
        {
          title:
            'Last resort, when that controller is gone: remove the finalizers by hand (what it would have cleaned up stays behind)',
          command: kubectl(
            ref.namespace,
            'patch',
            word,
            ref.name,
            '--type=merge',
            '-p',
            '{"metadata":{"finalizers":null}}',
          ),
          action: null,
        },
      ],
      follows,
      fingerprint: `${kept.join(' ')} ${ref.kind}`,
    },
  ];
};

export const stuckTerminating: Cause = {
  id: 'stuck-terminating',
  title: 'A finalizer keeps a deleted object',
  rulesOut: 'deletion',
  signal:
    'deletionTimestamp has passed and metadata.finalizers is not empty: the controller that set the finalizer has not removed it. The name of the finalizer says which one that is; whether it runs is told by the Lease of kube-controller-manager, or by the workloads that bear its name.',
  looksAt: ['Pod', 'PersistentVolumeClaim', 'Service', 'Deployment', 'Namespace', 'Job', 'Outside'],
  about: [
    'Pod',
    'PersistentVolumeClaim',
    'Service',
    'Deployment',
    'StatefulSet',
    'DaemonSet',
    'Namespace',
    'Job',
    'Ingress',
    'Outside',
  ],
  look: (facts) => overdueDeletions(facts).flatMap((deletion) => found(facts, deletion)),
};
