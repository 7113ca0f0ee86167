import { span } from '../facts/durations.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import { jobOf } from '../facts/jobs.ts';
import { containersOf, familyOf, livePods, youthMs } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause, Found } from './cause.ts';

export const jobHeldOpen: Cause = {
  id: 'job-held-open',
  title: 'Job has done its work and a container beside it runs on',
  rulesOut: 'Jobs',
  signal:
    'In the pod of a Job one container ended with exit code 0 more than two minutes ago and another ordinary container runs on, so the pod does not complete. A sidecar is an init container with restartPolicy Always.',
  looksAt: ['Pod', 'Job'],
  about: ['Job', 'CronJob', 'Pod'],
  look: (facts) =>
    livePods(facts).flatMap((pod): Found[] => {
      const job = jobOf(facts, pod);
      if (job === undefined || pod.status?.phase !== 'Running') return [];
      const apps = containersOf(pod).filter(({ role }) => role === 'app');
      const done = apps.filter(({ status }) => status?.state?.terminated?.exitCode === 0);
      const open = apps.filter(({ status }) => status?.state?.running !== undefined);
      const ended = done
        .flatMap(({ status }) => status?.state?.terminated?.finishedAt ?? [])
        .toSorted()
        .at(-1);
      const agoMs = Date.parse(facts.now) - Date.parse(ended ?? '');
      if (
        done.length === 0 ||
        open.length === 0 ||
        done.length + open.length < apps.length ||
        !(agoMs > youthMs)
      )
        return [];
      const object = refOf('Pod', pod);
      const [did, holds] = [done, open].map((views) => views.map(({ name }) => name).join(', '));
      return [
        {
          severity: 'warning',
          confidence: 'likely',
          object,
          summary: `Container ${did ?? ''} has done its work ${span(agoMs)} ago and container ${holds ?? ''} runs on`,
          evidence: [
            statusEvidence(object, `${did ?? ''}: Completed, exit code 0`, ended ?? null),
            statusEvidence(object, `${holds ?? ''}: running`),
            specEvidence(object, 'both are ordinary containers: the pod ends when all of them have'),
          ],
          remedies: [
            {
              title: `If ${holds ?? ''} only helps, declare it under initContainers with restartPolicy: Always: it ends with the others`,
              command: null,
              action: null,
            },
          ],
          fingerprint: `${familyOf(pod)} ${holds ?? ''}`,
        },
      ];
    }),
};
