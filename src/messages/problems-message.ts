import type { KnownBlock } from '@slack/types';

import type { ProblemGroup, Problems, ProblemsOutcome } from '../answer.ts';
import type { Message } from '../ports.ts';
import { header, message, pages, preformatted, section } from './blocks.ts';
import { choice } from './choices.ts';
import { gapLines } from './gaps.ts';
import { code, lines, markup, number, plain, type Mrkdwn } from './mrkdwn.ts';
import { namespaceNotFoundMessage } from './not-found.ts';
import type { Posts, WhyOptions } from './options.ts';
import { shareButton, smallPrint } from './shared.ts';
import { phrase } from './text.ts';
import { unreadableMessage } from './unreadable.ts';
import { count, effectWords, objectName, pathName, severityMark, severityRank } from './words.ts';

const groupsAtMost = 10;
const namesAtMost = 3;
const listedAtMost = 60;

/** `namespace` is the scope that was asked about, or null for all namespaces. */
export type ProblemsOptions = WhyOptions & { namespace?: string | null };

/** Worst first; among equals the order of the outcome stays. Also used on the terminal. */
export const worstFirst = (groups: readonly ProblemGroup[]): ProblemGroup[] =>
  groups.toSorted((a, b) => severityRank[a.severity] - severityRank[b.severity]);

const scopeOf = (problems: Problems, namespace: string | null | undefined): string =>
  namespace === null || namespace === undefined
    ? `cluster ${phrase(problems.cluster, 60)}`
    : `namespace ${phrase(namespace, 63)} · ${phrase(problems.cluster, 60)}`;

/** The first line: how many causes, where. "Nothing found" is not "nothing wrong" when something could not be read. Also used on the terminal. */
export const problemsTitle = (
  problems: Problems,
  namespace?: string | null,
): { mark: string; words: string } => {
  const scope = scopeOf(problems, namespace);
  const { groups, unexamined } = problems;
  const [worst] = worstFirst(groups);
  if (worst !== undefined)
    return { mark: severityMark[worst.severity], words: `${count(groups.length, 'problem')} in ${scope}` };
  return unexamined.length > 0
    ? { mark: '⚪', words: `Nothing found in ${scope}, but not everything could be read` }
    : { mark: '🟢', words: `Nothing is wrong in ${scope}` };
};

const groupLine = (group: ProblemGroup): Mrkdwn =>
  markup`${plain(severityMark[group.severity])} ${plain(group.severity)}: *${plain(group.summary, 300)}*`;

const membersLine = (group: ProblemGroup): Mrkdwn => {
  const { objects, count: total } = group;
  const named = objects
    .slice(0, namesAtMost)
    .map((ref) => markup`${plain(ref.kind, 63)} ${code(pathName(ref), 200)}`);
  const left = Math.max(total, objects.length) - named.length;
  const effects = effectWords(group, namesAtMost);
  return lines(
    [
      ...named,
      ...(left > 0 ? [markup`and ${number(left)} more`] : []),
      ...(effects === null ? [] : [plain(effects, 600)]),
    ],
    1200,
  );
};

const groupBlock = (group: ProblemGroup, cluster: string): KnownBlock => {
  const text = markup`${groupLine(group)}\n${membersLine(group)}`;
  const [first] = group.objects;
  return first === undefined ? section(text) : choice(first, cluster, text);
};

const groupDetails = (group: ProblemGroup): KnownBlock[] => {
  const shown = group.objects.slice(0, listedAtMost);
  const left = Math.max(group.count, group.objects.length) - shown.length;
  const names = shown.map((ref) => objectName(ref));
  const effects = effectWords(group, listedAtMost);
  return [
    section(markup`${groupLine(group)} · cause ${code(group.cause, 80)} · ${number(group.count)}`),
    ...(shown.length === 0
      ? []
      : [
          preformatted(
            [
              ...names,
              ...(left > 0 ? [`and ${left.toLocaleString('en')} more`] : []),
              ...(effects === null ? [] : [effects]),
            ].join('\n'),
          ),
        ]),
  ];
};

const problemsPosts = (problems: Problems, options: ProblemsOptions): Posts<Message> => {
  const groups = worstFirst(problems.groups);
  const { mark, words } = problemsTitle(problems, options.namespace);
  const shown = groups.slice(0, groupsAtMost);
  const inThread = options.details === 'thread';
  const details =
    groups.some(({ objects, effects }) => Math.max(objects.length, effects.length) > namesAtMost) ||
    groups.length > shown.length;
  const gaps =
    problems.unexamined.length === 0
      ? []
      : [markup`*Not examined, so not ruled out*\n${gapLines(problems.unexamined, 20, 1500)}`];
  const hidden = groups.length - shown.length;
  const rest =
    hidden > 0
      ? [
          markup`${number(hidden)} more ${
            hidden === 1 ? markup`problem is` : markup`problems are`
          } less grave and not shown here.`,
        ]
      : [];
  const remarks = inThread && details ? [markup`All objects: in the thread`] : [];
  const print = smallPrint(options, remarks);
  const last = [
    ...(options.share === undefined ? [] : [shareButton(options.share.answerId)]),
    ...(print === null ? [] : [print]),
  ];
  const title = markup`${plain(mark)} *${plain(words, 300)}*`;
  const text = [
    title,
    ...shown.map((group) => markup`${groupLine(group)} (${number(group.count)})`),
    ...rest,
    ...gaps,
  ];
  return {
    parent: message(
      [
        header(`${mark} ${words}`),
        ...shown.map((group) => groupBlock(group, problems.cluster)),
        ...[...rest, ...gaps].map((part) => section(part)),
      ],
      text,
      last,
    ),
    details: inThread && details ? pages(groups.flatMap(groupDetails), [markup`All objects: ${title}`]) : [],
  };
};

/**
 * Everything that is wrong, worst first, as Slack messages. Up to ten causes each have a button that asks about their
 * first object; `details` lists the objects behind them, for the thread.
 */
export const problemsMessage = (outcome: ProblemsOutcome, options: ProblemsOptions): Posts<Message> => {
  switch (outcome.type) {
    case 'problems':
      return problemsPosts(outcome.problems, options);
    case 'not-found':
      return { parent: namespaceNotFoundMessage(outcome, options), details: [] };
    case 'unreadable':
      break;
  }
  return { parent: unreadableMessage(outcome, options), details: [] };
};
