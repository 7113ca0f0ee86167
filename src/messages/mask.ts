import { maskAssignments } from './mask-assignments.ts';
import { maskRandom } from './mask-random.ts';
import { maskTokens } from './mask-tokens.ts';

/**
 * The text with every secret it seems to hold replaced by `‹masked: KIND›`. What names things stays readable: image
 * digests, commit ids, uids, pod-template hashes, resource names, paths. A masked text comes back unchanged.
 * Takes linear time; the text should be cleaned first, since an invisible character splits a secret.
 */
export const maskSecrets = (text: string): string => maskRandom(maskAssignments(maskTokens(text)));
