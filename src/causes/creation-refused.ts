import { refusedCreations } from '../facts/creation.ts';
import type { Cause } from './cause.ts';

/** What keeps the API server from taking a pod, by its own words, and what helps. */
const known: readonly (readonly [RegExp, string, string])[] = [
  [
    /failed quota: \S+: must specify (\S+)/,
    'the quota demands a field that the pod does not set',
    'Set the request or limit, or give the namespace a LimitRange with defaults',
  ],
  [
    /violates PodSecurity/,
    'Pod Security admission denies it',
    'Bring the securityContext in line with the level of the namespace',
  ],
  [
    /serviceaccount "([^"]+)" not found/,
    'its ServiceAccount does not exist',
    'Create the ServiceAccount, or correct serviceAccountName',
  ],
  [/admission webhook "([^"]+)" denied/, 'an admission webhook denies it', 'Meet the policy of the webhook'],
  [
    /failed calling webhook/,
    'an admission webhook does not answer',
    'Restore the Service behind the webhook',
  ],
  [
    /(?:maximum|minimum) \S+ usage per/,
    'a LimitRange denies it',
    'Change the request or limit, or the LimitRange',
  ],
  [
    /no PriorityClass with name (\S+) was found/,
    'its PriorityClass does not exist',
    'Create the PriorityClass, or correct priorityClassName',
  ],
  [/is being terminated/, 'the namespace is being deleted', 'Wait until it is gone and create it anew'],
];

/** The sentence without its frame; of a Pod Security denial only the names of the fields. */
const brief = (sentence: string): string => {
  const plain = sentence.replace(/^.*? is forbidden: |^Error creating: /, '');
  const [, level, fields] = /^violates PodSecurity "([^"]+)": (.*)$/s.exec(plain) ?? [];
  if (fields === undefined) return plain;
  const names = fields
    .replaceAll(/\([^()]*(?:\([^()]*\)[^()]*)*\)/g, '')
    .split(',')
    .map((name) => name.trim());
  return `level ${level ?? ''} forbids ${names.join(', ')}`;
};

export const creationRefused: Cause = {
  id: 'creation-refused',
  title: 'The API server does not admit the pods',
  rulesOut: 'quotas and pod creation',
  signal:
    'A controller lacks pods and its FailedCreate event names another reason than an exceeded quota: a demanded field, Pod Security, a missing ServiceAccount, a webhook, a LimitRange.',
  looksAt: ['ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'Event'],
  about: ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job'],
  look: (facts) =>
    refusedCreations(facts)
      .filter(({ sentence }) => !sentence.includes('exceeded quota'))
      .map(({ object, sentence, wanted, present, evidence }) => {
        const match = known.find(([pattern]) => pattern.test(sentence));
        const [, what, remedy] = match ?? [];
        const said = brief(sentence);
        return {
          severity: 'critical',
          confidence: match === undefined ? 'likely' : 'certain',
          object,
          summary: `Pods of ${object.kind} ${object.name} cannot be created (${present} of ${wanted} exist): ${what === undefined ? '' : `${what}: `}${said}`,
          evidence,
          remedies: remedy === undefined ? [] : [{ title: remedy, command: null, action: null }],
          fingerprint: `${object.namespace ?? ''} ${what ?? said}`,
        };
      }),
};
