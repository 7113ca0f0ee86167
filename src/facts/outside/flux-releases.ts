import type { Evidence } from '../../answer.ts';
import { statusEvidence } from '../evidence.ts';
import type { OutsideObject } from '../objects.ts';
import { conditionsAt, conditionText } from './conditions.ts';
import type { Condition } from './conditions.ts';
import { refOfOutside } from './refs.ts';

/** The version of the chart that a sentence of Flux names: `… with chart nginx@18.3.0: …`. */
const versionIn = ({ message = '' }: Condition): string | null =>
  /with chart [^\s@]+@([^\s:,]+)/.exec(message)?.[1] ?? null;

/** What Helm said, behind the frame of Flux. */
const reasonIn = ({ message = '', reason = '' }: Condition): string =>
  (message.split('\n', 1)[0] ?? '').replace(
    /^Helm upgrade failed for release \S+(?: with chart [^\s:]+)?: /,
    '',
  ) || reason;

/**
 * A Flux HelmRelease of which an upgrade failed: the release before it stays installed, and may be back in its place. Null
 * for any other object.
 * https://fluxcd.io/flux/components/helm/helmreleases/#conditions
 */
export const failedUpgrade = (
  object: OutsideObject,
): { summary: string; effect: string; evidence: Evidence[] } | null => {
  const conditions = conditionsAt(object.status, 'conditions');
  const failed = ['Released', 'Ready']
    .flatMap((type) => conditions.filter((one) => one.type === type && one.status === 'False'))
    .find(({ reason }) => reason === 'UpgradeFailed');
  if (object.kind !== 'HelmRelease' || failed === undefined) return null;
  const ref = refOfOutside(object);
  const back = conditions.find(
    ({ type, status, reason }) =>
      type === 'Remediated' && status === 'True' && reason === 'RollbackSucceeded',
  );
  const to = versionIn(failed);
  const before = back === undefined ? null : versionIn(back);
  const upgrade = `upgrade of Flux HelmRelease ${ref.name}${to === null ? '' : ` to ${to}`} failed`;
  const after = `was rolled back${before === null ? '' : ` to ${before}`}`;
  return {
    summary: `The ${upgrade}${back === undefined ? '' : ` and ${after}`}: ${reasonIn(failed)}`,
    effect: `the ${upgrade}`,
    evidence: [failed, ...(back === undefined ? [] : [back])].map((one) =>
      statusEvidence(ref, conditionText(one), one.at ?? null),
    ),
  };
};
