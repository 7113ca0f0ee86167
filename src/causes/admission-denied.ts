import { lackOf, refusedCreations } from '../facts/creation.ts';
import { kubectl } from '../facts/kubectl.ts';
import type { Cause } from './cause.ts';

type Denial = { by: string; says: string; look: string };

const webhook = /admission webhook "([^"]+)" denied the request(?: without explanation|: (.*))?$/s;
const validatingPolicy = /ValidatingAdmissionPolicy '([^']+)' with binding '([^']+)' denied request: (.*)$/s;

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** Gatekeeper: `[CONSTRAINT] message`; https://open-policy-agent.github.io/gatekeeper/website/docs/ */
const ofGatekeeper = (says: string): Denial | null => {
  const [, constraint, text] = /^\[([^\]]+)\] (.*)$/s.exec(says) ?? [];
  return constraint === undefined
    ? null
    : {
        by: `Gatekeeper constraint ${constraint}`,
        says: oneLine(text ?? ''),
        look: kubectl(null, 'get', 'constraints'),
      };
};

/** Kyverno: `resource … was blocked due to the following policies`, then `POLICY:` and `  RULE: message`; https://kyverno.io/docs/ */
const ofKyverno = (says: string): Denial | null => {
  const [, body] = /following policies:?\s*(.*)$/s.exec(says) ?? [];
  const [, policy, rule, text] = /^(\S+?):\s+(\S+?):\s*(.*)$/s.exec(body?.trim() ?? '') ?? [];
  return policy === undefined
    ? null
    : {
        by: `Kyverno policy ${policy} (rule ${rule ?? ''})`,
        says: oneLine(text ?? '').replaceAll(/^['"]|['"]$/g, ''),
        look: kubectl(null, 'get', 'clusterpolicies,policies', '-A'),
      };
};

const denialIn = (sentence: string): Denial | null => {
  const [, policy, binding, expression] = validatingPolicy.exec(sentence) ?? [];
  if (policy !== undefined)
    return {
      by: `ValidatingAdmissionPolicy ${policy} (binding ${binding ?? ''})`,
      says: oneLine(expression ?? ''),
      look: kubectl(null, 'get', 'validatingadmissionpolicy', policy, '-o', 'yaml'),
    };
  const match = webhook.exec(sentence);
  if (match === null) return null;
  const [, name = '', says = ''] = match;
  return (
    ofGatekeeper(says) ??
    ofKyverno(says) ?? {
      by: `Admission webhook ${name}`,
      says: oneLine(says),
      look: kubectl(null, 'get', 'validatingwebhookconfigurations,mutatingwebhookconfigurations'),
    }
  );
};

export const admissionDenied: Cause = {
  id: 'admission-denied',
  title: 'An admission policy denies the pods',
  rulesOut: 'quotas and pod creation',
  signal:
    'A controller lacks pods and the API server says `admission webhook "x" denied the request` or `ValidatingAdmissionPolicy \'x\' … denied request`; the policy of Gatekeeper or Kyverno behind it is named.',
  looksAt: ['ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Event'],
  about: ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'ReplicationController'],
  look: (facts) =>
    refusedCreations(facts).flatMap((refused) => {
      const denial = denialIn(refused.sentence);
      if (denial === null) return [];
      const { object, evidence } = refused;
      const reason = denial.says === '' ? ' without a reason' : `: ${denial.says}`;
      const short = `${denial.by} denies ${refused.what.replace(/^its /, 'the ')} of ${object.kind} ${object.name}${reason}`;
      return [
        {
          severity: 'critical',
          confidence: 'certain',
          object,
          summary: `${short} (${lackOf(refused)})`,
          brief: short,
          evidence,
          remedies: [
            {
              title:
                /\b(?:timeout|timed out|unreachable|refused|no such host|x509|failed to (?:fetch|get|connect))\b/i.test(
                  denial.says,
                )
                  ? 'The policy could not be judged: mend what it asks, or have the policy let it pass meanwhile'
                  : 'Change the template so that it meets the policy, or the policy',
              command: denial.look,
              action: null,
            },
          ],
          fingerprint: `${object.namespace ?? ''} ${denial.by} ${denial.says}`,
        },
      ];
    }),
};
