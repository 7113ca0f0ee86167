import { span } from '../facts/durations.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import type { OutsideObject } from '../facts/objects.ts';
import { isOvertaken } from '../facts/outside/argo-syncs.ts';
import type { Condition } from '../facts/outside/conditions.ts';
import { conditionsAt, conditionText } from '../facts/outside/conditions.ts';
import { missingDependency } from '../facts/outside/dependencies.ts';
import type { MissingDependency } from '../facts/outside/dependencies.ts';
import { unwellOf, unwellWords } from '../facts/outside/edges.ts';
import { kernelOf } from '../facts/outside/errors.ts';
import { failedUpgrade } from '../facts/outside/flux-releases.ts';
import { healthOf } from '../facts/outside/health.ts';
import { at, textAt, timeAt } from '../facts/outside/json.ts';
import { latenessOf } from '../facts/outside/lateness.ts';
import { groupOf, isOf, refOfOutside } from '../facts/outside/refs.ts';
import { standsOn } from '../facts/outside/stands-on.ts';
import type { Cause, Found } from './cause.ts';

type Told = Pick<Found, 'severity' | 'summary' | 'brief' | 'effect' | 'evidence'>;

/** Without the full stop, as the sentence may go on. */
const firstLine = (text: string): string =>
  (text.split('\n').find((line) => line.trim() !== '') ?? text).replace(/\.+\s*$/, '');

const notDone = ({ kind }: OutsideObject, yet = ''): string => {
  if (kind === 'HelmRelease') return `is not installed${yet}`;
  return kind === 'Kustomization' ? `is not applied${yet}` : `is not fetched${yet}`;
};

const withoutDependency = (object: OutsideObject, missing: MissingDependency, told: Condition): Told => {
  const ref = refOfOutside(object);
  const { kind, namespace, name } = missing.ref;
  const place = namespace === ref.namespace ? name : `${namespace ?? ''}/${name}`;
  const near = missing.near === undefined ? '' : `; there is a ${kind} ${missing.near}`;
  return {
    severity: 'critical',
    summary: `Flux ${ref.kind} ${ref.name} ${notDone(object)}: ${kind} ${place}, which it depends on, does not exist${near}`,
    evidence: [
      specEvidence(ref, `dependsOn: ${place}`),
      statusEvidence(ref, conditionText(told), told.at ?? null),
    ],
  };
};

const severities = { busy: 'info', former: 'warning', failed: 'critical' } as const;

/** Flux: https://fluxcd.io/flux/components/kustomize/kustomizations/#kustomization-status */
const ofFlux = (facts: Facts, object: OutsideObject): Told | null => {
  const ref = refOfOutside(object);
  if (at(object.spec, 'suspend') === true) {
    const summary = `Flux ${ref.kind} ${ref.name} is suspended: changes in Git do not reach the cluster`;
    return { severity: 'info', summary, evidence: [statusEvidence(ref, 'spec.suspend: true')] };
  }
  const health = healthOf(object);
  if (health.state !== 'failed' && health.state !== 'busy' && health.state !== 'former') return null;
  const { told, text, beside } = health;
  const missing = told.reason === 'DependencyNotReady' ? missingDependency(facts, object, text) : undefined;
  if (missing !== undefined) return withoutDependency(object, missing, told);
  const failed = health.state === 'failed' ? failedUpgrade(object) : null;
  if (failed !== null) return { severity: 'critical', ...failed };
  const lateMs = latenessOf(facts, health);
  const open = lateMs === null ? ' yet' : ` after ${span(lateMs)}`;
  const lead = `Flux ${ref.kind} ${ref.name} ${notDone(object, health.state === 'failed' ? '' : open)}`;
  return {
    severity: lateMs === null ? severities[health.state] : 'warning',
    summary: `${lead}: ${firstLine(text)}`,
    brief:
      health.state === 'former'
        ? `${lead}: its newest generation is not observed, and the one before failed`
        : `${lead}: ${kernelOf(firstLine(text))}`,
    evidence: (beside === undefined ? [told] : [told, beside]).map((one) =>
      statusEvidence(ref, conditionText(one), one.at ?? null),
    ),
  };
};

