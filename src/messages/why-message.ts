import type { KnownBlock } from '@slack/types';

import type { Answer, Evidence, Remedy, WhyOutcome } from '../answer.ts';
import type { Message } from '../ports.ts';
import { header, message, pages, section } from './blocks.ts';
import { choicesMessage } from './choices.ts';
import { gapLines } from './gaps.ts';
import { helping } from './helping.ts';
import { code, date, lines, markup, plain, type Mrkdwn } from './mrkdwn.ts';
import { notFoundMessage } from './not-found.ts';
import type { Posts, WhyOptions } from './options.ts';
import { shareButton, smallPrint } from './shared.ts';
import { passage, phrase } from './text.ts';
import { unreadableMessage } from './unreadable.ts';
import { changeLine, compactDetails, detailBlocks } from './why-details.ts';
import { objectName, pathName, stateMark, stateWord } from './words.ts';

const evidenceAtMost = 3;
const quoteAtMost = 240;
/** A command that was cut would do something else than it says, so a long one waits for the details. */
const commandAtMost = 600;

const title = ({ state, target }: Answer): string =>
  `${stateMark[state]} ${stateWord[state]} · ${objectName(target)} · ${phrase(target.cluster, 60)}`;

const telling = /\b(?:error|fatal|panic|exception|failed|refused|denied|cannot|killed|critical)\b/i;

/** The part of a quotation that says most in one line: of a log, its last two lines that complain. */
const gist = (quoted: string): string => {
  // Masked before a line is picked: one line of a key does not show that it is one.
  const text = passage(quoted, Number.MAX_SAFE_INTEGER);
  const all = text.split('\n').filter((line) => line.trim() !== '');
  if (all.length < 2) return text;
  const complaints = all.filter((line) => telling.test(line));
  return (complaints.length === 0 ? all.slice(-1) : complaints.slice(-2)).join(' ⏎ ');
};

const evidenceLine = ({ from, object, text, at }: Evidence): Mrkdwn =>
  markup`• ${plain(from)} of ${plain(object, 120)}${at === null ? markup`` : markup`, ${date(at)}`}: ${code(gist(text), quoteAtMost)}`;

/** The root cause speaks first; the findings that follow from it add one quotation each. */
const strongest = ({ findings: [root, ...others] }: Answer): Evidence[] => {
  const candidates = [
    ...(root?.evidence.slice(0, 2) ?? []),
    ...others.flatMap(({ evidence }) => evidence.slice(0, 1)),
    ...(root?.evidence.slice(2) ?? []),
  ];
  const texts = new Set<string>();
  return candidates
    .filter(({ text }) => {
      const fresh = !texts.has(text);
      texts.add(text);
      return fresh;
    })
    .slice(0, evidenceAtMost);
};

const remedyLine = (remedy: Remedy): Mrkdwn => {
  const { command } = remedy;
  const line =
    command === null || command.length > commandAtMost ? markup`` : markup`\n${code(command, commandAtMost)}`;
  return markup`*What helps:* ${plain(remedy.title, 300)}${line}`;
};

const body = (answer: Answer): Mrkdwn[] => {
  const [root] = answer.findings;
  const evidence = strongest(answer).map(evidenceLine);
  const [change] = answer.changes;
  const sure =
    root === undefined || root.confidence === 'certain'
      ? markup``
      : markup` (this cause is ${plain(root.confidence)}, not certain)`;
  return [
    ...(evidence.length === 0 ? [] : [markup`*Evidence*${sure}\n${lines(evidence, 2500)}`]),
    ...(change === undefined || root === undefined ? [] : [markup`*Changed:* ${changeLine(change)}`]),
    ...helping(answer).map(remedyLine),
    ...(root === undefined && answer.ruledOut.length > 0
      ? [markup`*Checked and fine:* ${list(answer.ruledOut, 1500)}`]
      : []),
  ];
};

const list = (items: readonly string[], max: number): Mrkdwn =>
  plain(items.map((item) => phrase(item, 120)).join(', '), max);

/** "Could not look" stands in the answer itself: it is never hidden in a thread. */
const blind = ({ unexamined }: Answer): Mrkdwn[] => {
  if (unexamined.length === 0) return [];
  return [markup`*Not examined, so not ruled out*\n${gapLines(unexamined, 3, 1200)}`];
};

const answerPosts = (answer: Answer, options: WhyOptions): Posts<Message> => {
  const inline = options.details === 'inline';
  const parts = body(answer);
  const gaps = blind(answer);
  const deeper = detailBlocks(answer);
  const summary = markup`*${plain(answer.summary, 300)}*`;
  const remarks = !inline && deeper.length > 0 ? [markup`Everything that was found: in the thread`] : [];
  const print = smallPrint(options, remarks);
  const last: KnownBlock[] = [
    ...(options.share === undefined ? [] : [shareButton(options.share.answerId)]),
    ...(print === null ? [] : [print]),
  ];
  const name = markup`${plain(stateWord[answer.state])}: ${plain(answer.target.kind, 63)} ${code(pathName(answer.target), 320)} in cluster ${code(answer.target.cluster, 100)}`;
  const text = [markup`${plain(stateMark[answer.state])} ${name}`, summary, ...parts, ...gaps];
  const blocks = [
    header(title(answer)),
    section(summary),
    ...[...parts, ...gaps].map((part) => section(part)),
    ...(inline ? compactDetails(answer) : []),
  ];
  return {
    parent: message(blocks, text, last),
    details: inline ? [] : pages(deeper, [markup`Details of ${name}`, summary]),
  };
};

/**
 * A diagnosis as Slack messages. `parent` is the answer: state, target, root cause, the strongest evidence, what changed,
 * the first remedy. `details` go into its thread and are empty for a short answer, for `inline`, and for every outcome
 * that is a question back (`ambiguous`, `not-found`) or no answer (`unreadable`).
 */
export const whyMessage = (outcome: WhyOutcome, options: WhyOptions): Posts<Message> => {
  switch (outcome.type) {
    case 'answer':
      return answerPosts(outcome.answer, options);
    case 'ambiguous':
      return { parent: choicesMessage(outcome, options), details: [] };
    case 'not-found':
      return { parent: notFoundMessage(outcome, options), details: [] };
    case 'unreadable':
      break;
  }
  return { parent: unreadableMessage(outcome, options), details: [] };
};
