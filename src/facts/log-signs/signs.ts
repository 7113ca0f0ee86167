import { sameness } from '../log-lines.ts';
import { complains } from '../log-lines/alarm.ts';
import { blocksIn } from '../log-lines/blocks.ts';
import type { Block } from '../log-lines/blocks.ts';
import { headlineOfBlock } from '../log-lines/headline.ts';
import { once } from '../memo.ts';
import { signKinds } from './kinds.ts';
import { signOf } from './match.ts';
import { unreached } from './sign.ts';
import type { LogSign } from './sign.ts';

/** Distinct things said in which signs are looked for, newest first: a log repeats itself long before. */
const distinctAtMost = 60;
/** A line beside another that names more of the same: two complaints of one failed call. */
const besideAtMost = 3;
/** Lines above a complaint in which a program may have said whom it is about to ask. */
const aboveAtMost = 3;

const recovered =
  /\b(?:re)?connected\b|\bconnection (?:to \S{1,260} )?(?:is |was |has been )?(?:re-?established|restored|succeeded|successful|opened|ok)\b|\brecovered\b|\b(?:is|are|now) (?:now )?(?:ready|up|reachable|available|healthy|online|back)\b|\bsuccessfully (?:re)?connected\b|\b(?:succeeded|reachable again)\b|\bready to accept connections\b/i;
const unwell =
  /\b(?:not|never|cannot|can't|isn't|until|unless|once|when|if)\b|\bwait(?:s|ing)? (?:for|on|to)\b.{0,100}\b(?:connected|ready|up|reachable|available|healthy)\b/i;

/** Whether a line names a host, also by its first label: `db.shop.svc` is `db` to a program in the same namespace. */
const names = (text: string, host: string): boolean => {
  const words = text
    .toLowerCase()
    .split(/[^a-z0-9_.-]+/)
    .map((word) => word.replace(/^\.+|\.+$/g, ''));
  const [label = ''] = host.split('.');
  return words.includes(host) || (!/^[\d.]+$/.test(host) && words.includes(label));
};

/** Whether something said after the sign takes it back. */
const isOver = (sign: Omit<LogSign, 'past'>, later: readonly Block[]): boolean =>
  later.some(({ line: { said } }) => {
    const text = said.slice(0, 2000);
    const { over } = signKinds.find((kind) => kind.sign === sign.sign) ?? {};
    if (over?.test(text) === true) return true;
    if (!recovered.test(text) || unwell.test(text) || complains(text)) return false;
    return sign.host === null ? unreached.includes(sign.sign) : names(text, sign.host);
  });

const keyOf = ({ sign, host, port, subject, line }: Omit<LogSign, 'past'>): string =>
  [sign, host, port, subject, host === null && port === null && subject === null ? sameness(line) : ''].join(
    '\n',
  );

/** The newest block of each distinct thing said that is no ordinary report. */
const distinct = (blocks: readonly Block[]): Block[] => {
  const newest = new Map<string, Block>();
  for (const block of blocks.toReversed()) {
    if (block.line.level === 'info' && block.weight === 0) continue;
    const key = sameness(headlineOfBlock(block).text);
    if (!newest.has(key)) newest.set(key, block);
    if (newest.size >= distinctAtMost) break;
  }
  return [...newest.values()];
};

/** One failed call is often told twice, once without the peer: that one is left out. */
const isTwice = (sign: LogSign, signs: readonly LogSign[]): boolean =>
  sign.host === null &&
  sign.subject === null &&
  signs.some(
    (other) =>
      other.sign === sign.sign && other.host !== null && Math.abs(other.at - sign.at) <= besideAtMost,
  );

/**
 * The known signatures in a log, newest first, each once; lines of level info and below give none. `lines` as they were
 * written, oldest first. Takes time linear in the log.
 */
export const signsIn: (lines: readonly string[]) => LogSign[] = once((lines) => {
  const blocks = blocksIn(lines);
  const signs = new Map<string, LogSign>();
  for (const block of distinct(blocks)) {
    const found = signOf(block, lines.slice(Math.max(0, block.at - aboveAtMost), block.at));
    if (found === null) continue;
    const sign = { ...found, also: [], at: block.at };
    const key = keyOf(sign);
    const newer = signs.get(key);
    if (newer === undefined) {
      const later = blocks.filter(({ at }) => at > block.at);
      signs.set(key, { ...sign, past: isOver(sign, later) });
    } else newer.also.push(sign.line);
  }
  const all = [...signs.values()];
  return all.filter((sign) => !isTwice(sign, all));
});
