import { statusEvidence } from '../facts/evidence.ts';
import { explanations } from '../facts/explanations.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl, kubectlPatch } from '../facts/kubectl.ts';
import { familyOf } from '../facts/pods.ts';
import type { ContainerView } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import { spokenEvidence } from '../facts/spoken.ts';
import { olderHolder } from '../facts/volume-locks.ts';
import type { Holder } from '../facts/volume-locks.ts';
import { workloadOf } from '../facts/workloads.ts';
import type { Cause, Found } from './cause.ts';

/** A Deployment that begins the new pod before the old one has ended. */
const overlapping = (facts: Facts, view: ContainerView, { pod }: Holder): Found['object'] | null => {
  const [own, other] = [workloadOf(facts, view.pod), workloadOf(facts, pod)];
  return own?.kind === 'Deployment' && own.name === other?.name
    ? { ...own, namespace: view.ref.namespace }
    : null;
};

const remedyOf = (facts: Facts, view: ContainerView, holder: Holder): Found['remedies'][number] => {
  const { name = '' } = holder.pod.metadata ?? {};
  const deployment = overlapping(facts, view, holder);
  if (deployment !== null)
    return {
      title: 'Have the old pod end before the new one begins: strategy Recreate',
      command: kubectlPatch(deployment, { spec: { strategy: { type: 'Recreate', rollingUpdate: null } } }),
      action: null,
    };
  return {
    title: `Have only one of the two use the files: see what pod ${name} is for`,
    command: kubectl(view.ref.namespace, 'describe', 'pod', name),
    action: null,
  };
};

export const volumeLocked: Cause = {
  id: 'volume-locked',
  title: 'Another pod holds the lock on files of a shared volume',
  rulesOut: 'known errors in logs',
  signal:
    'The last complaint of a container that exits or is not ready says that files are locked by another process, and an older pod that has not ended mounts the same claim; mostly the old pod of a Deployment that rolls with RollingUpdate.',
  looksAt: ['Pod', 'logs'],
  about: ['Pod'],
  look: (facts) =>
    explanations(facts, 'locked').flatMap(({ trouble, spoken, sign }): Found[] => {
      const { view, words, effect } = trouble;
      const holder = olderHolder(facts, view);
      if (spoken === null || sign === null || holder === null) return [];
      const { name = '', deletionTimestamp } = holder.pod.metadata ?? {};
      const what = sign.subject ?? 'its files';
      const state = deletionTimestamp === undefined ? 'still runs' : 'has not ended yet';
      return [
        {
          severity: 'critical',
          confidence: 'likely',
          object: view.ref,
          summary: `${words} because it cannot lock ${what}: pod ${name} ${state} on the same claim ${holder.claim}`,
          effect,
          evidence: [
            spokenEvidence(spoken, sign),
            statusEvidence(
              refOf('Pod', holder.pod),
              `mounts claim ${holder.claim} on node ${holder.pod.spec?.nodeName ?? '?'}${deletionTimestamp === undefined ? '' : `; being deleted, to be gone by ${deletionTimestamp}`}`,
            ),
            ...trouble.evidence,
          ],
          remedies: [remedyOf(facts, view, holder)],
          fingerprint: `${familyOf(view.pod)} ${view.name} ${holder.claim}`,
        },
      ];
    }),
};
