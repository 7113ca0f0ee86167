import type { Evidence } from '../answer.ts';
import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import type { OutsideObject } from '../facts/objects.ts';
import { conditionsAt, conditionText } from '../facts/outside/conditions.ts';
import { failedUpgrade } from '../facts/outside/flux-releases.ts';
import { healthOf } from '../facts/outside/health.ts';
import { at, textAt, timeAt } from '../facts/outside/json.ts';
import { groupOf, isOf, refOfOutside } from '../facts/outside/refs.ts';
import { standsOn } from '../facts/outside/stands-on.ts';
import type { Cause, Found } from './cause.ts';

type Told = {
  severity: Found['severity'];
  summary: string;
  brief?: string;
  effect?: string;
  evidence: Evidence[];
};

const firstLine = (text: string): string => text.split('\n').find((line) => line.trim() !== '') ?? text;

const notDone = ({ kind }: OutsideObject, yet = ''): string => {
  if (kind === 'HelmRelease') return `is not installed${yet}`;
  return kind === 'Kustomization' ? `is not applied${yet}` : `is not fetched${yet}`;
};

const severities = { busy: 'info', former: 'warning', failed: 'critical' } as const;

/** Flux: https://fluxcd.io/flux/components/kustomize/kustomizations/#kustomization-status */
const ofFlux = (object: OutsideObject): Told | null => {
  const ref = refOfOutside(object);
  if (at(object.spec, 'suspend') === true) {
    const summary = `Flux ${ref.kind} ${ref.name} is suspended: changes in Git do not reach the cluster`;
    return { severity: 'info', summary, evidence: [statusEvidence(ref, 'spec.suspend: true')] };
  }
  const health = healthOf(object);
  if (health.state !== 'failed' && health.state !== 'busy' && health.state !== 'former') return null;
  const { told, text } = health;
  const failed = health.state === 'failed' ? failedUpgrade(object) : null;
  if (failed !== null) return { severity: 'critical', ...failed };
  const brief = `Flux ${ref.kind} ${ref.name} ${notDone(object, ' yet')}: its newest generation is not observed, and the one before failed`;
  return {
    ...(health.state === 'former' ? { brief } : {}),
    severity: severities[health.state],
    summary: `Flux ${ref.kind} ${ref.name} ${notDone(object, health.state === 'failed' ? '' : ' yet')}: ${firstLine(text)}`,
    evidence: [statusEvidence(ref, conditionText(told), told.at ?? null)],
  };
};

/** The sync that failed was of another revision than the one in Git now, which is applied. */
const isOvertaken = ({ status }: OutsideObject): boolean => {
  const tried = textAt(status, 'operationState', 'syncResult', 'revision');
  return (
    textAt(status, 'sync', 'status') === 'Synced' &&
    tried !== undefined &&
    tried !== textAt(status, 'sync', 'revision')
  );
};

/** Argo CD: https://argo-cd.readthedocs.io/en/stable/operator-manual/health/ and …/user-guide/sync-options/ */
const ofArgo = (object: OutsideObject): Told | null => {
  const ref = refOfOutside(object);
  const wrong = conditionsAt(object.status, 'conditions').find(({ type }) => type.endsWith('Error'));
  if (wrong !== undefined)
    return {
      severity: 'critical',
      summary: `Argo CD cannot apply ${ref.name}: ${firstLine(wrong.message ?? wrong.type)}`,
      evidence: [statusEvidence(ref, `${wrong.type}: ${wrong.message ?? ''}`, wrong.at ?? null)],
    };
  const phase = textAt(object.status, 'operationState', 'phase');
  const message = textAt(object.status, 'operationState', 'message');
  if ((phase === 'Failed' || phase === 'Error') && !isOvertaken(object))
    return {
      severity: 'critical',
      summary: `The last sync of Argo CD Application ${ref.name} failed: ${firstLine(message ?? phase)}`,
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
  if (health === 'Degraded' || health === 'Missing')
    return {
      severity: 'critical',
      summary: `Argo CD Application ${ref.name} is ${health}${reason === undefined ? '' : `: ${firstLine(reason)}`}`,
      evidence: [statusEvidence(ref, `health: ${health}${reason === undefined ? '' : `: ${reason}`}`)],
    };
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
  const told = isOf(object, 'fluxcd.io') ? ofFlux(object) : ofArgo(object);
  if (told === null) return [];
  const ref = refOfOutside(object);
  return [
    {
      ...told,
      confidence: 'certain',
      object: ref,
      effect:
        told.effect ??
        `${ref.kind} ${ref.name} ${isOf(object, 'fluxcd.io') ? notDone(object) : 'is not applied'}`,
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
