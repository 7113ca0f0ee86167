import { wasListed } from '../facts/absence.ts';
import { counted } from '../facts/counts.ts';
import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { hasClock, unreadWords } from '../facts/gaps.ts';
import { failureOf, isComplete, podsOfJob } from '../facts/jobs.ts';
import type { ObjectOf } from '../facts/objects.ts';
import { youthMs } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import { bracketed } from '../facts/sentences.ts';
import type { Cause } from './cause.ts';

type Job = ObjectOf['Job'];

/** What the counts of a Job that goes on say against it; null where nothing. */
const lackOf = ({ spec, status }: Job): string | null => {
  const { active = 0, failed = 0, failedIndexes = '', ready } = status ?? {};
  const of = bracketed(spec?.completions === undefined ? undefined : `of ${spec.completions}`);
  const others = active === 0 ? 'none active' : `${active} active`;
  if (failedIndexes !== '')
    return `has failed at index ${failedIndexes}${of} already, with ${counted(active, 'pod')} active`;
  if (failed > 0) return `has ${counted(failed, 'failed pod')} and ${others}`;
  return ready !== undefined && ready < active ? `has ${ready} of ${active} active pods ready` : null;
};

/** It goes on, is no longer young, and none of its pods was read. */
const isOpen = (facts: Facts, job: Job): boolean => {
  const born = job.status?.startTime ?? job.metadata?.creationTimestamp ?? '';
  const young = hasClock(facts) && Date.parse(facts.now) - Date.parse(born) <= youthMs;
  const seen = wasListed(facts, 'Pod', job.metadata?.namespace ?? null) || podsOfJob(facts, job).length > 0;
  const over = isComplete(job) || failureOf(facts, job) !== undefined || job.spec?.suspend === true;
  return !young && !seen && !over;
};

export const jobPodsUnread: Cause = {
  id: 'job-pods-unread',
  title: 'Job counts pods that failed, and they could not be read',
  rulesOut: 'Jobs',
  signal:
    'The status of a Job that goes on counts failed pods, failed indexes, or active pods that are not ready, and its pods could not be read: refused, or not in the files.',
  looksAt: ['Job'],
  about: ['Job'],
  fallback: true,
  look: (facts) =>
    facts.objects.Job.filter((job) => isOpen(facts, job)).flatMap((job) => {
      const lack = lackOf(job);
      if (lack === null) return [];
      const object = refOf('Job', job);
      const { active = 0, failed = 0, succeeded = 0, startTime } = job.status ?? {};
      const what = `Job ${object.name} ${lack}`;
      return [
        {
          severity: 'warning',
          confidence: 'certain',
          object,
          summary: `${what}; its pods, which would say why, ${unreadWords(facts)}`,
          effect: what,
          evidence: [
            statusEvidence(
              object,
              `active: ${active}, failed: ${failed}, succeeded: ${succeeded}`,
              startTime ?? null,
            ),
          ],
          remedies: [],
          fingerprint: `${object.namespace ?? ''}/${object.name}`,
        },
      ];
    }),
};
