import { statusEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import type { OutsideObject } from '../facts/objects.ts';
import { conditionsAt } from '../facts/outside/conditions.ts';
import { textAt } from '../facts/outside/json.ts';
import { isOf, refOfOutside } from '../facts/outside/refs.ts';
import { standsOn } from '../facts/outside/stands-on.ts';
import type { Cause, Found } from './cause.ts';

type Told = { severity: Found['severity']; why: string; line: string };

const trouble = ['ResolutionFailed', 'CatalogSourcesUnhealthy', 'InstallPlanFailed', 'BundleUnpackFailed'];

/** https://olm.operatorframework.io/docs/troubleshooting/ */
const toldBy = ({ kind, status }: OutsideObject): Told | null => {
  const phase = textAt(status, 'phase');
  const message = textAt(status, 'message');
  switch (kind) {
    case 'ClusterServiceVersion':
      return phase === 'Failed'
        ? {
            severity: 'critical',
            why: `its installation failed: ${message ?? textAt(status, 'reason') ?? phase}`,
            line: `phase: Failed (${textAt(status, 'reason') ?? ''}): ${message ?? ''}`,
          }
        : null;
    case 'InstallPlan': {
      if (phase === 'RequiresApproval')
        return {
          severity: 'warning',
          why: 'it waits for somebody to approve it',
          line: 'phase: RequiresApproval',
        };
      const failed = conditionsAt(status, 'conditions').find((one) => one.status === 'False');
      const why = failed?.message ?? message ?? 'it failed';
      return phase === 'Failed' ? { severity: 'critical', why, line: `phase: Failed: ${why}` } : null;
    }
    case 'Subscription': {
      const wrong = conditionsAt(status, 'conditions').find(
        (one) => trouble.includes(one.type) && one.status === 'True',
      );
      if (wrong === undefined) return null;
      const why = wrong.message ?? wrong.reason ?? wrong.type;
      return { severity: 'critical', why, line: `${wrong.type}: True: ${why}` };
    }
    case 'CatalogSource': {
      const state = textAt(status, 'connectionState', 'lastObservedState');
      if (state === undefined || state === 'READY' || state === 'CONNECTING') return null;
      return {
        severity: 'warning',
        why: `its catalog does not answer (${state})`,
        line: `connectionState: ${state}`,
      };
    }
    default:
      return null;
  }
};

export const operatorNotInstalled: Cause = {
  id: 'operator-not-installed',
  title: 'Operator is not installed',
  rulesOut: 'operators of the Operator Lifecycle Manager',
  signal:
    'A ClusterServiceVersion or InstallPlan is Failed or waits for approval, a Subscription cannot be resolved, or a CatalogSource does not answer.',
  looksAt: ['Outside'],
  about: ['operators.coreos.com'],
  look: (facts) =>
    facts.outside
      .filter((object) => isOf(object, 'operators.coreos.com'))
      .flatMap((object): Found[] => {
        const told = toldBy(object);
        if (told === null) return [];
        const ref = refOfOutside(object);
        const approve = ref.kind === 'InstallPlan' && told.severity === 'warning';
        return [
          {
            severity: told.severity,
            confidence: 'certain',
            object: ref,
            summary: `${ref.kind} ${ref.name}: ${told.why}`,
            effect: `the operator of ${ref.kind} ${ref.name} is not installed`,
            evidence: [statusEvidence(ref, told.line)],
            remedies: approve
              ? [
                  {
                    title: 'Approve it',
                    command: kubectl(
                      ref.namespace,
                      'patch',
                      'installplan',
                      ref.name,
                      '--type',
                      'merge',
                      '-p',
                      '{"spec":{"approved":true}}',
                    ),
                    action: null,
                  },
                ]
              : [],
            follows: standsOn(facts, object),
            fingerprint: `${ref.kind} ${told.why}`,
          },
        ];
      }),
};
