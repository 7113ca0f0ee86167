import type { ContainerView } from './pods.ts';

/**
 * Whether the command of a container names a variable as `$(NAME)` that its declaration does not set one by one. The
 * kubelet leaves such a reference as it stands, and a shell takes it for a command.
 * https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/
 */
export const isUnexpanded = ({ spec }: ContainerView, name: string): boolean =>
  [...(spec?.command ?? []), ...(spec?.args ?? [])].some((word) => word.includes(`$(${name})`)) &&
  !(spec?.env ?? []).some((entry) => entry.name === name);
