import type { KnownBlock } from '@slack/types';

import type { Answer, Change, Finding, Remedy } from '../answer.ts';
import { context, preformatted, section } from './blocks.ts';
import { gapLines } from './gaps.ts';
import { helping } from './helping.ts';
import { limits } from './limits.ts';
import { code, date, join, lines, markup, number, plain, type Mrkdwn } from './mrkdwn.ts';
import { phrase } from './text.ts';
import { objectName, severityMark } from './words.ts';

const findingsAtMost = 15;
const evidenceAtMost = 6;
const remediesAtMost = 5;
const quoteAtMost = 2500;

/** `revision 8 of checkout: image a → b, by argocd, <date>` */
export const changeLine = ({ at, what, by }: Change): Mrkdwn =>
  markup`${date(at)}: ${plain(what, 400)}${by === null ? markup`` : markup` (by ${plain(by, 80)})`}`;

const follows = ({ because }: Finding, known: number): Mrkdwn => {
  const roots = because.filter((index) => index >= 0 && index < known);
  return roots.length === 0
    ? markup``
    : markup` (follows from ${join(
        roots.slice(0, 5).map((index) => number(index + 1)),
        ', ',
      )})`;
};

/** Root to effect, numbered as the findings under it are. */
const chain = (findings: readonly Finding[]): Mrkdwn =>
  lines(
    findings.map(
      (finding, index) =>
        markup`${number(index + 1)}. ${plain(finding.summary, 300)}${follows(finding, findings.length)}`,
    ),
    2800,
  );

/** A command that was cut would do something else than it says. */
const commandBlocks = (command: string | null): KnownBlock[] => {
  if (command === null) return [];
  return command.length > quoteAtMost
    ? [context([markup`The command is too long to show here; the terminal prints it.`])]
    : [preformatted(phrase(command, limits.preformatted))];
};

const remedyBlocks = (remedies: readonly Remedy[]): KnownBlock[] =>
  remedies
    .slice(0, remediesAtMost)
    .flatMap(({ title, command }) => [
      section(markup`*What helps:* ${plain(title, 500)}`),
      ...commandBlocks(command),
    ]);

const findingBlocks = (finding: Finding, index: number): KnownBlock[] => {
  const { severity, confidence, cause, object, evidence, remedies } = finding;
  const left = evidence.length - evidenceAtMost;
  return [
    section(markup`${plain(severityMark[severity])} *${number(index + 1)}. ${plain(finding.summary, 500)}*`),
    context([
      markup`${plain(severity)} · ${plain(confidence)} · ${plain(objectName(object), 390)} · cause ${code(cause, 80)}`,
    ]),
    ...evidence
      .slice(0, evidenceAtMost)
      .flatMap(({ from, object: source, text, at }) => [
        context([
          markup`${plain(from)} of ${plain(source, 320)}${at === null ? markup`` : markup`, ${date(at)}`}`,
        ]),
        preformatted(text, quoteAtMost),
      ]),
    ...(left > 0 ? [context([markup`${number(left)} more pieces of evidence are not shown`])] : []),
    ...remedyBlocks(remedies),
  ];
};

const changesPart = (changes: readonly Change[], max: number): KnownBlock[] =>
  changes.length === 0
    ? []
    : [
        section(
          markup`*What changed, newest first*\n${lines(
            changes.map((change) => markup`• ${changeLine(change)}`),
            max,
          )}`,
        ),
      ];

const wherePart = ({ where }: Answer): KnownBlock[] => {
  const parts = [
    ...(where.node === null ? [] : [markup`node ${code(where.node, 253)}`]),
    ...(where.containers.length === 0
      ? []
      : [
          markup`${where.containers.length === 1 ? markup`container` : markup`containers`} ${join(
            where.containers.slice(0, 10).map((name) => code(name, 63)),
            ', ',
          )}`,
        ]),
  ];
  return [
    ...(parts.length === 0 ? [] : [section(markup`*Where:* ${join(parts, ' · ')}`)]),
    ...(where.logs === null ? [] : [section(markup`*Logs*`), preformatted(phrase(where.logs, 1000))]),
  ];
};

const checkedPart = ({ ruledOut, unexamined }: Answer): KnownBlock[] => [
  ...(ruledOut.length === 0
    ? []
    : [
        section(
          markup`*Ruled out:* ${join(
            ruledOut.slice(0, 40).map((item) => plain(item, 120)),
            ', ',
          )}`,
        ),
      ]),
  ...(unexamined.length === 0
    ? []
    : [section(markup`*Not examined, so not ruled out*\n${gapLines(unexamined, 40, 2800)}`)]),
];

/** Everything an answer knows, for its thread. Empty where the answer itself says it all: nothing was found. */
export const detailBlocks = (answer: Answer): KnownBlock[] => {
  const { findings, changes } = answer;
  if (findings.length === 0) return [];
  const shown = findings.slice(0, findingsAtMost);
  return [
    ...(findings.length > 1 ? [section(markup`*From root to effect*\n${chain(findings)}`)] : []),
    ...shown.flatMap(findingBlocks),
    ...(findings.length > shown.length
      ? [section(markup`${number(findings.length - shown.length)} more findings are not shown.`)]
      : []),
    ...changesPart(changes, 2800),
    ...wherePart(answer),
    ...checkedPart(answer),
  ];
};

/** The same in short, for an answer without a thread; it leaves out what the answer above it says. */
export const compactDetails = (answer: Answer): KnownBlock[] => {
  const { findings, changes, where, ruledOut } = answer;
  if (findings.length === 0) return [];
  const shown = helping(answer);
  const remedies = findings
    .flatMap((finding) => finding.remedies)
    .filter((remedy) => !shown.includes(remedy))
    .slice(0, 3);
  return [
    ...(findings.length > 1 ? [section(markup`*From root to effect*\n${chain(findings.slice(0, 8))}`)] : []),
    ...remedies.flatMap(({ title, command }) => [
      section(markup`*What also helps:* ${plain(title, 300)}`),
      ...commandBlocks(command),
    ]),
    ...changesPart(changes.slice(1, 4), 1200),
    ...(where.logs === null ? [] : [section(markup`*Logs*`), preformatted(phrase(where.logs, 1000))]),
    ...(ruledOut.length === 0
      ? []
      : [
          context([
            markup`Ruled out: ${join(
              ruledOut.slice(0, 30).map((item) => plain(item, 60)),
              ', ',
            )}`,
          ]),
        ]),
  ];
};