/** Argo CD: https://argo-cd.readthedocs.io/en/stable/operator-manual/health/ and …/user-guide/sync-options/ */
const ofArgo = (object: OutsideObject): Told | null => {
  const ref = refOfOutside(object);
  const wrong = conditionsAt(object.status, 'conditions').find(({ type }) => type.endsWith('Error'));
  if (wrong !== undefined)
    return {
      severity: 'critical',
      summary: `Argo CD cannot apply ${ref.name}: ${firstLine(wrong.message ?? wrong.type)}`,
      brief: `Argo CD cannot apply ${ref.name}: ${kernelOf(firstLine(wrong.message ?? wrong.type))}`,
      evidence: [statusEvidence(ref, `${wrong.type}: ${wrong.message ?? ''}`, wrong.at ?? null)],
    };
  const phase = textAt(object.status, 'operationState', 'phase');
  const message = textAt(object.status, 'operationState', 'message');
  if ((phase === 'Failed' || phase === 'Error') && !isOvertaken(object))
    return {
      severity: 'critical',
      summary: `The last sync of Argo CD Application ${ref.name} failed: ${firstLine(message ?? phase)}`,
      brief: `The last sync of Argo CD Application ${ref.name} failed: ${kernelOf(firstLine(message ?? phase))}`,
      evidence: [
        statusEvidence(
          ref,
          `operationState: ${phase}: ${message ?? ''}`,
          timeAt(object.status, 'operationState', 'finishedAt') ?? null,
        ),
      ],
    };
  const health = textAt(object.status, 'health', 'status');
  const reason = textAt(object.status, 'health', 'message');
  if (health === 'Degraded' || health === 'Missing') {
    const [unwell] = unwellOf(object).filter((one) => one.health === health);
    const lead = `Argo CD Application ${ref.name} is ${health}`;
    const why = reason ?? (unwell === undefined ? undefined : unwellWords(unwell));
    return {
      severity: 'critical',
      summary: `${lead}${why === undefined ? '' : `: ${firstLine(why)}`}`,
      effect:
        unwell === undefined
          ? lead
          : `${unwell.ref.kind} ${unwell.ref.name}, and with it Argo CD Application ${ref.name}, is ${health}`,
      evidence: [
        statusEvidence(ref, `health: ${health}${reason === undefined ? '' : `: ${reason}`}`),
        ...(unwell === undefined ? [] : [statusEvidence(ref, `resources: ${unwellWords(unwell)}`)]),
      ],
    };
  }
  const sync = textAt(object.status, 'sync', 'status');
  if (sync !== 'OutOfSync') return null;
  const automatic = at(object.spec, 'syncPolicy', 'automated') !== undefined;
  return {
    severity: automatic ? 'warning' : 'info',
    summary: `Argo CD Application ${ref.name} is out of sync with Git${automatic ? ' although it syncs by itself' : ''}`,
    evidence: [
      statusEvidence(
        ref,
        `sync: OutOfSync, revision ${textAt(object.status, 'sync', 'revision') ?? 'unknown'}`,
      ),
    ],
  };
};

const found = (facts: Facts, object: OutsideObject): Found[] => {
  const told = isOf(object, 'fluxcd.io') ? ofFlux(facts, object) : ofArgo(object);
  if (told === null) return [];
  const ref = refOfOutside(object);
  return [
    {
      effect: `${ref.kind} ${ref.name} ${isOf(object, 'fluxcd.io') ? notDone(object) : 'is not applied'}`,
      ...told,
      confidence: 'certain',
      object: ref,
      remedies: [
        at(object.spec, 'suspend') === true
          ? {
              title: 'Resume it',
              command: kubectl(
                ref.namespace,
                'patch',
                `${ref.kind.toLowerCase()}.${groupOf(object)}`,
                ref.name,
                '--type',
                'merge',
                '-p',
                '{"spec":{"suspend":false}}',
              ),
              action: null,
            }
          : {
              title: 'Mend it in Git: what is changed in the cluster alone is taken back',
              command: null,
              action: null,
            },
      ],
      follows: standsOn(facts, object),
      fingerprint: told.summary,
    },
  ];
};

export const gitopsNotApplied: Cause = {
  id: 'gitops-not-applied',
  title: 'What is in Git is not what runs',
  rulesOut: 'Flux and Argo CD',
  signal:
    'A source, Kustomization or HelmRelease of Flux has Ready False or is suspended; an Application of Argo CD has an Error condition, a failed sync, a Degraded health or is out of sync.',
  looksAt: ['Outside'],
  about: ['fluxcd.io', 'argoproj.io'],
  look: (facts) =>
    facts.outside
      .filter((object) => isOf(object, 'fluxcd.io') || isOf(object, 'argoproj.io', 'Application'))
      .flatMap((object) => found(facts, object)),
};
