import { specEvidence } from '../facts/evidence.ts';
import { refOf } from '../facts/refs.ts';
import { matches, toQuery } from '../facts/selectors.ts';
import type { Cause } from './cause.ts';

const selecting = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'] as const;

export const selectorMismatch: Cause = {
  id: 'selector-mismatch',
  title: 'The selector of a workload does not match its own pods',
  rulesOut: 'selectors of workloads',
  signal:
    'The labels of the pod template do not satisfy spec.selector. The API server refuses that since apps/v1, so it is met in manifests and in dumps of old clusters.',
  looksAt: ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'],
  about: ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'],
  look: (facts) =>
    selecting.flatMap((kind) =>
      facts.objects[kind].flatMap(({ metadata, spec }) => {
        const labels = spec?.template?.metadata?.labels;
        if (spec?.selector === undefined || spec.template === undefined || matches(spec.selector, labels))
          return [];
        const object = refOf(kind, { metadata });
        const missing = Object.entries(spec.selector.matchLabels ?? {}).find(
          ([key, value]) => labels?.[key] !== value,
        );
        const [key = '', value = ''] = missing ?? [];
        const carried = labels?.[key];
        const differs =
          missing === undefined
            ? toQuery(spec.selector)
            : `${key}=${value}, and the pods ${carried === undefined ? 'have no such label' : `carry ${key}=${carried}`}`;
        return [
          {
            severity: 'critical' as const,
            confidence: 'certain' as const,
            object,
            summary: `${kind} ${object.name} does not match its own pods: its selector asks for ${differs}`,
            evidence: [
              specEvidence(object, `selector: ${toQuery(spec.selector)}`),
              specEvidence(
                object,
                `template labels: ${Object.entries(labels ?? {})
                  .map(([label, one]) => `${label}=${one ?? ''}`)
                  .join(', ')}`,
              ),
            ],
            remedies: [
              {
                title: 'Give the template the labels of the selector: the API server refuses it as it is',
                command: null,
                action: null,
              },
            ],
            fingerprint: `${kind} ${object.namespace ?? ''}/${object.name}`,
          },
        ];
      }),
    ),
};
