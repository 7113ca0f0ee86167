import { originOf, wholeSources } from '../facts/env-origins.ts';
import type { EnvOrigin, EnvSource } from '../facts/env-origins.ts';
import { specEvidence } from '../facts/evidence.ts';
import { explanations } from '../facts/explanations.ts';
import { familyOf } from '../facts/pods.ts';
import { spokenEvidence } from '../facts/spoken.ts';
import { editCommand } from '../facts/workloads.ts';
import type { Cause } from './cause.ts';

const titleOf = ({ kind, name }: EnvSource): string => `${kind} ${name}`;

/** What is wrong with a variable, why as far as the declaration tells, and what helps. */
type Words = { fault: string; why: string; remedy: string; brief?: string };

const ofKey = (
  variable: string,
  { source, key, there }: EnvOrigin & { from: 'key' },
  empty: boolean,
): Words => {
  const title = titleOf(source);
  if (there === true)
    return {
      fault: empty ? 'is empty' : 'is not set',
      why: `it comes from key ${key} of ${title}${empty ? '' : ', which may be empty'}`,
      remedy: `Give key ${key} of ${title} the value that ${variable} is to have`,
    };
  const lacks = there === false ? `${title} has no key ${key}, or does not exist` : `${title} may lack it`;
  return {
    fault: 'is not set',
    why: `the spec takes it from key ${key}, which is optional, and ${lacks}`,
    remedy: `Put key ${key} into ${title}; without optional the pod says by itself that it is missing`,
  };
};

const wordsOf = (variable: string, origin: EnvOrigin, empty: boolean): Words => {
  const fault = empty ? 'is empty' : 'is not set';
  const remedy = `Set ${variable} in env, or add it to what envFrom names`;
  switch (origin.from) {
    case 'key':
      return ofKey(variable, origin, empty);
    case 'value':
      return origin.empty
        ? { fault, why: 'the spec sets it to nothing', remedy: `Give ${variable} a value in env` }
        : {
            fault: 'is not what it wants',
            why: `the spec sets it, and the program says that it ${fault}`,
            remedy: `Compare the value of ${variable} with what the program wants`,
          };
    case 'field':
      return { fault, why: 'it comes from a field of the pod, which may be empty', remedy };
    case 'lost':
      return {
        fault,
        why: `the optional ${titleOf(origin.source)}, which may be meant to hold it, does not exist`,
        remedy: `Create ${titleOf(origin.source)} with key ${variable.slice(origin.source.prefix.length)}, or set ${variable} in env`,
      };
    case 'nowhere': {
      const { open, near, holder } = origin;
      if (near !== null && holder !== null)
        return {
          fault,
          why: `${titleOf(holder)} has no such key; it has ${near.slice(holder.prefix.length)}`,
          brief: `: ${titleOf(holder)} has ${near.slice(holder.prefix.length)}`,
          remedy: `Rename key ${near.slice(holder.prefix.length)} of ${titleOf(holder)} to ${variable.slice(holder.prefix.length)}`,
        };
      const from = open.length === 0 ? '' : ` and ${open.map(titleOf).join(', ')} may lack it`;
      return {
        fault,
        why: `the spec does not set it${from}${near === null ? '' : `; it sets ${near}`}`,
        remedy,
      };
    }
  }
};

const saysEmpty = /\b(?:empty|blank)\b/i;

export const envMissing: Cause = {
  id: 'env-missing',
  title: 'Container misses a setting from its environment',
  rulesOut: 'known errors in logs',
  signal:
    'The last complaint of a container that exits or is not ready names an environment variable that is not set; the names in its spec tell whether it is there, or one that is nearly it, and whether an optional ConfigMap or Secret that may be meant to hold it exists.',
  looksAt: ['Pod', 'logs'],
  about: ['Pod'],
  look: (facts) =>
    explanations(facts, 'missing-env').flatMap(({ trouble, spoken, sign }) => {
      if (spoken === null || sign === null) return [];
      const { view, words, effect } = trouble;
      const variable = sign.subject;
      const names = (view.spec?.env ?? []).flatMap(({ name }) => name ?? []);
      const whole = wholeSources(view).map(titleOf);
      const said =
        variable === null
          ? null
          : wordsOf(variable, originOf(facts, view, variable), saysEmpty.test(sign.line));
      return [
        {
          severity: 'critical' as const,
          confidence: 'likely' as const,
          object: view.ref,
          summary:
            said === null
              ? `${words} because a variable of its environment is missing: ${sign.line}`
              : `${words} because ${variable ?? ''} ${said.fault}: ${said.why}`,
          brief:
            said === null ? words : `${words} because ${variable ?? ''} ${said.fault}${said.brief ?? ''}`,
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
              title: said?.remedy ?? 'Set the variable in env, or add it to what envFrom names',
              command: editCommand(facts, view.pod),
              action: null,
            },
          ],
          fingerprint: `${familyOf(view.pod)} ${view.name} ${variable ?? ''}`,
        },
      ];
    }),
};
