import type { Answer, Evidence, Finding, Lack, State, Unreadable, WhyOutcome } from '../answer.ts';
import { nearestFirst } from './choices.ts';
import { gapsText } from './gaps.ts';
import { utc } from './mrkdwn.ts';
import { indented, paint, wrap, type Paint, type TextOptions } from './terminal.ts';
import { passage, phrase } from './text.ts';
import { unreadableAdvice } from './unreadable.ts';
import { age, askAbout, objectName, stateWord } from './words.ts';

const quoteAtMost = 4000;
const program = 'kubewhy';

type Page = { brush: Paint; width: number; now: string | undefined; asOf: string | undefined };

const stateColour = (brush: Paint): Readonly<Record<State, (text: string) => string>> => ({
  healthy: brush.green,
  degraded: brush.yellow,
  failing: brush.red,
  unknown: brush.blue,
});

const when = (at: string, { now }: Page): string => {
  const ago = now === undefined ? null : age(at, now);
  return ago === null ? (utc(at) ?? phrase(at, 40)) : `${ago} ago`;
};

const evidenceText = ({ from, object, text, at }: Evidence, page: Page): string => {
  const source = `${from} of ${phrase(object, 320)}${at === null ? '' : `, ${when(at, page)}`}`;
  return `   ${page.brush.dim(source)}\n${indented(passage(text, quoteAtMost), '     ')}`;
};

/** `told` is what the reader has already read: a single finding that says the same does not say it again. */
const findingText = (finding: Finding, index: number, known: number, told: string, page: Page): string => {
  const { severity, confidence, cause, object, summary, because, evidence, remedies } = finding;
  const roots = because.filter((root) => root >= 0 && root < known).map((root) => root + 1);
  const facts = [
    severity,
    confidence,
    objectName(object),
    phrase(cause, 80),
    ...(roots.length === 0 ? [] : [`follows from ${roots.join(', ')}`]),
  ];
  const number = `${index + 1}. `;
  const words = wrap(phrase(summary, 600), page.width, '   ').slice(3);
  return [
    ...(known === 1 && summary === told ? [] : [page.brush.bold(number + words)]),
    `   ${page.brush.dim(facts.join(' · '))}`,
    ...evidence.map((one) => evidenceText(one, page)),
    ...remedies.flatMap(({ title, command }) => [
      wrap(`What helps: ${phrase(title, 600)}`, page.width, '   '),
      ...(command === null ? [] : [indented(phrase(command, quoteAtMost), '     ')]),
    ]),
  ].join('\n');
};

const answerText = (answer: Answer, page: Page): string => {
  const { brush } = page;
  const { target, state, findings, changes, where, ruledOut, unexamined } = answer;
  const place = [
    ...(where.node === null ? [] : [`node ${phrase(where.node, 253)}`]),
    ...(where.containers.length === 0
      ? []
      : [`containers ${where.containers.map((name) => phrase(name, 63)).join(', ')}`]),
  ];
  return [
    `${brush.bold(stateColour(brush)[state](stateWord[state]))}  ${objectName(target)} · ${phrase(target.cluster, 100)}${page.asOf === undefined ? '' : ` · as of ${utc(page.asOf) ?? page.asOf}`}`,
    brush.bold(wrap(phrase(answer.summary, 400), page.width)),
    ...findings.flatMap((finding, index) => [
      '',
      findingText(finding, index, findings.length, answer.summary, page),
    ]),
    ...(findings.length === 0 ? [] : ['']),
    ...(changes.length === 0
      ? []
      : [
          'What changed, newest first:',
          ...changes.map(
            ({ at, what, by }) =>
              `  ${when(at, page)}: ${phrase(what, 600)}${by === null ? '' : ` (by ${phrase(by, 100)})`}`,
          ),
        ]),
    ...(place.length === 0 ? [] : [`Where: ${place.join(' · ')}`]),
    ...(where.logs === null ? [] : ['Logs:', `  ${phrase(where.logs, 1000)}`]),
    ...(ruledOut.length === 0
      ? []
      : [
          `${findings.length === 0 ? 'Checked and fine' : 'Ruled out'}: ${ruledOut.map((item) => phrase(item, 200)).join(', ')}`,
        ]),
    ...gapsText('Not examined:', unexamined, brush),
  ].join('\n');
};

