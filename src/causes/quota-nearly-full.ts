import { statusEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { quantity } from '../facts/quantities.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

const nearly = 0.9;

export const quotaNearlyFull: Cause = {
  id: 'quota-nearly-full',
  title: 'Quota is nearly used up',
  rulesOut: 'quotas and pod creation',
  signal:
    '`status.used` of a ResourceQuota is at least 90 % of `status.hard` for a resource. It is only mentioned: many quotas are meant to be full.',
  looksAt: ['ResourceQuota'],
  about: ['ResourceQuota'],
  look: (facts) =>
    facts.objects.ResourceQuota.flatMap((quota) => {
      const object = refOf('ResourceQuota', quota);
      const tight = Object.entries(quota.status?.hard ?? {})
        .flatMap(([resource, hard]) => {
          const used = quota.status?.used?.[resource];
          const share = (quantity(used) ?? 0) / (quantity(hard) ?? Infinity);
          return share >= nearly ? [{ resource, hard: hard ?? '', used: used ?? '', share }] : [];
        })
        .toSorted((a, b) => b.share - a.share);
      const [first] = tight;
      if (first === undefined) return [];
      const words = tight
        .slice(0, 3)
        .map(
          ({ resource, used, hard, share }) =>
            `${used} of ${hard} ${resource} (${Math.floor(share * 100)} %)`,
        )
        .join(', ');
      return [
        {
          severity: 'info',
          confidence: 'certain',
          object,
          summary: `Quota ${object.name} is ${first.share >= 1 ? 'used up' : 'nearly used up'}: ${words}`,
          effect: `quota ${object.name} leaves no room`,
          evidence: tight.map(({ resource, used, hard }) =>
            statusEvidence(object, `${resource}: used ${used}, hard ${hard}`),
          ),
          remedies: [
            {
              title: 'Raise it, or remove what is not needed, before the next pod is refused',
              command: kubectl(object.namespace, 'describe', 'resourcequota', object.name),
              action: null,
            },
          ],
          fingerprint: `${object.namespace ?? ''}/${object.name}`,
        },
      ];
    }),
};
