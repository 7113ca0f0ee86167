import type { Answer } from '../answer.ts';
import type { Facts, Subject } from '../facts/facts.ts';
import { hasClock } from '../facts/gaps.ts';
import { answer } from './answer.ts';
import { cut, summaryAtMost } from './summary.ts';

/** Longer than anything is given to start or to settle; milliseconds. */
const settledMs = 30 * 60 * 1000;

/**
 * The answer about one object. Files that tell no time hold no later moment than the last change of what is in them: what has
 * been stuck for days looks as if it had just begun. There it is judged again as of half an hour later, and what would be
 * wrong then makes the state unknown and is only possible.
 */
export const answerInTime = (facts: Facts, subject: Subject): Answer => {
  const now = answer(facts, subject);
  if (now.state !== 'healthy' || hasClock(facts)) return now;
  const later = answer({ ...facts, now: new Date(Date.parse(facts.now) + settledMs).toISOString() }, subject);
  if (later.state !== 'failing' && later.state !== 'degraded') return now;
  return {
    ...later,
    state: 'unknown',
    summary: cut(`If it has been so for half an hour: ${later.summary}`, summaryAtMost),
    findings: later.findings.map((finding) => ({ ...finding, severity: 'info', confidence: 'possible' })),
    unexamined: [
      ...later.unexamined,
      {
        what: 'how long it has been so',
        why: 'the files do not tell when they were taken: it is judged as of half an hour after the newest time in them',
      },
    ],
  };
};
