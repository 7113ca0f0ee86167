import { isAddress, isLoopback } from '../host-names.ts';
import { complains } from '../log-lines/alarm.ts';
import type { Block } from '../log-lines/blocks.ts';
import { headlineOfBlock } from '../log-lines/headline.ts';
import { readLine } from '../log-lines/read-line.ts';
import { addressOf } from './address.ts';
import type { Address } from './address.ts';
import { signKinds } from './kinds.ts';
import { peerIn, peerOf } from './peers.ts';
import type { LogSign, SignKind } from './sign.ts';

/** UTF-16 units of one line, and lines of one trace, in which words are looked for. */
const unitsAtMost = 2000;
const linesAtMost = 40;
const frames =
  /^\s{1,16}at |^\s{1,16}\.\.\. \d|^\t\S{1,300}\.(?:go|s):\d|^ {2}File "|^#\d{1,4} |^\s{1,8}from \S{1,300}:\d/;

type Found = Pick<LogSign, 'sign' | 'host' | 'port' | 'address' | 'subject'>;

const unescaped = (text: string): string => text.replaceAll('\\"', '"');

/** The first wording that fits and names something, or else the first that fits at all. */
const wordingIn = (
  kind: SignKind,
  text: string,
): { peer: Address | null; port: number | null; subject: string | null } | null => {
  if (!kind.hint.test(text) || kind.not?.test(text) === true) return null;
  let bare = false;
  for (const wording of kind.wordings) {
    const match = wording.exec(text);
    if (match === null) continue;
    const peer = peerOf(match);
    const port = match.groups?.['port'] === undefined ? null : Number(match.groups['port']);
    const subject = match.groups?.['subject']?.trim() ?? null;
    if (peer !== null || port !== null || subject !== null) return { peer, port, subject };
    bare = true;
  }
  return bare ? { peer: null, port: null, subject: null } : null;
};

/** Lines of a block in which its reason may stand: the root first, no frames. */
const wordsOf = ({ line, more }: Block, root: number): string[] => {
  const said = [line.said, ...line.stack, ...more];
  const telling = said.filter(
    (text, index) => index === root || (!frames.test(text) && !text.startsWith('(Background on this error')),
  );
  const reasons = [
    said[root] ?? '',
    ...telling.slice(0, linesAtMost / 2),
    ...telling.slice(-linesAtMost / 2),
  ];
  return [...new Set(reasons.map((text) => unescaped(text.slice(0, unitsAtMost))))];
};

/**
 * What one block gives away, or null: the sign of its root, or else of another of its lines, with what the whole block
 * says about the peer. `before` holds the lines above it, oldest first, where some programs say whom they are about to ask.
 */
export const signOf = (block: Block, before: readonly string[]): (Found & { line: string }) | null => {
  const { text: line, at } = headlineOfBlock(block);
  const words = wordsOf(block, at);
  const [root = '', ...others] = words;
  const whole = words.join('\n').slice(0, 2 * unitsAtMost);
  for (const texts of [[root, line], others, [whole]]) {
    for (const kind of signKinds) {
      const found = texts.map((text) => wordingIn(kind, text)).find((match) => match !== null);
      if (found === undefined) continue;
      const more = found.peer === null && found.subject === null ? wordingIn(kind, whole) : null;
      const named = found.peer ?? more?.peer ?? null;
      const beside =
        kind.peer === true && (named === null || named.port === null)
          ? peerBeside(words, block, before)
          : null;
      // A wording may leave out the port that another part of the line has.
      const dialled = named === null || beside?.host === named.host ? (beside ?? named) : named;
      const peer = dialled === null ? null : (nameFor(dialled, words, block) ?? dialled);
      return {
        sign: kind.sign,
        line,
        host: peer?.host ?? null,
        ...(peer === null || dialled === null || peer.host === dialled.host ? {} : { address: dialled.host }),
        port: found.port ?? peer?.port ?? portAbove(peer, before),
        subject: plain(found.subject ?? more?.subject ?? null),
      };
    }
  }
  return null;
};

const peerBeside = (words: readonly string[], block: Block, before: readonly string[]): Address | null => {
  for (const text of [...words, words.join('\n').slice(0, 2 * unitsAtMost)]) {
    const peer = peerIn(text);
    if (peer !== null) return peer;
  }
  const field = block.line.peer === null ? null : addressOf(block.line.peer);
  return field ?? announced(before);
};

/** What programs write around a name and its port, before they say which address they dialled for it. */
const betweenNames = /[\s"'()[\]{},;=<>]+/;

/** The name for an address that was dialled: in a field of its own, or before it in the line with the same port. */
const nameFor = ({ host, port }: Address, words: readonly string[], { line }: Block): Address | null => {
  if (!isAddress(host) || isLoopback(host)) return null;
  const fits = (one: Address | null): one is Address =>
    one !== null &&
    !isAddress(one.host) &&
    !isLoopback(one.host) &&
    (one.port === port || (one.port === null && one.host.includes('.svc')));
  const field = line.peer === null ? null : addressOf(line.peer);
  if (fits(field)) return { host: field.host, port };
  if (port === null) return null;
  for (const text of words) {
    const before = text.slice(0, Math.max(0, text.indexOf(host))).split(betweenNames);
    const name = before
      .filter((word) => word.includes(':'))
      .map((word) => addressOf(word.replace(/:$/, '')))
      .findLast(fits);
    if (name !== undefined && name !== null) return name;
  }
  return null;
};

const announcing = /\b(?:dial(?:l?ing)?|connecting|contacting|calling) (?:to )?\S/i;

/** Whom a program said it is about to ask, in the nearest of the lines above. */
const announced = (before: readonly string[]): Address | null => {
  const said = before.map((line) => readLine(line.slice(0, unitsAtMost)).said);
  const peers = said.map((text) => (announcing.test(text) && !complains(text) ? peerIn(text) : null));
  return peers.findLast((peer) => peer !== null) ?? null;
};

/** busybox' wget names the port one line above the complaint. */
const portAbove = (peer: Address | null, before: readonly string[]): number | null => {
  const match = /^Connecting to \S{1,260}:(\d{1,5}) \(([^)\s]{1,260})\)/.exec(before.at(-1) ?? '');
  return match !== null && addressOf(match[2] ?? '')?.host === peer?.host ? Number(match[1]) : null;
};

/** RBAC's words without their quotation marks; nothing else is changed. */
const plain = (subject: string | null): string | null =>
  subject === null || subject === ''
    ? null
    : subject.replace(/^([a-z]{2,20}) (?:resource|path) "([^"]*)"$/, '$1 $2');
