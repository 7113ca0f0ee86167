import type { Evidence } from '../answer.ts';
import { lackOf, refusedCreations } from '../facts/creation.ts';
import type { RefusedCreation } from '../facts/creation.ts';
import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { quantity } from '../facts/quantities.ts';
import { quotaUsers } from '../facts/quota-users.ts';
import type { Cause } from './cause.ts';

const sentenceOfQuota = /exceeded quota: ([^,\s]+)(?:, requested: (.*?), used: (.*?), limited: (.*?))?$/s;

/** `cpu=2,pods=1` as amounts by resource. */
const amounts = (text: string | undefined): { resource: string; text: string }[] =>
  (text ?? '').split(',').flatMap((part) => {
    const [resource = '', amount = ''] = part.split('=');
    return resource === '' ? [] : [{ resource, text: amount }];
  });

type Exceeded = { name: string; words: string; resources: string[]; roomNow: boolean; uses: Evidence[] };

const exceeded = (facts: Facts, { sentence, object }: RefusedCreation): Exceeded | null => {
  const match = sentenceOfQuota.exec(sentence);
  if (match === null) return null;
  const [, name = '', requested, used, limited] = match;
  const asked = amounts(requested);
  const quota = facts.objects.ResourceQuota.find(
    ({ metadata }) => metadata?.name === name && metadata.namespace === object.namespace,
  );
  const { hard = {}, used: usedNow = {} } = quota?.status ?? {};
  const words = asked
    .map(({ resource, text }) => {
      const of = (list: string | undefined): string =>
        amounts(list).find((one) => one.resource === resource)?.text ?? '?';
      return `${resource}: asked ${text}, used ${of(used)} of ${of(limited)}`;
    })
    .join('; ');
  const roomNow =
    quota !== undefined &&
    asked.length > 0 &&
    asked.every(
      ({ resource, text }) =>
        (quantity(usedNow[resource]) ?? 0) + (quantity(text) ?? 0) <= (quantity(hard[resource]) ?? 0),
    );
  const ref = { kind: 'ResourceQuota', namespace: object.namespace, name };
  const uses = Object.entries(hard).map(([key, most]) => `${key} ${usedNow[key] ?? '?'} of ${most ?? '?'}`);
  return {
    name,
    words,
    resources: asked.map(({ resource }) => resource),
    roomNow,
    uses: uses.length === 0 ? [] : [statusEvidence(ref, `used: ${uses.join(', ')}`)],
  };
};

export const quotaExceeded: Cause = {
  id: 'quota-exceeded',
  title: 'A quota keeps pods from being created',
  rulesOut: 'quotas and pod creation',
  signal:
    'A controller lacks pods (or claims, or its Job), and its condition or FailedCreate event says `exceeded quota`: what was asked, used and allowed, and who uses it.',
  looksAt: ['ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Event', 'ResourceQuota', 'Pod'],
  about: ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'ReplicationController'],
  look: (facts) =>
    refusedCreations(facts).flatMap((refused) => {
      const found = exceeded(facts, refused);
      if (found === null) return [];
      const { object, evidence } = refused;
      const { name, words, resources, roomNow, uses } = found;
      const said = words === '' ? '' : ` (${words})`;
      const users = quotaUsers(facts, object.namespace, resources);
      return [
        {
          severity: 'critical',
          confidence: roomNow ? 'likely' : 'certain',
          object,
          summary: roomNow
            ? `ResourceQuota ${name} was exceeded${said} but has room now: ${lackOf(refused)} until the next try, which can take 15 minutes`
            : `ResourceQuota ${name} is exceeded${said}: ${lackOf(refused)}`,
          brief: roomNow
            ? `ResourceQuota ${name} was exceeded and has room now`
            : `ResourceQuota ${name} is exceeded${said}`,
          evidence: [
            ...evidence,
            ...uses,
            ...users.map((text) =>
              statusEvidence({ kind: 'Namespace', namespace: null, name: object.namespace ?? '' }, text),
            ),
          ],
          remedies: [
            {
              title: resources.some((one) => one.startsWith('count/'))
                ? 'Remove what is not needed (finished pods and Jobs count too), or raise the quota'
                : 'Raise the quota, ask for less, or remove what is not needed',
              command: kubectl(object.namespace, 'describe', 'quota', name),
              action: null,
            },
          ],
          blames: [{ kind: 'ResourceQuota', namespace: object.namespace, name }],
          fingerprint: `${object.namespace ?? ''} ${name}`,
        },
      ];
    }),
};
