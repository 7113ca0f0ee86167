import { missingCapabilities } from './capabilities.ts';
import { isExplainedByLog } from './explanations.ts';
import type { Facts } from './facts.ts';
import type { ContainerView } from './pods.ts';
import { sameRef } from './refs.ts';
import { emptyMounts } from './sub-paths.ts';
import { unmountedTokens } from './unmounted-tokens.ts';

/**
 * Whether a cause that knows more speaks for a container in trouble: of what its log says, with what its spec leaves out, or of
 * a mount that is empty. Then those that only see that it exits or is not ready are silent.
 */
export const isExplained = (facts: Facts, view: ContainerView): boolean =>
  isExplainedByLog(facts, view) ||
  [...emptyMounts(facts), ...missingCapabilities(facts), ...unmountedTokens(facts)].some(
    ({ trouble }) => trouble.view.name === view.name && sameRef(trouble.view.ref, view.ref),
  );
