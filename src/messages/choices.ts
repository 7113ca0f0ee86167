import type { SectionBlock } from '@slack/types';

import type { ObjectRef, WhyOutcome } from '../answer.ts';
import type { Message } from '../ports.ts';
import { button, header, message, section } from './blocks.ts';
import { limits } from './limits.ts';
import { code, lines, markup, number, plain, type Mrkdwn } from './mrkdwn.ts';
import { shareless, type WhyOptions } from './options.ts';
import { phrase } from './text.ts';
import { askAbout, objectName, pathName } from './words.ts';

/** Choices shown; more are harder to read than a more exact question is to write. */
const choicesAtMost = 10;

const whyValue = (ref: ObjectRef, cluster: string): string =>
  JSON.stringify({ kind: ref.kind, namespace: ref.namespace, name: ref.name, cluster });

/** A name that reads the same once cleaned and masked, so that the button asks about what its label shows. */
const isPlainName = (ref: ObjectRef, cluster: string): boolean =>
  [ref.kind, ref.namespace ?? 'none', ref.name, cluster].every(
    (word) => word !== '' && phrase(word, 253) === word,
  );

/**
 * An object with a button that asks why: `action_id` is `why`, the value `{kind, namespace, name, cluster}` as JSON.
 * Each stands in a block of its own, since action ids of one block must differ and a phone shows the whole name.
 */
export const choice = (ref: ObjectRef, cluster: string, text: Mrkdwn): SectionBlock => {
  const value = whyValue(ref, cluster);
  const fits = isPlainName(ref, cluster) && value.length <= limits.buttonValue;
  return section(text, fits ? button('why', 'Why?', value, `Why is ${objectName(ref)} broken?`) : null);
};

const nearness = (ref: ObjectRef, words: string): number => {
  const asked =
    words
      .toLowerCase()
      .split(/[\s/]+/)
      .at(-1) ?? '';
  const name = ref.name.toLowerCase();
  if (name === asked) return 0;
  return (name.startsWith(asked) ? 1000 : 2000) + name.length;
};

/** The objects, nearest to the words first: the very name, then names that begin so, shorter before longer. */
export const nearestFirst = (refs: readonly ObjectRef[], words: string): ObjectRef[] =>
  refs.toSorted((a, b) => nearness(a, words) - nearness(b, words));

/** A block for each of the nearest objects, and the same as lines for the fallback text. */
export const choices = (
  refs: readonly ObjectRef[],
  cluster: string,
): { blocks: SectionBlock[]; text: Mrkdwn } => {
  const shown = refs.slice(0, choicesAtMost);
  return {
    blocks: shown.map((ref) =>
      choice(ref, cluster, markup`${plain(ref.kind, 63)} ${code(pathName(ref), 320)}`),
    ),
    text: lines(
      shown.map((ref) => markup`• ${plain(objectName(ref), 390)}`),
      2000,
    ),
  };
};

/** The words fit several objects: which one is meant? */
export const choicesMessage = (
  outcome: Extract<WhyOutcome, { type: 'ambiguous' }>,
  options: WhyOptions,
): Message => {
  const { cluster, words, matches } = outcome;
  const near = nearestFirst(matches, words);
  const { blocks, text } = choices(near, cluster);
  const question = markup`${code(words)} fits ${number(matches.length)} objects in cluster ${code(cluster)}. Which one do you mean?`;
  const [first] = near;
  const example =
    first === undefined
      ? null
      : markup`To name one at once: ${code(askAbout(options.command, first, cluster), 500)}`;
  const hidden = matches.length - blocks.length;
  const rest = [
    ...(hidden > 0
      ? [markup`${number(hidden)} more are not shown: name the kind and the namespace to come nearer.`]
      : []),
    ...(example === null ? [] : [example]),
  ];
  return message(
    [header(`❓ Which ${phrase(words, 60)}?`), section(question), ...blocks],
    [question, text, ...rest],
    shareless(options, rest),
  );
};
