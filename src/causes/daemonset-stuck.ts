import { daemonPodsOf } from '../facts/daemonsets.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { isReady, isTroubled } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import { setRevisionsOf } from '../facts/set-revisions.ts';
import { templateChanges } from '../facts/template-changes.ts';
import type { Cause } from './cause.ts';

export const daemonsetStuck: Cause = {
  id: 'daemonset-stuck',
  title: 'Rollout of a DaemonSet does not get on',
  rulesOut: 'rollouts',
  signal:
    'Pods of the newest revision fail while fewer nodes are up to date than wanted: by default the next pod is replaced only when the one before it is available. The ControllerRevisions tell what changed.',
  looksAt: ['DaemonSet', 'Pod', 'ControllerRevision'],
  about: ['DaemonSet'],
  look: (facts) =>
    facts.objects.DaemonSet.flatMap((set) => {
      const { desiredNumberScheduled = 0, updatedNumberScheduled = 0 } = set.status ?? {};
      if (updatedNumberScheduled >= desiredNumberScheduled || set.spec?.updateStrategy?.type === 'OnDelete')
        return [];
      const [newest, before] = setRevisionsOf(facts, set);
      const pods = daemonPodsOf(facts, set);
      const born = (name: string | undefined): string =>
        pods.find(({ metadata }) => metadata?.labels?.['controller-revision-hash'] === name)?.metadata
          ?.creationTimestamp ?? '';
      const hashes = [
        ...new Set(pods.flatMap(({ metadata }) => metadata?.labels?.['controller-revision-hash'] ?? [])),
      ];
      const hash =
        newest === undefined
          ? hashes.toSorted((a, b) => born(b).localeCompare(born(a)))[0]
          : hashes.find((one) => newest.name.endsWith(`-${one}`));
      const broken = pods.filter(
        (pod) => pod.metadata?.labels?.['controller-revision-hash'] === hash && isTroubled(facts, pod),
      );
      if (hash === undefined || broken.length === 0) return [];
      const object = refOf('DaemonSet', set);
      const serving = pods.filter(
        (pod) => pod.metadata?.labels?.['controller-revision-hash'] !== hash && isReady(pod),
      ).length;
      const title = newest === undefined ? 'its newest revision' : `revision ${newest.number}`;
      const what = `rollout of DaemonSet ${object.name} to ${title} is stuck: ${updatedNumberScheduled} of ${desiredNumberScheduled} nodes are up to date, ${serving} still run the revision before`;
      return [
        {
          severity: 'critical',
          confidence: 'certain',
          object,
          summary: `The ${what}`,
          effect: `the rollout of DaemonSet ${object.name} to ${title} is stuck (${updatedNumberScheduled} of ${desiredNumberScheduled} nodes are up to date)`,
          evidence: [
            ...(newest === undefined || before === undefined
              ? []
              : [
                  specEvidence(
                    object,
                    `revision ${before.number} → ${newest.number}: ${templateChanges(before.template, newest.template).join('; ') || 'same template'}`,
                  ),
                ]),
            statusEvidence(
              object,
              `updatedNumberScheduled: ${updatedNumberScheduled}, numberUnavailable: ${set.status?.numberUnavailable ?? 0}, desiredNumberScheduled: ${desiredNumberScheduled}`,
            ),
          ],
          remedies: [
            {
              title: 'Roll back',
              command: kubectl(
                object.namespace,
                'rollout',
                'undo',
                `daemonset/${object.name}`,
                ...(before === undefined ? [] : [`--to-revision=${before.number}`]),
              ),
              action: null,
            },
          ],
          follows: broken.map((pod) => refOf('Pod', pod)),
          fingerprint: `${object.namespace ?? ''}/${object.name}`,
        },
      ];
    }),
};
