import { awaitedJob } from '../facts/awaited-jobs.ts';
import { commandLine } from '../facts/command-line.ts';
import { counted } from '../facts/counts.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import { exitMeaning, failingRuns, saysMore } from '../facts/exits.ts';
import type { ExitReason } from '../facts/exits.ts';
import { isExplained } from '../facts/explained.ts';
import type { Facts } from '../facts/facts.ts';
import { failureOf, jobOf } from '../facts/jobs.ts';
import { kubectl } from '../facts/kubectl.ts';
import { lastWords } from '../facts/last-words.ts';
import type { Pod } from '../facts/objects.ts';
import { containerTitle, containersOf, familyOf } from '../facts/pods.ts';
import type { EndedRun } from '../facts/pods.ts';
import { capital } from '../facts/sentences.ts';
import type { Cause } from './cause.ts';

/** How it goes on: the kubelet's restarts, or the retries of the Job. A Job that has failed tells that itself. */
const repetition = (facts: Facts, pod: Pod, restarts: number): string => {
  const job = jobOf(facts, pod);
  if (job !== undefined) {
    if (failureOf(facts, job) !== undefined) return '';
    const { failed = 0 } = job.status ?? {};
    return ` (Job ${job.metadata?.name ?? ''}: ${failed} failed, backoffLimit ${job.spec?.backoffLimit ?? 6})`;
  }
  const backsOff = containersOf(pod).some(
    ({ status }) => status?.state?.waiting?.reason === 'CrashLoopBackOff',
  );
  return restarts === 0 ? '' : ` (${backsOff ? 'CrashLoopBackOff, ' : ''}${counted(restarts, 'restart')})`;
};

/**
 * What a code means, where it means more than that the application ended itself. What a shell means by its codes, 126 and
 * 127, the complaint that it or the program wrote tells better.
 */
const codeWords = (end: EndedRun, alarming: boolean): string => {
  const isTold = alarming && (end.exitCode === 126 || end.exitCode === 127);
  return saysMore(end) && !isTold ? ` (${exitMeaning(end)})` : '';
};

/** Whatever ended a container against its will. */
const ended: readonly ExitReason[] = ['crash', 'exec', 'oom', 'liveness', 'startup', 'lost'];

export const crashLoop: Cause = {
  id: 'crash-loop',
  title: 'Container exits again and again',
  rulesOut: 'crashes and restarts',
  signal:
    'A container ended with an exit code, waits in CrashLoopBackOff or was just restarted, and neither memory, probe nor command explains it, nor a line of its log that another cause knows. The last distinct error lines come from the run that ended, after the termination message its program left.',
  looksAt: ['Pod', 'Event', 'logs'],
  about: ['Pod'],
  shows: (facts) =>
    failingRuns(facts, ...ended).flatMap(({ view }) => (view.role === 'init' ? [] : [view.ref])),
  look: (facts) =>
    failingRuns(facts, 'crash')
      .filter(({ view }) => view.role !== 'init' && !isExplained(facts, view))
      .map(({ view, end, restarts }) => {
        const { line, alarming, silent, previous, left, evidence } = lastWords(facts, view);
        const nothing = silent ? '; it wrote nothing to its log' : '';
        const lead = left ? ': ' : `; last ${alarming ? 'error' : 'line'}: `;
        const said = line === null ? nothing : `${lead}${line}`;
        const exits = `${capital(containerTitle(view))} exits with code ${end.exitCode ?? '?'}${codeWords(end, alarming)}`;
        const again = repetition(facts, view.pod, restarts);
        const command = commandLine(view.spec);
        const finished = end.exitCode === 0;
        return {
          severity: 'critical',
          confidence: 'certain',
          object: view.ref,
          summary: finished
            ? `The process of ${containerTitle(view)} ends by itself with exit code 0 and is started again${again}${alarming ? said : ''}`
            : `${exits}${again}${said}`,
          ...(finished && !alarming ? {} : { brief: `${exits}${said}` }),
          follows: awaitedJob(facts, view)?.follows ?? [],
          evidence: [
            ...evidence,
            statusEvidence(
              view.ref,
              `${view.name}: exit code ${end.exitCode ?? '?'} (${exitMeaning(end)}), ${counted(restarts, 'restart')}`,
              end.finishedAt ?? null,
            ),
            ...(finished && command !== ''
              ? [specEvidence(view.ref, `${view.name}: command ${command}`)]
              : []),
          ],
          remedies: [
            finished && !alarming
              ? { title: 'Run a process that stays, or make it a Job', command: null, action: null }
              : {
                  title: 'Read the whole log of the run that ended',
                  command: logsCommand(view.ref.namespace, view.ref.name, view.name, previous),
                  action: null,
                },
          ],
          fingerprint: `${familyOf(view.pod)} ${view.name} ${end.exitCode ?? ''}`,
        };
      }),
};

const logsCommand = (namespace: string | null, pod: string, container: string, previous: boolean): string =>
  kubectl(namespace, 'logs', pod, '-c', container, ...(previous ? ['--previous'] : []));
