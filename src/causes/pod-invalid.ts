import { lackOf, refusedCreations } from '../facts/creation.ts';
import { specEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

const invalid = /^(Pod|Job\.batch|PersistentVolumeClaim|ReplicaSet\.apps) "([^"]*)" is invalid: (.*)$/s;

/** The first complaint of several, which stand in square brackets. */
const firstOf = (text: string): string =>
  (text.startsWith('[') ? (text.slice(1).split(/, (?=(?:spec|metadata)\b)/)[0] ?? text) : text).replace(
    /\]$/,
    '',
  );

/** A limit that a LimitRange sets by default can be less than what the container asks for. */
const defaultsOf = (facts: Facts, namespace: string | null) =>
  facts.objects.LimitRange.filter(
    ({ metadata, spec }) =>
      metadata?.namespace === namespace && spec?.limits?.some((one) => one.default !== undefined) === true,
  );

export const podInvalid: Cause = {
  id: 'pod-invalid',
  title: 'The pod that the template makes is not valid',
  rulesOut: 'quotas and pod creation',
  signal:
    'A controller lacks pods and the API server says `Pod "x" is invalid: FIELD: …`: what the template comes to after defaults, names and webhooks breaks a rule of the API.',
  looksAt: ['ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Event', 'LimitRange'],
  about: ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'ReplicationController'],
  look: (facts) =>
    refusedCreations(facts).flatMap((refused) => {
      const match = invalid.exec(refused.sentence);
      if (match === null) return [];
      const { object, evidence } = refused;
      const [, kind = '', , text = ''] = match;
      const said = firstOf(text);
      const overLimit = /resources\.requests.*must be less than or equal to (\S+) limit/s.test(said);
      const ranges = overLimit ? defaultsOf(facts, object.namespace) : [];
      const tooLong = /must be no more than 63/.test(said);
      const by =
        ranges[0] === undefined ? '' : ` (the default of LimitRange ${refOf('LimitRange', ranges[0]).name}?)`;
      const short = `The ${kind.split('.')[0] ?? ''} that ${object.kind} ${object.name} makes is not valid: ${said}${by}`;
      return [
        {
          severity: 'critical',
          confidence: 'certain',
          object,
          summary: `${short}: ${lackOf(refused)}`,
          brief: short,
          evidence: [
            ...evidence,
            ...ranges.map((range) =>
              specEvidence(refOf('LimitRange', range), JSON.stringify(range.spec?.limits ?? [])),
            ),
          ],
          remedies: [
            {
              title: tooLong
                ? `Give the ${object.kind} a shorter name: its pods carry it in labels and host names`
                : 'Correct that field in the template',
              command: kubectl(object.namespace, 'edit', `${object.kind.toLowerCase()}/${object.name}`),
              action: null,
            },
          ],
          fingerprint: `${object.namespace ?? ''} ${object.name} ${said}`,
        },
      ];
    }),
};
