import { specEvidence } from '../facts/evidence.ts';
import { explanations } from '../facts/explanations.ts';
import { nearest } from '../facts/near.ts';
import { familyOf } from '../facts/pods.ts';
import type { ContainerView } from '../facts/pods.ts';
import { spokenEvidence } from '../facts/spoken.ts';
import { editCommand } from '../facts/workloads.ts';
import type { Cause } from './cause.ts';

/** The names that the declaration gives, and whether more may come from a ConfigMap or Secret as a whole. */
const declared = ({ spec }: ContainerView): { names: string[]; whole: string[] } => ({
  names: (spec?.env ?? []).flatMap(({ name }) => name ?? []),
  whole: (spec?.envFrom ?? []).flatMap(({ configMapRef, secretRef }) => [
    ...(configMapRef?.name === undefined ? [] : [`ConfigMap ${configMapRef.name}`]),
    ...(secretRef?.name === undefined ? [] : [`Secret ${secretRef.name}`]),
  ]),
});

/** `it is not in the spec; DATABSE_URL is`, `the spec sets it`, as far as the declaration tells. */
const clauseOf = (view: ContainerView, variable: string): string => {
  const { names, whole } = declared(view);
  if (names.includes(variable)) {
    const entry = view.spec?.env?.find(({ name }) => name === variable);
    const optional = entry?.valueFrom?.configMapKeyRef?.optional ?? entry?.valueFrom?.secretKeyRef?.optional;
    if (optional === true) return 'the spec takes it from a key that is optional, and which is not there';
    return (entry?.value ?? 'x') === ''
      ? 'the spec sets it to nothing'
      : 'the spec sets it, so the program wants another value';
  }
  const [near] = nearest(variable, names);
  const from = whole.length === 0 ? '' : ` and ${whole.join(', ')} may lack it`;
  return `the spec does not set it${from}${near === undefined ? '' : `; it sets ${near}`}`;
};

export const envMissing: Cause = {
  id: 'env-missing',
  title: 'Container misses a setting from its environment',
  rulesOut: 'known errors in logs',
  signal:
    'The last complaint of a container that exits or is not ready names an environment variable that is not set; the names in its spec tell whether it is there, or one that is nearly it.',
  looksAt: ['Pod', 'logs'],
  about: ['Pod'],
  look: (facts) =>
    explanations(facts, 'missing-env').flatMap(({ trouble, spoken, sign }) => {
      if (spoken === null || sign === null) return [];
      const { view, words, effect } = trouble;
      const variable = sign.subject;
      const { names, whole } = declared(view);
      const clause = variable === null ? '' : `: ${clauseOf(view, variable)}`;
      return [
        {
          severity: 'critical' as const,
          confidence: 'likely' as const,
          object: view.ref,
          summary:
            variable === null
              ? `${words} because a variable of its environment is missing: ${sign.line}`
              : `${words} because ${variable} is not set${clause}`,
          brief: variable === null ? words : `${words} because ${variable} is not set`,
          effect,
          evidence: [
            spokenEvidence(spoken, sign),
            specEvidence(
              view.ref,
              `${view.name}: env ${names.join(', ') || 'none'}${whole.length === 0 ? '' : `; all keys of ${whole.join(', ')}`}`,
            ),
            ...trouble.evidence,
          ],
          remedies: [
            {
              title: `Set ${variable ?? 'the variable'} in env, or add it to what envFrom names`,
              command: editCommand(facts, view.pod),
              action: null,
            },
          ],
          fingerprint: `${familyOf(view.pod)} ${view.name} ${variable ?? ''}`,
        },
      ];
    }),
};
