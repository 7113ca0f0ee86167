import { isAbsent, wasListed } from '../facts/absence.ts';
import { scalersOf, targetOf, troubleOf } from '../facts/autoscalers.ts';
import type { Scaler } from '../facts/autoscalers.ts';
import { statusEvidence, specEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { nearest } from '../facts/near.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause, Found } from './cause.ts';

const scalable = ['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController'] as const;

const namesOf = (facts: Facts, kind: (typeof scalable)[number], namespace: string | null): string[] =>
  facts.objects[kind].flatMap(({ metadata }) =>
    (metadata?.namespace ?? null) === namespace ? (metadata?.name ?? []) : [],
  );

/** What was meant, perhaps: the same name of another kind, or a name of the kind that comes near. */
const meantBy = (facts: Facts, scaler: Scaler): { kind: string; name: string } | undefined => {
  const { kind, namespace, name } = targetOf(scaler);
  const other = scalable.find((one) => one !== kind && namesOf(facts, one, namespace).includes(name));
  if (other !== undefined) return { kind: other, name };
  const own = scalable.find((one) => one === kind);
  const [near] = own === undefined ? [] : nearest(name, namesOf(facts, own, namespace), 1);
  return near === undefined ? undefined : { kind, name: near };
};

/** Of files, the object itself tells: its kind was listed whole and it is not there. */
const isKnownAbsent = (facts: Facts, scaler: Scaler): boolean => {
  const target = targetOf(scaler);
  const kind = scalable.find((one) => one === target.kind);
  return (
    kind !== undefined &&
    target.name !== '' &&
    wasListed(facts, kind, target.namespace) &&
    isAbsent(facts, kind, target)
  );
};

/** The API server takes none without a name; other exports may hold one. */
const aimless = (scaler: Scaler): Found => {
  const object = refOf('HorizontalPodAutoscaler', scaler);
  const { kind } = targetOf(scaler);
  const what = kind === '' ? '' : `, only the kind ${kind}`;
  return {
    severity: 'warning',
    confidence: 'certain',
    object,
    summary: `Autoscaler ${object.name} scales nothing: its scaleTargetRef names no object${what}`,
    evidence: [specEvidence(object, `scaleTargetRef: ${kind || 'no kind'}, without a name`)],
    remedies: [{ title: 'Name in scaleTargetRef what it is to scale', command: null, action: null }],
    fingerprint: `${object.namespace ?? ''}/${object.name}`,
  };
};

export const hpaTargetMissing: Cause = {
  id: 'hpa-target-missing',
  title: 'What the autoscaler should scale does not exist',
  rulesOut: 'autoscaling',
  signal:
    'AbleToScale is False with FailedGetScale and the message says `not found`, or no object has the name in scaleTargetRef. A near name, or the same name of another kind, is named.',
  looksAt: ['HorizontalPodAutoscaler', 'Deployment', 'StatefulSet'],
  about: ['HorizontalPodAutoscaler'],
  look: (facts) =>
    scalersOf(facts).flatMap((scaler) => {
      if (targetOf(scaler).name === '') return [aimless(scaler)];
      const trouble = troubleOf(scaler);
      const said =
        trouble?.about === 'target' && /not found|no matches for kind/.test(trouble.condition.message);
      if (!said && (trouble !== undefined || !isKnownAbsent(facts, scaler))) return [];
      const object = refOf('HorizontalPodAutoscaler', scaler);
      const target = targetOf(scaler);
      const meant = meantBy(facts, scaler);
      return [
        {
          severity: 'warning',
          confidence: 'certain',
          object,
          summary: `Autoscaler ${object.name} scales nothing: ${target.kind} ${target.name} does not exist${meant === undefined ? '' : `; ${meant.kind} ${meant.name} does`}`,
          evidence: [
            ...(trouble === undefined
              ? []
              : [
                  statusEvidence(
                    object,
                    `${trouble.condition.type}: False (${trouble.condition.reason}): ${trouble.condition.message}`,
                    trouble.condition.at,
                  ),
                ]),
            specEvidence(object, `scaleTargetRef: ${target.kind} ${target.name}`),
          ],
          remedies: [
            meant === undefined
              ? { title: 'Correct scaleTargetRef, or delete the autoscaler', command: null, action: null }
              : {
                  title: `Point it at ${meant.kind} ${meant.name}`,
                  command: kubectl(
                    object.namespace,
                    'patch',
                    'hpa',
                    object.name,
                    '--type=merge',
                    '-p',
                    JSON.stringify({ spec: { scaleTargetRef: { kind: meant.kind, name: meant.name } } }),
                  ),
                  action: null,
                },
          ],
          fingerprint: `${object.namespace ?? ''} ${target.kind} ${target.name}`,
        },
      ];
    }),
};
