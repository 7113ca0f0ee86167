import { specEvidence } from '../facts/evidence.ts';
import { explanations } from '../facts/explanations.ts';
import type { Explanation } from '../facts/explanations.ts';
import type { Facts } from '../facts/facts.ts';
import { grantRemedies } from '../facts/grant-remedies.ts';
import { failedGrant } from '../facts/grants.ts';
import type { FailedGrant } from '../facts/grants.ts';
import { familyOf } from '../facts/pods.ts';
import { quietDenials } from '../facts/quiet-denials.ts';
import type { QuietDenial } from '../facts/quiet-denials.ts';
import { denialIn } from '../facts/rbac-denials.ts';
import type { Denial } from '../facts/rbac-denials.ts';
import { spokenEvidence } from '../facts/spoken.ts';
import { unheardPods } from '../facts/unheard.ts';
import type { Cause, Found } from './cause.ts';

const grantWords = (failed: FailedGrant): string => {
  const { binding, why } = failed;
  if (why === 'no-role') return `RoleBinding ${binding.name} names Role ${failed.role}, which does not exist`;
  return `RoleBinding ${binding.name} names ${failed.instead}${failed.state === 'absent' ? ', which does not exist' : ' instead'}`;
};

const bindingWords = (failed: FailedGrant): string =>
  failed.why === 'no-role' && failed.meant !== null
    ? `roleRef: Role ${failed.role}, which does not exist; there is Role ${failed.meant}`
    : grantWords(failed);

/** Characters at most of a sentence that goes on with what a binding lacks: more would not fit a summary. */
const briefAtMost = 200;

/** Who may not do what; where a binding was meant to let it, that comes before all else, however long the names are. */
const briefOf = (words: string, { account, verb, resource }: Denial, failed: FailedGrant | null): string => {
  const denied = `ServiceAccount ${account.name} may not ${verb} ${resource}`;
  if (failed === null) return `${words} because ${denied}`;
  const whole = `${denied}: ${grantWords(failed)}`;
  return whole.length <= briefAtMost ? whole : grantWords(failed);
};

const scopeWords = ({ scope }: Denial): string =>
  scope === null ? 'in the whole cluster' : `in namespace ${scope}`;

/** A container that is ready, and of whose log little but denials is left. */
const ofReady = (facts: Facts, { view, spoken, sign, denial, words, evidence }: QuietDenial): Found => {
  const failed = failedGrant(facts, denial);
  const why = failed === null ? '' : `: ${grantWords(failed)}`;
  const denied = `${words}: ServiceAccount ${denial.account.name} may not ${denial.verb} ${denial.resource}`;
  return {
    severity: 'warning',
    confidence: 'likely',
    object: view.ref,
    summary: `${denied} ${scopeWords(denial)}${why}`,
    brief: failed === null ? denied : briefOf(words, denial, failed),
    evidence: [
      spokenEvidence(spoken, sign),
      specEvidence(view.ref, `serviceAccountName: ${denial.account.name}`),
      ...(failed === null ? [] : [specEvidence(failed.binding, bindingWords(failed))]),
      ...evidence,
    ],
    remedies: grantRemedies(denial, failed),
    fingerprint: `${familyOf(view.pod)} ${view.name} ${sign.subject ?? ''}`,
  };
};

const ofTroubled = (facts: Facts, { trouble, spoken, sign }: Explanation): Found[] => {
  if (spoken === null || sign === null) return [];
  const { view, words, effect } = trouble;
  const denial = denialIn(sign.line);
  const own = view.pod.spec?.serviceAccountName ?? 'default';
  const failed = denial === null ? null : failedGrant(facts, denial);
  const foreign =
    denial !== null && (denial.account.name !== own || denial.account.namespace !== view.ref.namespace);
  return [
    {
      severity: 'critical',
      confidence: denial === null || foreign ? 'possible' : 'likely',
      object: view.ref,
      summary:
        denial === null
          ? `${words} because the API server denies it something: ${sign.line}`
          : `${words} because ServiceAccount ${denial.account.name} may not ${denial.verb} ${denial.resource} ${scopeWords(denial)}${failed === null ? '' : `: ${grantWords(failed)}`}`,
      ...(denial === null ? {} : { brief: briefOf(words, denial, failed) }),
      effect,
      evidence: [
        spokenEvidence(spoken, sign),
        specEvidence(view.ref, `serviceAccountName: ${own}`),
        ...(failed === null ? [] : [specEvidence(failed.binding, bindingWords(failed))]),
        ...trouble.evidence,
      ],
      remedies: denial === null ? [] : grantRemedies(denial, failed),
      fingerprint: `${familyOf(view.pod)} ${view.name} ${sign.subject ?? ''}`,
    },
  ];
};

export const apiAccessDenied: Cause = {
  id: 'api-access-denied',
  title: "Pod's ServiceAccount may not do what the container asks of the API",
  rulesOut: 'known errors in logs',
  signal:
    'The last complaint of a container that exits or is not ready is the sentence of the API server that a ServiceAccount cannot use a verb on a resource; or a container is ready, and since the first such sentence its log holds little else. A RoleBinding of the namespace that was meant to allow it, and names a Role or ServiceAccount that does not exist, is named.',
  looksAt: ['Pod', 'logs'],
  about: ['Pod'],
  shows: unheardPods,
  look: (facts) => [
    ...explanations(facts, 'rbac-denied').flatMap((one) => ofTroubled(facts, one)),
    ...quietDenials(facts).map((one) => ofReady(facts, one)),
  ],
};
