import type { ContainerView, EndedRun } from './pods.ts';

/** `fromLog` tells that it may be the end of the log, and no message of its own. */
type Message = { lines: string[]; fromLog: boolean };

/**
 * What the kubelet keeps of the last words of a container: the message that its program left, or with the policy
 * FallbackToLogsOnError the end of its log. Null where there is nothing.
 * https://kubernetes.io/docs/tasks/debug/debug-application/determine-reason-pod-failure/
 */
export const terminationMessage = ({ spec }: ContainerView, end: EndedRun | undefined): Message | null => {
  const lines = (end?.message ?? '').split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0) return null;
  return { lines, fromLog: spec?.terminationMessagePolicy === 'FallbackToLogsOnError' };
};
