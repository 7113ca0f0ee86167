import { lackOf, refusedCreations } from '../facts/creation.ts';
import { specEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { nearest } from '../facts/near.ts';
import type { Cause } from './cause.ts';

export const serviceAccountMissing: Cause = {
  id: 'service-account-missing',
  title: 'ServiceAccount does not exist',
  rulesOut: 'quotas and pod creation',
  signal: 'A controller lacks pods and the API server says `serviceaccount "x" not found`.',
  looksAt: ['ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'Event', 'ServiceAccount'],
  about: ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'ReplicationController'],
  look: (facts) =>
    refusedCreations(facts).flatMap((refused) => {
      const name = /serviceaccount "([^"]+)" not found/.exec(refused.sentence)?.[1];
      if (name === undefined) return [];
      const { object, evidence } = refused;
      const accounts = facts.objects.ServiceAccount.filter(
        ({ metadata }) => metadata?.namespace === object.namespace,
      ).flatMap(({ metadata }) => metadata?.name ?? []);
      const back = accounts.includes(name);
      const [near] = nearest(name, accounts, 1);
      const short = back
        ? `ServiceAccount ${name} did not exist when pods were last tried, and does now`
        : `ServiceAccount ${name} does not exist in namespace ${object.namespace ?? ''}${near === undefined ? '' : ` (there is ${near})`}`;
      return [
        {
          severity: back ? 'warning' : 'critical',
          confidence: back ? 'likely' : 'certain',
          object,
          summary: `${short}: ${lackOf(refused)}${back ? ' until the next try, which can take 15 minutes' : ''}`,
          brief: short,
          evidence: [
            ...evidence,
            ...(accounts.length === 0
              ? []
              : [
                  specEvidence(
                    { kind: 'Namespace', namespace: null, name: object.namespace ?? '' },
                    `ServiceAccounts: ${accounts.slice(0, 10).join(', ')}`,
                  ),
                ]),
          ],
          remedies: back
            ? []
            : [
                {
                  title: 'Create the ServiceAccount, or correct serviceAccountName',
                  command: kubectl(object.namespace, 'create', 'serviceaccount', name),
                  action: null,
                },
              ],
          fingerprint: `${object.namespace ?? ''} ${name}`,
        },
      ];
    }),
};
