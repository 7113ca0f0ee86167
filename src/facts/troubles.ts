import type { Facts } from './facts.ts';
import type { ContainerView } from './pods.ts';

/** Whether the log of a container in trouble says why, so that the cause of that kind speaks for it. */
export const isExplainedByLog = (_facts: Facts, _view: ContainerView): boolean => false;
