import { span } from '../facts/durations.ts';
import { specEvidence } from '../facts/evidence.ts';
import { ownersOf } from '../facts/field-owners.ts';
import { kubectlPatch } from '../facts/kubectl.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

/** A queue holds its Jobs back by suspending them. https://kueue.sigs.k8s.io/docs/tasks/run/jobs/ */
const queue = 'kueue.x-k8s.io/queue-name';

export const jobSuspended: Cause = {
  id: 'job-suspended',
  title: 'Job is suspended',
  rulesOut: 'Jobs',
  signal: 'The Job has `spec.suspend: true`. One that a queue holds back is only mentioned.',
  looksAt: ['Job'],
  about: ['Job'],
  look: (facts) =>
    facts.objects.Job.filter(({ spec }) => spec?.suspend === true).map((job) => {
      const object = refOf('Job', job);
      const held = job.metadata?.labels?.[queue];
      const since = job.status?.conditions?.find(
        ({ type, status }) => type === 'Suspended' && status === 'True',
      )?.lastTransitionTime;
      const [owner] = ownersOf(job.metadata, 'f:spec', 'f:suspend');
      const when = `${since === undefined ? '' : ` for ${span(Date.parse(facts.now) - Date.parse(since))}`}${owner === undefined ? '' : ` by ${owner.by}`}`;
      return {
        severity: held === undefined ? 'warning' : 'info',
        confidence: 'certain',
        object,
        summary:
          held === undefined
            ? `Job ${object.name} has been suspended${when}: it starts no pods`
            : `Job ${object.name} waits in the queue ${held} and starts no pods yet`,
        evidence: [specEvidence(object, `suspend: true${held === undefined ? '' : `, ${queue}: ${held}`}`)],
        remedies:
          held === undefined
            ? [
                {
                  title: 'Resume it',
                  command: kubectlPatch(object, { spec: { suspend: false } }),
                  action: null,
                },
              ]
            : [],
        fingerprint: `${object.namespace ?? ''}/${object.name}`,
      };
    }),
};
