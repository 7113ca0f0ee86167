import { complains } from './alarm.ts';
import type { Block } from './blocks.ts';
import { isAttempt, isConsequence, isFarewell, isReasonless, isSurvived } from './farewells.ts';
import { isGeneric, sharesName } from './generic.ts';
import { headlineOfBlock } from './headline.ts';

/** Lines within which a farewell, or what only follows, still is about the complaint before it. */
const nearAtMost = 12;

const endOf = ({ at, more }: Block): number => at + more.length;
const isNear = (earlier: Block, later: Block): boolean => later.at - endOf(earlier) <= nearAtMost;

const saidIn = (block: Block): string => headlineOfBlock(block).text;

/** Whether a complaint only repeats, in fewer words, the one before it. */
const isEcho = (earlier: Block, later: Block): boolean => {
  const words = saidIn(later).replace(/^(?:(?:\w{1,40})?Error|panic): /, '');
  const before = saidIn(earlier);
  return words.length > 8 && before.length > words.length && before.includes(words);
};

const wordsIn = ({ line, more }: Block): string => [line.said, ...more.slice(0, 12)].join('\n');

/** Whether a complaint has a stack trace: that is a reason of its own, whatever its words. */
const isTraced = ({ line, more }: Block): boolean =>
  line.stack.length > 0 || more.some((text) => /^\s/.test(text));

/**
 * Whether the later one of two complaints only tells what came of the earlier one: it says nothing of its own, or what
 * could not be done with a thing that the earlier one names; or no reason, as a program `ends`.
 */
const followsFrom = (earlier: Block, later: Block, ends: boolean): boolean => {
  const [before, said] = [saidIn(earlier), saidIn(later)];
  if (isConsequence(said)) return true;
  if (!isNear(earlier, later) || isTraced(later)) return false;
  if (isSurvived(said)) return complains(before);
  if (isSurvived(before)) return false;
  return (
    isGeneric(said) || (isAttempt(said) && sharesName(wordsIn(earlier), said)) || (ends && isReasonless(said))
  );
};

/** Complaints back within which one may be repeated: what is said twice is rarely said side by side. */
const echoesAtMost = 3;

/** The index of the fault near before it that a complaint only repeats; -1 where it says something new. */
const echoed = (faults: readonly Block[], at: number): number => {
  const later = faults[at];
  const from = Math.max(0, at - echoesAtMost);
  const found =
    later === undefined
      ? -1
      : faults.slice(from, at).findLastIndex((earlier) => isNear(earlier, later) && isEcho(earlier, later));
  return found === -1 ? -1 : from + found;
};

/** The index of the fault that the newest of them comes from; `ends` tells that the program says goodbye after them. */
const reasonAmong = (faults: readonly Block[], ends: boolean): number => {
  let at = faults.length - 1;
  while (at > 0) {
    const [earlier, later] = [faults[at - 1], faults[at]];
    if (earlier === undefined || later === undefined) break;
    const echo = echoed(faults, at);
    if (echo === -1 && !followsFrom(earlier, later, ends)) return at;
    at = echo === -1 ? at - 1 : echo;
  }
  return at;
};

/** The farewell that is about no complaint near it: nobody knows more than it says. */
const loneFarewell = (loud: readonly Block[], last: Block): Block | undefined => {
  const farewell = loud.findLast((block) => block.at > last.at && isFarewell(block.line.said));
  return farewell !== undefined && !isNear(last, farewell) ? farewell : undefined;
};

/**
 * The blocks that complain, oldest first. Where a fault is named, without what only follows from it: farewells, and the
 * complaints in front of a farewell that name no reason of their own.
 */
export const telling = (blocks: readonly Block[]): Block[] => {
  const loud = blocks.filter(({ weight }) => weight > 0);
  const faults = loud.filter(({ weight }) => weight === 2);
  const last = faults.at(-1);
  if (last === undefined) return loud;
  const lone = loneFarewell(loud, last);
  const ends = loud.some((block) => block.at > last.at && isFarewell(block.line.said));
  const reason = lone ?? faults[reasonAmong(faults, ends)] ?? last;
  return loud.filter(
    (block) => block.at <= reason.at && (block.weight === 2 || block.line.level === 'warn' || block === lone),
  );
};
