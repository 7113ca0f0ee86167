import type { Answer } from '../answer.ts';
import type { Facts, Subject } from '../facts/facts.ts';
import { kinds } from '../facts/kinds.ts';
import { isManifest } from '../facts/manifest.ts';
import { nameOf, refOf, sameRef } from '../facts/refs.ts';

/**
 * The answer about an object of which files hold only the manifest: it runs nowhere that they show, so nothing is known
 * to be wrong with it, and nothing to be right. Null for any other object.
 */
export const manifestAnswer = (facts: Facts, subject: Subject): Answer | null => {
  const kind = kinds.find((one) => one.kind === subject.kind)?.kind;
  const fromFiles = facts.gaps.some(({ failure }) => failure?.reason === 'absent');
  if (kind === undefined || !fromFiles) return null;
  const object = facts.objects[kind].find((one) => sameRef(refOf(kind, one), subject));
  if (object === undefined || !isManifest(object)) return null;
  return {
    apiVersion: 'kubewhy/v1',
    target: { cluster: facts.cluster, ...subject },
    state: 'unknown',
    summary: `Only the manifest of ${nameOf(subject)} is in the files: it has no status, so it is not seen to run anywhere`,
    findings: [],
    changes: [],
    where: { node: null, containers: [], logs: null },
    ruledOut: [],
    unexamined: [
      {
        what: 'its status and everything around it',
        why: 'not in the files: kubectl get KIND NAME -o yaml prints an object with its status',
        reason: 'absent',
      },
    ],
  };
};
