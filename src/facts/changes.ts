import type { Change } from '../answer.ts';
import type { Facts, Subject } from './facts.ts';
import type { ObjectOf } from './objects.ts';
import { keyOf, refOf } from './refs.ts';
import type { Neighbourhood } from './related.ts';
import { revisionsOf, templateChanges } from './revisions.ts';

const changesAtMost = 5;

/** Who wrote the pod template of a Deployment last before `at`, as the field managers tell it. */
const authorOf = (deployment: ObjectOf['Deployment'], at: string): string | null => {
  const writers = (deployment.metadata?.managedFields ?? [])
    .filter(({ subresource, time }) => subresource === undefined && time !== undefined && time <= at)
    .toSorted((a, b) => (b.time ?? '').localeCompare(a.time ?? ''));
  return writers[0]?.manager ?? null;
};

const rollouts = (facts: Facts, deployment: ObjectOf['Deployment']): Change[] => {
  const revisions = revisionsOf(facts, deployment);
  return revisions.flatMap(({ number, set }, index) => {
    const before = revisions[index + 1];
    const at = set.metadata?.creationTimestamp;
    if (before === undefined || at === undefined) return [];
    const phrases = templateChanges(before.set.spec?.template, set.spec?.template);
    // A rollback brings an old ReplicaSet back: its creation says nothing about when it was rolled out again.
    if (before.set.metadata?.creationTimestamp !== undefined && before.set.metadata.creationTimestamp > at)
      return [];
    return [
      {
        at,
        what: `revision ${number} of ${deployment.metadata?.name ?? ''}: ${phrases.join('; ') || 'same template'}`,
        by: authorOf(deployment, at),
      },
    ];
  });
};

/** What changed around the subject, newest first: the rollouts of the Deployments it belongs to. */
export const changesOf = (facts: Facts, subject: Subject, { above, below }: Neighbourhood): Change[] =>
  facts.objects.Deployment.filter((deployment) => {
    const key = keyOf(refOf('Deployment', deployment));
    return key === keyOf(subject) || above.has(key) || below.has(key);
  })
    .flatMap((deployment) => rollouts(facts, deployment))
    .toSorted((a, b) => b.at.localeCompare(a.at))
    .slice(0, changesAtMost);
