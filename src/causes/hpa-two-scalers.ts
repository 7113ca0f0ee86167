import type { Evidence, ObjectRef } from '../answer.ts';
import { conditionNamed, scalersOf, targetOf } from '../facts/autoscalers.ts';
import type { Scaler } from '../facts/autoscalers.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { controllerOf } from '../facts/pods.ts';
import { keyOf, refOf } from '../facts/refs.ts';
import { rivalOf, verticalScalerOf } from '../facts/scaler-rivals.ts';
import type { Cause, Found } from './cause.ts';

const refOfScaler = (scaler: Scaler): ObjectRef => refOf('HorizontalPodAutoscaler', scaler);

/** `web (of ScaledObject web)`: KEDA makes an autoscaler of its own for each ScaledObject. */
const titleOf = (scaler: Scaler): string => {
  const owner = controllerOf(scaler);
  const name = scaler.metadata?.name ?? '';
  return owner === undefined ? name : `${name} (of ${owner.kind} ${owner.name})`;
};

/** Several autoscalers of one target: told once, of all of them. */
const shared = (facts: Facts): Found[] =>
  [...Map.groupBy(scalersOf(facts), (scaler) => keyOf(targetOf(scaler))).values()].flatMap(
    (same): Found[] => {
      const [first] = same;
      if (first === undefined || same.length < 2 || targetOf(first).name === '') return [];
      const { kind, name } = targetOf(first);
      const ambiguous = same
        .map((scaler) => ({ scaler, condition: conditionNamed(scaler, 'ScalingActive') }))
        .find(({ condition }) => condition?.reason === 'AmbiguousSelector');
      const said = ambiguous?.condition;
      const names = same.map(titleOf);
      return same.map((scaler) => ({
        severity: 'warning',
        confidence: 'certain',
        object: refOfScaler(scaler),
        summary: `${kind} ${name} has ${same.length} autoscalers, ${names.join(' and ')}: ${said === undefined ? 'they undo what the other does' : 'none of them scales it'}`,
        evidence: [
          ...same.map((one) => specEvidence(refOfScaler(one), `scaleTargetRef: ${kind} ${name}`)),
          ...(ambiguous === undefined || said === undefined
            ? []
            : [
                statusEvidence(
                  refOfScaler(ambiguous.scaler),
                  `ScalingActive: False (AmbiguousSelector): ${said.message}`,
                  said.at,
                ),
              ]),
        ],
        remedies: [
          {
            title: 'Keep one of them: one autoscaler can look at several metrics',
            command: kubectl(
              scaler.metadata?.namespace ?? null,
              'delete',
              'hpa',
              same.at(-1)?.metadata?.name ?? '',
            ),
            action: null,
          },
        ],
        fingerprint: keyOf(targetOf(first)),
      }));
    },
  );

/** Workloads whose labels overlap: the autoscaler of one counts the pods of the other. */
const overlapping = (scaler: Scaler): Found[] => {
  const said = conditionNamed(scaler, 'ScalingActive');
  if (said?.status !== 'False' || said.reason !== 'AmbiguousSelector') return [];
  const object = refOfScaler(scaler);
  const { kind, name } = targetOf(scaler);
  return [
    {
      severity: 'warning',
      confidence: 'certain',
      object,
      summary: `Autoscaler ${object.name} does not scale ${kind} ${name}: another autoscaler's target selects the same pods`,
      evidence: [
        statusEvidence(object, `ScalingActive: False (AmbiguousSelector): ${said.message}`, said.at),
      ],
      remedies: [{ title: 'Give each workload labels of its own', command: null, action: null }],
      fingerprint: said.message,
    },
  ];
};

const conflict = (object: ObjectRef, summary: string, evidence: Evidence[], remedy: string): Found => ({
  severity: 'warning',
  confidence: 'likely',
  object,
  summary,
  evidence,
  remedies: [{ title: remedy, command: null, action: null }],
  fingerprint: keyOf(object),
});

const withOthers = (facts: Facts, scaler: Scaler): Found[] => {
  const object = refOfScaler(scaler);
  const { kind, name } = targetOf(scaler);
  const vertical = verticalScalerOf(facts, scaler);
  if (vertical !== undefined)
    return [
      conflict(
        object,
        `Autoscaler ${object.name} and VerticalPodAutoscaler ${vertical.name} both act on the ${vertical.resource} of ${kind} ${name}: each undoes what the other measures`,
        vertical.evidence,
        `Let one of them look at ${vertical.resource}: set the other's updateMode to Off, or scale by another metric`,
      ),
    ];
  const rival = rivalOf(facts, scaler);
  return rival === undefined
    ? []
    : [
        conflict(
          object,
          `${rival.by} set ${kind} ${name} to ${rival.replicas} replicas after autoscaler ${object.name} had scaled it: each undoes the other`,
          rival.evidence,
          `Leave spec.replicas out of what ${rival.by} writes`,
        ),
      ];
};

export const hpaTwoScalers: Cause = {
  id: 'hpa-two-scalers',
  title: 'Two scalers act on one workload',
  rulesOut: 'autoscaling',
  signal:
    'Two HorizontalPodAutoscalers name one target (or ScalingActive says AmbiguousSelector); a VerticalPodAutoscaler acts on the same resource; or another field manager wrote spec.replicas after the autoscaler had scaled.',
  looksAt: ['HorizontalPodAutoscaler', 'Deployment', 'StatefulSet'],
  about: ['HorizontalPodAutoscaler'],
  look: (facts) => {
    const doubles = shared(facts);
    const told = new Set(doubles.map(({ object }) => keyOf(object)));
    const others = scalersOf(facts).filter((scaler) => !told.has(keyOf(refOfScaler(scaler))));
    return [
      ...doubles,
      ...others.flatMap((scaler) => {
        const overlap = overlapping(scaler);
        return overlap.length > 0 ? overlap : withOthers(facts, scaler);
      }),
    ];
  },
};
