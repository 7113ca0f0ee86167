import type { Lack, ProblemsOutcome, WhyOutcome } from '../answer.ts';
import type { Message } from '../ports.ts';
import { header, message, section } from './blocks.ts';
import { choices } from './choices.ts';
import { gapLines } from './gaps.ts';
import { code, join, lines, markup, plain } from './mrkdwn.ts';
import type { Mrkdwn } from './mrkdwn.ts';
import { shareless, type WhyOptions } from './options.ts';
import { phrase } from './text.ts';
import { askIn } from './words.ts';

/** What the cluster does not have, with names that come near. */
const lackLine = ({ what, name, near }: Lack): Mrkdwn => {
  const names = join(
    near.map((one) => code(one, 63)),
    ', ',
  );
  const there =
    what === 'namespace'
      ? markup`Namespace ${code(name, 63)} does not exist`
      : markup`The cluster serves no kind ${code(name, 63)}`;
  return near.length === 0 ? markup`${there}.` : markup`${there}; near comes ${names}.`;
};

/** Nothing has that name: what comes near, what could not be looked at, and how to ask next. */
export const notFoundMessage = (
  outcome: Extract<WhyOutcome, { type: 'not-found' }>,
  options: WhyOptions,
): Message => {
  const { cluster, words, namespace, suggestions, unexamined, traces = [], lacks } = outcome;
  const place =
    namespace === null
      ? markup`in cluster ${code(cluster)}`
      : markup`in namespace ${code(namespace, 63)} of cluster ${code(cluster)}`;
  const what =
    unexamined.length === 0
      ? markup`I found no object that ${code(words)} names ${place}.`
      : markup`I found no object that ${code(words)} names ${place}, but I could not look everywhere.`;
  const lacking = lacks === undefined ? [] : [lackLine(lacks)];
  const gaps = gapLines(unexamined, 20, 1500);
  const next = markup`All that is wrong: ${code(`${options.command} problems${namespace === null ? ' -A' : ` -n ${namespace}`}`)}`;
  const told = lines(
    traces.map(
      ({ object, text, at }) => markup`• ${plain(at ?? '', 40)} ${plain(object, 200)}: ${plain(text, 300)}`,
    ),
    1500,
  );
  const gone =
    traces.length === 0
      ? []
      : [markup`*It is gone; its events, which are kept for about an hour, still say:*\n${told}`];
  const near = choices(suggestions, cluster);
  const asked = suggestions.length === 0 ? [] : [markup`*Did you mean:*`];
  return message(
    [
      header(`❓ Not found: ${phrase(words, 80)}`),
      section(what),
      ...lacking.map((line) => section(line)),
      ...(unexamined.length === 0 ? [] : [section(markup`*Could not look for*\n${gaps}`)]),
      ...gone.map((line) => section(line)),
      ...asked.map((line) => section(line)),
      ...near.blocks,
    ],
    [
      what,
      ...lacking,
      ...(unexamined.length === 0 ? [] : [markup`Could not look for\n${gaps}`]),
      ...gone,
      ...asked,
      near.text,
      next,
    ],
    shareless(options, [next]),
  );
};

/** There is no such namespace: that says nothing about what people meant by it. */
export const namespaceNotFoundMessage = (
  { cluster, namespace, suggestions }: Extract<ProblemsOutcome, { type: 'not-found' }>,
  options: WhyOptions,
): Message => {
  const what = markup`Cluster ${code(cluster, 100)} has no namespace ${code(namespace, 63)}.`;
  const near = lines(
    suggestions.slice(0, 5).map((name) => markup`• ${code(askIn(options.command, name, cluster), 300)}`),
    1200,
  );
  const parts = [what, ...(suggestions.length === 0 ? [] : [markup`*Did you mean:*\n${near}`])];
  const next = markup`All that is wrong: ${code(`${options.command} problems -A`)}`;
  return message(
    [header(`❓ Not found: namespace ${phrase(namespace, 63)}`), ...parts.map((part) => section(part))],
    [...parts, next],
    shareless(options, [next]),
  );
};
