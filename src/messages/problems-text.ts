import type { ProblemGroup, ProblemsOutcome, Severity } from '../answer.ts';
import { gapsText } from './gaps.ts';
import { utc } from './mrkdwn.ts';
import { problemsTitle, worstFirst } from './problems-message.ts';
import { paint, wrap, type Paint, type TextOptions } from './terminal.ts';
import { phrase } from './text.ts';
import { unreadableText } from './why-text.ts';
import { askIn, effectWords, objectName } from './words.ts';

const objectsAtMost = 10;
const effectsAtMost = 4;

const severityColour = (brush: Paint): Readonly<Record<Severity, (text: string) => string>> => ({
  critical: brush.red,
  warning: brush.yellow,
  info: brush.blue,
});

/** What else is unwell because of it, on one line or two. */
const effectsLine = (group: ProblemGroup, width: number): string[] => {
  const words = effectWords(group, effectsAtMost);
  return words === null ? [] : [wrap(words, width, '    ').replace(/^ {4}/, '  ')];
};

/** Everything that is wrong, worst first, as terminal text without a line feed at its end. */
export const problemsText = (
  outcome: ProblemsOutcome,
  options: TextOptions & { namespace?: string | null },
): string => {
  if (outcome.type === 'unreadable') return unreadableText(outcome, options);
  const brush = paint(options.colour);
  if (outcome.type === 'not-found') {
    const { cluster, namespace, suggestions } = outcome;
    return [
      brush.bold(`Not found: namespace ${phrase(namespace, 63)} in cluster ${phrase(cluster, 100)}`),
      ...(suggestions.length === 0 ? [] : ['Did you mean:']),
      ...suggestions.slice(0, 10).map((name) => `  ${askIn('kubewhy', name, cluster, options.from)}`),
    ].join('\n');
  }
  const { problems } = outcome;
  const groups = worstFirst(problems.groups).map((group) => {
    const shown = group.objects.slice(0, objectsAtMost);
    const left = Math.max(group.count, group.objects.length) - shown.length;
    const words = wrap(phrase(group.summary, 400), options.width ?? 100, '  ').slice(2);
    return [
      '',
      `${severityColour(brush)[group.severity](group.severity)}: ${brush.bold(words)}`,
      ...shown.map((ref) => `  ${objectName(ref)}`),
      ...(left > 0 ? [`  and ${left.toLocaleString('en')} more`] : []),
      ...effectsLine(group, options.width ?? 100),
    ];
  });
  const { unexamined } = problems;
  return [
    `${brush.bold(problemsTitle(problems, options.namespace).words)}${options.asOf === undefined ? '' : ` · as of ${utc(options.asOf) ?? options.asOf}`}`,
    ...groups.flat(),
    ...(unexamined.length === 0 ? [] : ['', ...gapsText('Not examined:', unexamined, brush)]),
  ].join('\n');
};
