import type { Remedy } from '../answer.ts';
import { containerTitle } from './pods.ts';
import type { Sibling } from './siblings.ts';

/** The container of the same pod that should serve it, and why it does not. */
export const siblingClause = ({ view, how }: Sibling): string => {
  const title = containerTitle(view);
  switch (how) {
    case 'later':
      return `${title}, which serves it, starts only after ${view.role === 'app' ? 'all init containers' : 'it'}`;
    case 'down':
      return `${title} of its pod does not run`;
    case 'unready':
      return `${title} of its pod is not ready`;
  }
};

/**
 * What lets a container that serves only later serve in time. A native sidecar runs beside the init containers behind it:
 * https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
 */
export const siblingRemedies = ({ view, how }: Sibling, asker: string): Remedy[] => {
  if (how !== 'later') return [];
  const title =
    view.role === 'app'
      ? `Make ${view.name} a native sidecar, an init container with restartPolicy: Always, ahead of ${asker}`
      : `Move ${view.name} ahead of ${asker} in initContainers`;
  return [{ title, command: null, action: null }];
};
