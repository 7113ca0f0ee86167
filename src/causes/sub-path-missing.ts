import { specEvidence } from '../facts/evidence.ts';
import { isExplainedByLog } from '../facts/explanations.ts';
import { lastWords } from '../facts/last-words.ts';
import { familyOf } from '../facts/pods.ts';
import { emptyMounts, missingKeyWords } from '../facts/sub-paths.ts';
import type { Cause } from './cause.ts';

export const subPathMissing: Cause = {
  id: 'sub-path-missing',
  title: 'Mounted file is an empty folder',
  rulesOut: 'ConfigMap and Secret references',
  signal:
    'A container in trouble mounts one key of a ConfigMap or Secret by subPath, and there is no such key: the kubelet makes an empty folder in its place, and says nothing.',
  looksAt: ['Pod', 'Event', 'keys'],
  about: ['Pod'],
  look: (facts) =>
    emptyMounts(facts)
      .filter(({ trouble }) => !isExplainedByLog(facts, trouble.view))
      .map(({ trouble: { view, words, effect, evidence }, mount, missing }) => {
        const { kind, name, key, near, keys } = missing;
        const path = mount.mountPath ?? key;
        return {
          severity: 'critical',
          confidence: 'likely',
          object: view.ref,
          summary: `${words}: ${path} is an empty folder in it, as ${missingKeyWords(missing)}`,
          effect,
          evidence: [
            specEvidence(view.ref, `${view.name}: mounts ${key} of ${kind} ${name} at ${path} (subPath)`),
            specEvidence(view.ref, `${kind} ${name} holds the keys: ${keys.join(', ') || 'none'}`),
            ...lastWords(facts, view).evidence,
            ...evidence,
          ],
          remedies: [
            {
              title:
                near === null
                  ? `Add the key ${key} to ${kind} ${name}, and start the pod anew`
                  : `Mount ${near} by subPath, or add the key ${key} to ${kind} ${name}, and start the pod anew`,
              command: null,
              action: null,
            },
          ],
          fingerprint: `${familyOf(view.pod)} ${view.name} ${key}`,
        };
      }),
};
