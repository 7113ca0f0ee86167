import type { Evidence } from '../answer.ts';
import { counted } from '../facts/counts.ts';
import { span } from '../facts/durations.ts';
import { statusEvidence, specEvidence } from '../facts/evidence.ts';
import { failingRuns, secondsOf } from '../facts/exits.ts';
import { filledInEvidence, isDefaultLimit } from '../facts/limit-defaults.ts';
import { memoryLimit, memoryVolumes, systemOoms } from '../facts/memory.ts';
import { containerTitle, familyOf } from '../facts/pods.ts';
import { capital } from '../facts/sentences.ts';
import { editCommand } from '../facts/workloads.ts';
import type { Cause } from './cause.ts';

/** From here on memory rather grew than was needed at once; seconds. */
const slowly = 30 * 60;

/** How the memory was used up: at once, or over hours. */
const paceOf = (lasted: number | null): string =>
  lasted === null ? '' : ` ${span(lasted * 1000)} after its start`;

export const oomKilled: Cause = {
  id: 'oom-killed',
  title: 'Container went over its memory limit',
  rulesOut: 'memory',
  signal:
    'The run that ended has reason OOMKilled, and the container or its pod has a memory limit. How long the run lasted tells a limit that is too small from memory that grows; an exit code other than 137 means that the kernel killed a child process.',
  looksAt: ['Pod'],
  about: ['Pod'],
  look: (facts) =>
    failingRuns(facts, 'oom').flatMap(({ view, end, restarts }) => {
      const limit = memoryLimit(view);
      if (limit === null || systemOoms(facts, view.pod, end).length > 0) return [];
      const lasted = secondsOf(end);
      const grows = lasted !== null && lasted > slowly;
      const child = end.exitCode !== 137;
      const byDefault = limit.of === 'container' && isDefaultLimit(view, 'memory');
      const whose = limit.of === 'container' ? 'its own' : "its pod's";
      const over = `OOMKilled: ${containerTitle(view)} went over ${byDefault ? 'the' : whose} memory limit of ${limit.text}${byDefault ? ' that a LimitRange gives it' : ''}`;
      const childEvidence: Evidence[] = child
        ? [
            statusEvidence(
              view.ref,
              `${capital(containerTitle(view))}: exit code ${end.exitCode ?? '?'} and not 137: the kernel killed a child process, and the main process ended by itself`,
            ),
          ]
        : [];
      return [
        {
          severity: 'critical',
          confidence: 'certain',
          object: view.ref,
          summary: `${over}${paceOf(lasted)} (${counted(restarts, 'restart')})`,
          brief: over,
          evidence: [
            statusEvidence(
              view.ref,
              `${view.name}: OOMKilled, exit code ${end.exitCode ?? '?'}${paceOf(lasted) === '' ? '' : `,${paceOf(lasted)}`}, ${counted(restarts, 'restart')}`,
              end.finishedAt ?? null,
            ),
            ...childEvidence,
            ...(byDefault ? [filledInEvidence(view.pod)] : []),
            ...memoryVolumes(view).map(({ name, at, sizeLimit }) =>
              specEvidence(
                view.ref,
                `${view.name}: volume ${name} at ${at} is kept in memory and counts against the limit (sizeLimit ${sizeLimit ?? 'none'})`,
              ),
            ),
            specEvidence(
              view.ref,
              `${view.name}: memory request ${view.spec?.resources?.requests?.memory ?? 'none'}, limit ${limit.text}${limit.of === 'pod' ? ' (of the pod)' : ''}`,
            ),
          ],
          remedies: [
            {
              title: grows
                ? `It took ${span(lasted * 1000)} to fill ${limit.text}: look for memory that grows (the metric container_memory_working_set_bytes shows it), or raise the limit`
                : byDefault
                  ? `Give the container a memory limit of its own above ${limit.text}, or make the process use less`
                  : `Raise the memory limit above ${limit.text}, or make the process use less`,
              command: editCommand(facts, view.pod),
              action: null,
            },
          ],
          fingerprint: `${familyOf(view.pod)} ${view.name}`,
        },
      ];
    }),
};
