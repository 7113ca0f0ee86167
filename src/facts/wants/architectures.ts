import { failedPulls } from '../images.ts';
import { containersOf, lastEnd } from '../pods.ts';
import type { ContainerView } from '../pods.ts';
import { keyOf } from '../refs.ts';
import { startFailures } from '../starts.ts';
import type { Want, Wanting } from './want.ts';

const enough = 5;

/**
 * What the runtime could not execute leaves one of these codes within a second, and its sentence in the log, which is
 * read at the same time as this.
 */
const diedAtOnce = (view: ContainerView): boolean => {
  const { exitCode, startedAt, finishedAt } = lastEnd(view.status) ?? {};
  const seconds = (Date.parse(finishedAt ?? '') - Date.parse(startedAt ?? '')) / 1000;
  return [1, 126, 255].includes(exitCode ?? 0) && seconds >= 0 && seconds <= 1;
};

/** Where an image may be built for another processor: whether there are nodes with another, a few of each sort. */
export const architectures: Wanting = {
  id: 'architectures',
  rights: [{ kind: 'Node', verb: 'list' }],
  wants: ({ facts, near, pods }) => {
    const isBelow = ({ view }: { view: ContainerView }): boolean => near.below.has(keyOf(view.ref));
    const asked =
      failedPulls(facts, 'platform').some(isBelow) ||
      startFailures(facts, 'architecture').some(isBelow) ||
      pods.some((pod) => containersOf(pod).some(diedAtOnce));
    if (!asked) return [];
    return ['kubernetes.io/arch=amd64', 'kubernetes.io/arch!=amd64'].map((labels): Want => ({
      read: 'list',
      kind: 'Node',
      query: { namespace: null, labels, metadataOnly: true, limit: enough },
    }));
  },
};
