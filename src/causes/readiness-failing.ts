import type { Evidence } from '../answer.ts';
import { counted } from '../facts/counts.ts';
import { seenAt } from '../facts/events.ts';
import { logEvidence, statusEvidence } from '../facts/evidence.ts';
import { isExplained } from '../facts/explained.ts';
import type { Facts } from '../facts/facts.ts';
import { complaintsIn } from '../facts/log-lines.ts';
import type { Pod } from '../facts/objects.ts';
import { conditionOf, containerTitle, familyOf, logOf } from '../facts/pods.ts';
import { probeTrouble } from '../facts/probe-trouble.ts';
import { refOf } from '../facts/refs.ts';
import { isCovered, isGivenTime } from '../facts/rollouts-under-way.ts';
import { servedBy } from '../facts/served-by.ts';
import { unreadyContainers } from '../facts/unready.ts';
import type { Cause } from './cause.ts';

/** Which Services lost this endpoint, and whether they have others. */
const lostEndpoints = (facts: Facts, pod: Pod): Evidence[] =>
  servedBy(facts, pod).map(({ service, ready, total }) =>
    statusEvidence(refOf('Service', service), `${ready} of ${total} pods behind it are ready`),
  );

export const readinessFailing: Cause = {
  id: 'readiness-failing',
  title: 'Readiness probe fails',
  rulesOut: 'probes',
  signal:
    'A container runs and is not ready for longer than its readiness probe allows; the Unhealthy event holds the answer the probe got. Where its log says why, that cause speaks. For a minute from its first start, and for two in a rollout in which enough old pods serve, it is not told, unless waiting cannot change the answer; until the deadline of such a rollout it is a warning.',
  looksAt: ['Pod', 'Event', 'logs'],
  about: ['Pod'],
  shows: (facts) => unreadyContainers(facts).map(({ ref }) => ref),
  look: (facts) =>
    unreadyContainers(facts)
      .filter((view) => !isExplained(facts, view) && !isGivenTime(facts, view))
      .map((view) => {
        const { asks, failure, probe, contradiction, event, evidence, remedies } = probeTrouble(
          facts,
          view,
          'readiness',
        );
        const condition = conditionOf(view.pod, 'Ready');
        const log = logOf(facts, view);
        const said = log === undefined ? [] : complaintsIn(log.lines, 2).filter(({ alarming }) => alarming);
        const asked = `The readiness probe of ${containerTitle(view)}`;
        // An application that answers that it is unwell mostly says in its log why.
        const unwell = /^HTTP 5\d\d$/.test(failure ?? '') ? said.at(-1)?.quote : undefined;
        // What a command said tells more than how it is called.
        const isTold =
          failure !== null && (unwell !== undefined || probe?.exec !== undefined) && !contradiction;
        const why = unwell === undefined ? '' : `; its log: ${unwell}`;
        return {
          severity: isCovered(facts, view) ? 'warning' : 'critical',
          confidence: event === undefined ? 'likely' : 'certain',
          object: view.ref,
          summary: `${asked} ${asks}${why}`,
          ...(isTold ? { brief: `${asked} gets ${failure}${why}` } : {}),
          evidence: [
            ...evidence,
            statusEvidence(
              view.ref,
              `Ready: ${condition?.status ?? 'unknown'} (${condition?.reason ?? ''}), ${counted(view.status?.restartCount ?? 0, 'restart')}`,
              condition?.lastTransitionTime ?? (event === undefined ? null : seenAt(event)),
            ),
            ...(log === undefined ? [] : said.map(({ text }) => logEvidence(view, log, text))),
            ...lostEndpoints(facts, view.pod),
          ],
          remedies,
          fingerprint: `${familyOf(view.pod)} ${view.name}`,
        };
      }),
};
