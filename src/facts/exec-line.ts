import { kubectl } from './kubectl.ts';
import type { ContainerView } from './pods.ts';

/** A line that runs a command in a container; null where that does not run, as then it cannot. */
export const execLine = (
  { ref, name, status }: ContainerView,
  ...command: readonly string[]
): string | null =>
  status?.state?.running === undefined
    ? null
    : kubectl(ref.namespace, 'exec', ref.name, '-c', name, '--', ...command);
