import type { Evidence } from '../answer.ts';
import { logEvidence } from './evidence.ts';
import type { Facts } from './facts.ts';
import { podsOfJob } from './jobs.ts';
import type { ObjectOf } from './objects.ts';
import { containersOf, logOf } from './pods.ts';

/** The last line of each container that still runs in a Job, with the evidence for it. */
export const runningWords = (facts: Facts, job: ObjectOf['Job']): { last: string; evidence: Evidence }[] =>
  podsOfJob(facts, job)
    .flatMap(containersOf)
    .filter(({ status }) => status?.state?.running !== undefined)
    .flatMap((view) => {
      const log = logOf(facts, view);
      const last = log?.lines.findLast((line) => line.trim() !== '');
      return log === undefined || last === undefined
        ? []
        : [{ last: last.trim(), evidence: logEvidence(view, log, `last line: ${last}`) }];
    });
