import type { Evidence, ObjectRef, Remedy } from '../answer.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { refOf } from '../facts/refs.ts';
import { podsOfSet } from '../facts/revisions.ts';
import { stuckRollouts } from '../facts/rollouts.ts';
import type { StuckRollout } from '../facts/rollouts.ts';
import { templateChanges } from '../facts/template-changes.ts';
import type { Cause } from './cause.ts';

const stillServing = ({ before, older, wanted }: StuckRollout): string =>
  before === null || older === 0
    ? 'no older revision serves'
    : `revision ${before.number} still serves with ${older} of ${wanted} pods`;

const evidenceOf = (
  object: ObjectRef,
  { newest, before, progressing, updated, older, wanted }: StuckRollout,
): Evidence[] => {
  const changes =
    before === null ? [] : templateChanges(before.set.spec?.template, newest.set.spec?.template);
  const { status = '', reason = '', message = '', lastUpdateTime } = progressing ?? {};
  return [
    ...(before === null
      ? []
      : [
          specEvidence(
            object,
            `revision ${before.number} → ${newest.number}: ${changes.join('; ') || 'same template'}`,
          ),
        ]),
    ...(progressing === undefined
      ? []
      : [statusEvidence(object, `Progressing: ${status} (${reason}): ${message}`, lastUpdateTime ?? null)]),
    statusEvidence(
      object,
      `ready pods: revision ${newest.number}: ${updated}, older revisions: ${older}; wanted: ${wanted}`,
    ),
  ];
};

/** Where the templates are the same, what they read has changed: going back mends nothing. */
const isSame = ({ before, newest }: StuckRollout): boolean =>
  before !== null && templateChanges(before.set.spec?.template, newest.set.spec?.template).length === 0;

const rollback = ({ namespace, name }: ObjectRef, rollout: StuckRollout): Remedy[] => {
  const { before } = rollout;
  if (before !== null && isSame(rollout))
    return [
      {
        title:
          'The template is the same as before: put back what its ConfigMaps and Secrets held, and do not restart the old pods until then',
        command: null,
        action: null,
      },
    ];
  return before === null
    ? []
    : [
        {
          title: `Roll back to revision ${before.number}`,
          command: kubectl(
            namespace,
            'rollout',
            'undo',
            `deployment/${name}`,
            `--to-revision=${before.number}`,
          ),
          action: null,
        },
      ];
};
export const rolloutStuck: Cause = {
  id: 'rollout-stuck',
  title: 'Rollout does not get on',
  rulesOut: 'rollouts',
  signal:
    'The Deployment has Progressing=False with ProgressDeadlineExceeded, or pods of its newest revision fail while an older one still serves. The pod templates of the two revisions tell what changed.',
  looksAt: ['Deployment', 'ReplicaSet', 'Pod'],
  about: ['Deployment'],
  look: (facts) =>
    stuckRollouts(facts).map((rollout) => {
      const { deployment, newest, before, updated, wanted, exceeded } = rollout;
      const object = refOf('Deployment', deployment);
      const still = stillServing(rollout);
      return {
        severity: exceeded ? 'critical' : 'warning',
        confidence: exceeded ? 'certain' : 'likely',
        object,
        summary:
          before === null
            ? `The first rollout of Deployment ${object.name} is past its deadline: ${updated} of ${wanted} pods are ready`
            : `Rollout of Deployment ${object.name} to revision ${newest.number} is stuck: ${updated} of ${wanted} new pods are ready; ${still}`,
        // That a first rollout is stuck says no more than what its pods say.
        ...(before === null
          ? {}
          : { effect: `the rollout of ${object.name} to revision ${newest.number} is stuck; ${still}` }),
        evidence: evidenceOf(object, rollout),
        remedies: rollback(object, rollout),
        // A refusal to create pods is told of the Deployment itself.
        follows: [
          ...podsOfSet(facts, newest.set).map((pod) => refOf('Pod', pod)),
          refOf('ReplicaSet', newest.set),
          object,
        ],
        fingerprint: `${object.namespace ?? ''}/${object.name}`,
      };
    }),
};
