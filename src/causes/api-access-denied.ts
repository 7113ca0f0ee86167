import type { Remedy } from '../answer.ts';
import { specEvidence } from '../facts/evidence.ts';
import { explanations } from '../facts/explanations.ts';
import { failedGrant } from '../facts/grants.ts';
import type { FailedGrant } from '../facts/grants.ts';
import { kubectl } from '../facts/kubectl.ts';
import { familyOf } from '../facts/pods.ts';
import { denialIn } from '../facts/rbac-denials.ts';
import type { Denial } from '../facts/rbac-denials.ts';
import { spokenEvidence } from '../facts/spoken.ts';
import type { Cause } from './cause.ts';

/**
 * What has to be granted together: who elects a leader reads, makes and renews its Lease.
 * https://pkg.go.dev/k8s.io/client-go/tools/leaderelection/resourcelock#Interface
 */
const verbsFor = ({ verb, resource }: Denial): string => (resource === 'leases' ? 'get,create,update' : verb);

const resourceOf = ({ resource, group }: Denial): string =>
  group === '' ? resource : `${resource}.${group}`;

/** The two lines that grant what was asked for, and no more. */
const grants = (denial: Denial): Remedy[] => {
  const { account, verb, resource, scope } = denial;
  const [kind, clusterWide] = scope === null ? ['clusterrole', true] : ['role', false];
  const name = `${account.name}-${verb}-${resource.replace(/[^a-z0-9]+/g, '-')}`;
  return [
    {
      title: 'Grant it: make a role',
      command: kubectl(
        scope,
        'create',
        kind,
        name,
        `--verb=${verbsFor(denial)}`,
        `--resource=${resourceOf(denial)}`,
      ),
      action: null,
    },
    {
      title: `Bind it to ServiceAccount ${account.name}`,
      command: kubectl(
        scope,
        'create',
        clusterWide ? 'clusterrolebinding' : 'rolebinding',
        name,
        `--${kind}=${name}`,
        `--serviceaccount=${account.namespace}:${account.name}`,
      ),
      action: null,
    },
  ];
};

const grantWords = (failed: FailedGrant): string =>
  failed.why === 'no-role'
    ? `RoleBinding ${failed.binding.name} names Role ${failed.role}, which does not exist`
    : `RoleBinding ${failed.binding.name} names ServiceAccount ${failed.account} instead`;

/** Mending the binding that is there comes before another one beside it. */
const remedyFor = (denial: Denial, failed: FailedGrant): Remedy =>
  failed.why === 'no-role'
    ? {
        title: `Create Role ${failed.role}, which RoleBinding ${failed.binding.name} names`,
        command: kubectl(
          failed.binding.namespace,
          'create',
          'role',
          failed.role,
          `--verb=${verbsFor(denial)}`,
          `--resource=${resourceOf(denial)}`,
        ),
        action: null,
      }
    : {
        title: `Correct the namespace of the subject in RoleBinding ${failed.binding.name}`,
        command: kubectl(failed.binding.namespace, 'edit', 'rolebinding', failed.binding.name),
        action: null,
      };

export const apiAccessDenied: Cause = {
  id: 'api-access-denied',
  title: "Pod's ServiceAccount may not do what the container asks of the API",
  rulesOut: 'known errors in logs',
  signal:
    'The last complaint of a container that exits or is not ready is the sentence of the API server that a ServiceAccount cannot use a verb on a resource.',
  looksAt: ['Pod', 'logs'],
  about: ['Pod'],
  look: (facts) =>
    explanations(facts, 'rbac-denied').flatMap(({ trouble, spoken, sign }) => {
      if (spoken === null || sign === null) return [];
      const { view, words, effect } = trouble;
      const denial = denialIn(sign.line);
      const own = view.pod.spec?.serviceAccountName ?? 'default';
      const where = denial?.scope === null ? 'in the whole cluster' : `in namespace ${denial?.scope ?? ''}`;
      const failed = denial === null ? null : failedGrant(facts, denial);
      const foreign =
        denial !== null && (denial.account.name !== own || denial.account.namespace !== view.ref.namespace);
      return [
        {
          severity: 'critical' as const,
          confidence: denial === null || foreign ? ('possible' as const) : ('likely' as const),
          object: view.ref,
          summary:
            denial === null
              ? `${words} because the API server denies it something: ${sign.line}`
              : `${words} because ServiceAccount ${denial.account.name} may not ${denial.verb} ${denial.resource} ${where}${failed === null ? '' : `: ${grantWords(failed)}`}`,
          effect,
          evidence: [
            spokenEvidence(spoken, sign),
            specEvidence(view.ref, `serviceAccountName: ${own}`),
            ...(failed === null ? [] : [specEvidence(failed.binding, grantWords(failed))]),
            ...trouble.evidence,
          ],
          remedies: denial === null ? [] : failed === null ? grants(denial) : [remedyFor(denial, failed)],
          fingerprint: `${familyOf(view.pod)} ${view.name} ${sign.subject ?? ''}`,
        },
      ];
    }),
};
