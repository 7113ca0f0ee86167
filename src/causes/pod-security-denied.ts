import type { ObjectRef, Remedy } from '../answer.ts';
import { lackOf, refusedCreations } from '../facts/creation.ts';
import { specEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

const sentenceOfLevel = /violates PodSecurity "([^":]+)(?::[^"]*)?": (.*)$/s;

/** A check that failed: `hostPath volumes`, and what it says. https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
type Check = { name: string; says: string };

/** The checks that failed, each with what it says in brackets: `allowPrivilegeEscalation != false (container "app" must …)`. */
const checksIn = (text: string): Check[] =>
  [...text.matchAll(/([^,()][^()]*?) \(((?:[^()]|\([^()]*\))*)\)/g)].map(([, name = '', says = '']) => ({
    name: name.replace(/^,\s*/, '').trim(),
    says,
  }));

/** Checks that say what must be set; the rest say what is too much: of some the thing alone, as `volume "data"`. */
const demands = ({ says }: Check): boolean => /\bmust set\b/.test(says);
const isBare = ({ says }: Check): boolean => !/\bmust\b/.test(says);

const titledAtMost = 80;

/** The checks by their names, with what breaks them where that is the thing alone and there is room. */
const titlesOf = (checks: readonly Check[]): string => {
  const whole = checks
    .map((check) => (isBare(check) ? `${check.name} (${check.says})` : check.name))
    .join(', ');
  return whole.length <= titledAtMost ? whole : checks.map(({ name }) => name).join(', ');
};

const remediesOf = (checks: readonly Check[], { kind, namespace, name }: ObjectRef): Remedy[] => {
  const command = kubectl(namespace, 'edit', `${kind.toLowerCase()}/${name}`);
  const bare = checks.filter(isBare);
  const parts: [string, Check[]][] = [
    ['Set in the pod template', checks.filter(demands)],
    ['Correct in the pod template', checks.filter((check) => !demands(check) && !isBare(check))],
  ];
  const lines = [
    ...parts.flatMap(([title, some]) =>
      some.length === 0 ? [] : [`${title}: ${some.map(({ says }) => says).join('; ')}`],
    ),
    ...(bare.length === 0
      ? []
      : [
          `Take out of the pod template: ${bare.map((check) => `${check.says} (${check.name})`).join('; ')}; or run it, where it cannot do without, in a namespace of its own with a level that allows it`,
        ]),
  ];
  return (lines.length === 0 ? ['Change in the pod template what the level forbids'] : lines).map(
    (title) => ({
      title,
      command,
      action: null,
    }),
  );
};

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
      const names = checks.length === 0 ? text : titlesOf(checks);
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
          remedies: remediesOf(checks, object),
          fingerprint: `${object.namespace ?? ''} ${level} ${names}`,
        },
      ];
    }),
};