/** What the cluster does not have, with names that come near. */
const lackText = ({ what, name, near }: Lack, fromFiles: boolean): string => {
  const word = phrase(name, 63);
  const there = fromFiles
    ? `The files hold no ${what === 'namespace' ? 'namespace' : 'object of a kind'} ${word}`
    : what === 'namespace'
      ? `Namespace ${word} does not exist`
      : `The cluster serves no kind ${word}`;
  return near.length === 0 ? there : `${there}; near comes ${near.map((one) => phrase(one, 63)).join(', ')}`;
};

/**
 * An outcome as terminal text, without a line feed at its end. The first line is the state and the target; all of it is
 * readable without colour. Commands and quotations are never wrapped.
 */
export const whyText = (outcome: WhyOutcome, options: TextOptions): string => {
  const { colour, width = 100, now, asOf } = options;
  const page: Page = { brush: paint(colour), width, now, asOf };
  const { bold } = page.brush;
  switch (outcome.type) {
    case 'answer':
      return answerText(outcome.answer, page);
    case 'ambiguous': {
      const { cluster, words, matches } = outcome;
      const near = nearestFirst(matches, words);
      const lead =
        words === ''
          ? `There are ${matches.length} objects to ask about here.`
          : `${phrase(words, 200)} fits ${matches.length} objects in cluster ${phrase(cluster, 100)}.`;
      return [
        bold(`${lead} Which one do you mean?`),
        ...near.slice(0, 20).map((ref) => `  ${askAbout(program, ref, cluster, options.from)}`),
        ...(near.length > 20
          ? [`and ${near.length - 20} more: name the kind and the namespace to come nearer.`]
          : []),
        ...(words === '' ? [`All that is wrong: ${program} problems ${options.from ?? ''}`.trimEnd()] : []),
      ].join('\n');
    }
    case 'not-found': {
      const { cluster, words, namespace, suggestions, unexamined, traces = [], lacks } = outcome;
      const whole = options.from === undefined ? `cluster ${phrase(cluster, 100)}` : 'the files';
      const place = `${namespace === null ? '' : `namespace ${phrase(namespace, 63)} of `}${whole}`;
      return [
        bold(
          `Not found${unexamined.length === 0 ? '' : ', but not everything could be read'}: ${words === '' ? 'anything to ask about' : phrase(words, 200)} in ${place}`,
        ),
        ...(lacks === undefined ? [] : [lackText(lacks, options.from !== undefined)]),
        ...gapsText('Could not look for', unexamined, page.brush),
        ...(traces.length === 0
          ? []
          : ['It is gone; its events, which are kept for about an hour, still say:']),
        ...traces.map(({ object, text, at }) => `  ${at ?? ''} ${phrase(object, 200)}: ${phrase(text, 400)}`),
        ...(suggestions.length === 0 ? [] : ['Did you mean:']),
        ...suggestions.slice(0, 10).map((ref) => `  ${askAbout(program, ref, cluster, options.from)}`),
      ].join('\n');
    }
    case 'unreadable':
      break;
  }
  return unreadableText(outcome, options);
};

/** The cluster gave nothing to judge: what happened, why, what to do. */
export const unreadableText = (outcome: Omit<Unreadable, 'type'>, options: TextOptions): string => {
  const brush = paint(options.colour);
  return [
    `${brush.bold(brush.blue('Unknown'))}  cluster ${phrase(outcome.cluster, 100)}`,
    outcome.reason === 'absent'
      ? 'There is nothing to judge.'
      : 'It could not be read, so nothing can be said about its health.',
    `Why: ${phrase(outcome.why, 1000)}`,
    wrap(`What to do: ${unreadableAdvice(outcome)}`, options.width ?? 100),
  ].join('\n');
};
