import { lackOf, refusedCreations } from '../facts/creation.ts';
import { specEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

const sentenceOfLevel = /violates PodSecurity "([^":]+)(?::[^"]*)?": (.*)$/s;

/** The checks that failed, each with what it says in brackets: `allowPrivilegeEscalation != false (container "app" must …)`. */
const checksIn = (text: string): { name: string; says: string }[] =>
  [...text.matchAll(/([^,()][^()]*?) \(((?:[^()]|\([^()]*\))*)\)/g)].map(([, name = '', says = '']) => ({
    name: name.replace(/^,\s*/, '').trim(),
    says,
  }));

export const podSecurityDenied: Cause = {
  id: 'pod-security-denied',
  title: 'Pod Security admission denies the pods',
  rulesOut: 'quotas and pod creation',
  signal:
    'A controller lacks pods and the API server says `violates PodSecurity "LEVEL"`, with each field that breaks the level that the labels of the namespace enforce.',
  looksAt: ['ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'Event', 'Namespace'],
  about: ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'ReplicationController'],
  look: (facts) =>
    refusedCreations(facts).flatMap((refused) => {
      const match = sentenceOfLevel.exec(refused.sentence);
      if (match === null) return [];
      const [, level = '', text = ''] = match;
      const { object, evidence } = refused;
      const checks = checksIn(text);
      const names = checks.length === 0 ? text : checks.map(({ name }) => name).join(', ');
      const namespace = facts.objects.Namespace.find(({ metadata }) => metadata?.name === object.namespace);
      const labels = Object.entries(namespace?.metadata?.labels ?? {})
        .filter(([key]) => key.startsWith('pod-security.kubernetes.io/enforce'))
        .map(([key, value]) => `${key}=${value ?? ''}`);
      const short = `Pod Security level ${level} of namespace ${object.namespace ?? ''} forbids ${names}`;
      return [
        {
          severity: 'critical',
          confidence: 'certain',
          object,
          summary: `${short}: ${lackOf(refused)}`,
          brief: short,
          evidence: [
            ...evidence,
            ...(namespace === undefined || labels.length === 0
              ? []
              : [specEvidence(refOf('Namespace', namespace), `labels: ${labels.join(', ')}`)]),
          ],
          remedies: [
            {
              title: `Set in the pod template: ${checks.map(({ says }) => says).join('; ') || 'what the level demands'}`,
              command: kubectl(object.namespace, 'edit', `${object.kind.toLowerCase()}/${object.name}`),
              action: null,
            },
          ],
          fingerprint: `${object.namespace ?? ''} ${level} ${names}`,
        },
      ];
    }),
};
