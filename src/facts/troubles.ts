import type { Evidence } from '../answer.ts';
import { counted } from './counts.ts';
import { span } from './durations.ts';
import { statusEvidence } from './evidence.ts';
import { exitMeaning, failingRuns } from './exits.ts';
import type { FailingRun } from './exits.ts';
import type { Facts } from './facts.ts';
import { once } from './memo.ts';
import { containerTitle, liveContainers, youthMs } from './pods.ts';
import type { ContainerView } from './pods.ts';
import { probeTrouble } from './probe-trouble.ts';
import type { ProbeTrouble } from './probe-trouble.ts';
import { capital } from './sentences.ts';
import { unreadyContainers } from './unready.ts';

/**
 * A container that is unwell in a way that its log may explain: it exits, a probe has it killed or keeps it from being
 * ready, or it is an init container that does not finish. `words` begin a sentence, `effect` ends one.
 */
export type Trouble = {
  view: ContainerView;
  what: 'exits' | 'killed' | 'unready' | 'waits';
  words: string;
  effect: string;
  evidence: Evidence[];
  /** When the run began that the log is about, RFC 3339. */
  since: string | undefined;
};

const ended = (run: FailingRun): Evidence =>
  statusEvidence(
    run.view.ref,
    `${run.view.name}: exit code ${run.end.exitCode ?? '?'} (${exitMeaning(run.end)}), ${counted(run.restarts, 'restart')}`,
    run.end.finishedAt ?? null,
  );

const exiting = (run: FailingRun): Trouble => {
  const code = run.end.exitCode ?? '?';
  const words = `${containerTitle(run.view)} exits with code ${code}`;
  return {
    view: run.view,
    what: 'exits',
    words: capital(words),
    effect: words,
    evidence: [ended(run)],
    since: run.end.startedAt,
  };
};

/** Answers by which a probe tells that the application is unwell, and not that the probe asks the wrong thing. */
const unwell = /^HTTP 5\d\d$|^no answer in time$|^connection re/;

const blamesTheApp = ({ failure, contradiction, probe }: ProbeTrouble): boolean =>
  probe?.exec !== undefined ||
  (failure === null ? true : unwell.test(failure) && (!contradiction || failure.startsWith('no answer')));

const killed = (facts: Facts, run: FailingRun): Trouble[] => {
  const type = run.reason === 'startup' ? 'startup' : 'liveness';
  const trouble = probeTrouble(facts, run.view, type);
  if (!blamesTheApp(trouble)) return [];
  const words = `${containerTitle(run.view)} is killed by its ${type} probe`;
  return [
    {
      view: run.view,
      what: 'killed',
      words: capital(words),
      effect: words,
      evidence: [...trouble.evidence, ended(run)],
      since: run.end.startedAt,
    },
  ];
};

const unready = (facts: Facts, view: ContainerView): Trouble[] => {
  const trouble = probeTrouble(facts, view, 'readiness');
  if (!blamesTheApp(trouble)) return [];
  const words = `${containerTitle(view)} is not ready`;
  const gets =
    trouble.failure === null || trouble.probe?.exec !== undefined
      ? ''
      : ` (its probe gets ${trouble.failure})`;
  return [
    {
      view,
      what: 'unready',
      words: `${capital(words)}${gets}`,
      effect: words,
      evidence: trouble.evidence,
      since: view.status?.state?.running?.startedAt,
    },
  ];
};

const waiting = (facts: Facts, view: ContainerView): Trouble[] => {
  const started = view.status?.state?.running?.startedAt;
  const runsMs = Date.parse(facts.now) - Date.parse(started ?? '');
  if (view.role !== 'init' || !(runsMs > youthMs)) return [];
  const waits = (view.pod.spec?.containers ?? []).map(({ name }) => name).join(', ');
  return [
    {
      view,
      what: 'waits',
      words: `Init container ${view.name} has not finished for ${span(runsMs)}`,
      effect: `init container ${view.name} does not finish`,
      evidence: [
        statusEvidence(
          view.ref,
          `init container ${view.name}: running; not started: ${waits}`,
          started ?? null,
        ),
      ],
      since: started,
    },
  ];
};

/** Every container that its log may explain. */
export const troublesOf = once((facts: Facts): Trouble[] => [
  ...failingRuns(facts, 'crash').map(exiting),
  ...failingRuns(facts, 'liveness', 'startup').flatMap((run) => killed(facts, run)),
  ...unreadyContainers(facts).flatMap((view) => unready(facts, view)),
  ...liveContainers(facts).flatMap((view) => waiting(facts, view)),
]);
