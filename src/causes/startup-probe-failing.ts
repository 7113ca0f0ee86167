import { counted } from '../facts/counts.ts';
import { span } from '../facts/durations.ts';
import { containerEvents, eventEvidence } from '../facts/events.ts';
import { statusEvidence } from '../facts/evidence.ts';
import { failingRuns, secondsOf } from '../facts/exits.ts';
import type { FailingRun } from '../facts/exits.ts';
import { isExplained } from '../facts/explained.ts';
import type { Facts } from '../facts/facts.ts';
import { containerTitle, familyOf, liveContainers, youthMs } from '../facts/pods.ts';
import type { ContainerView } from '../facts/pods.ts';
import { isKillTold } from '../facts/probe-kills.ts';
import { probeTrouble, timedOut } from '../facts/probe-trouble.ts';
import { budgetSeconds, patienceOf, patienceWords } from '../facts/probes.ts';
import { capital } from '../facts/sentences.ts';
import { editCommand } from '../facts/workloads.ts';
import type { Found } from './cause.ts';
import type { Cause } from './cause.ts';

/** Killed because the budget was used up: the boot takes longer, or the probe asks the wrong thing. */
const killed = (facts: Facts, { view, end, restarts }: FailingRun): Found => {
  const {
    probe = {},
    failure,
    asks,
    contradiction,
    event,
    evidence,
    remedies,
  } = probeTrouble(facts, view, 'startup');
  const budget = patienceWords(probe, timedOut(failure));
  const lasted = secondsOf(end);
  const killing = containerEvents(facts, view.ref, view.name, 'Killing')[0];
  const never = `${capital(containerTitle(view))} never passes its startup probe within the ${budget} it has, and the kubelet restarts it`;
  return {
    severity: 'critical',
    confidence: isKillTold(end, event, killing) ? 'certain' : 'likely',
    object: view.ref,
    summary: `${never}: the probe ${asks}`,
    brief: never,
    evidence: [
      ...evidence,
      ...(killing === undefined ? [] : [eventEvidence(view.ref, killing)]),
      statusEvidence(
        view.ref,
        `${view.name}: last run ended${lasted === null ? '' : ` ${Math.round(lasted)} s after its start`} with exit code ${end.exitCode ?? '?'}, reason ${end.reason ?? 'none'}; ${counted(restarts, 'restart')}`,
        end.finishedAt ?? null,
      ),
    ],
    remedies: contradiction
      ? remedies
      : [
          {
            title: `Raise failureThreshold of the startup probe if it needs more than ${patienceOf(probe).least} s to start, else mend what the probe asks`,
            command: editCommand(facts, view.pod),
            action: null,
          },
        ],
    fingerprint: `${familyOf(view.pod)} ${view.name}`,
  };
};

/** Within a budget that is longer than pods are young, a start is slow and no fault yet. */
const starting = (facts: Facts, view: ContainerView): Found[] => {
  const { spec, status, role, ref } = view;
  const since = status?.state?.running?.startedAt;
  if (spec?.startupProbe === undefined || status?.started !== false || since === undefined || role === 'init')
    return [];
  const runsMs = Date.parse(facts.now) - Date.parse(since);
  const budgetMs = budgetSeconds(spec.startupProbe) * 1000;
  if (!(runsMs > youthMs) || !(runsMs <= budgetMs) || (status.restartCount ?? 0) > 0) return [];
  const { asks, evidence } = probeTrouble(facts, view, 'startup');
  return [
    {
      severity: 'info',
      confidence: 'certain',
      object: ref,
      summary: `${capital(containerTitle(view))} is still starting: it runs for ${span(runsMs)} and its startup probe allows up to ${span(budgetMs)}`,
      evidence: [
        ...evidence,
        statusEvidence(ref, `${view.name}: running, started: false; the probe ${asks}`, since),
      ],
      remedies: [],
      fingerprint: `${familyOf(view.pod)} ${view.name} starting`,
    },
  ];
};

export const startupProbeFailing: Cause = {
  id: 'startup-probe-failing',
  title: 'Startup probe never succeeds',
  rulesOut: 'probes',
  signal:
    'A run was killed by the kubelet when the budget of its startup probe (initialDelaySeconds + periodSeconds × (failureThreshold - 1), and up to one period more) was used up. A container within a long budget is only mentioned.',
  looksAt: ['Pod', 'Event', 'logs'],
  about: ['Pod'],
  look: (facts) => [
    ...failingRuns(facts, 'startup')
      .filter(({ view }) => !isExplained(facts, view))
      .map((run) => killed(facts, run)),
    ...liveContainers(facts).flatMap((view) => starting(facts, view)),
  ],
};
