import { deniedPath } from './denied-paths.ts';
import { dependency, isBroken } from './dependencies.ts';
import type { Dependency, NameFailure } from './dependencies.ts';
import type { Facts } from './facts.ts';
import type { SaidLine } from './log-lines.ts';
import { unreached } from './log-signs/sign.ts';
import type { LogSign, SignName } from './log-signs/sign.ts';
import { once } from './memo.ts';
import { mentionsOf } from './mentions.ts';
import type { Mention } from './mentions.ts';
import { missingFile } from './missing-files.ts';
import type { ContainerView } from './pods.ts';
import { keyOf } from './refs.ts';
import { siblingPeer } from './sibling-peers.ts';
import { lastSigns, spokenBy } from './spoken.ts';
import type { Said, Spoken } from './spoken.ts';
import { tableOf } from './table.ts';
import { troublesOf } from './troubles.ts';
import type { Trouble } from './troubles.ts';
import { isUnexpanded } from './unexpanded.ts';
import { olderHolder } from './volume-locks.ts';

/**
 * Why a container is unwell by its own account, or by what it needs. `mention` is where a peer was named instead of the log;
 * `said` the line that names it, where that is more than its sign.
 */
export type Explanation = {
  trouble: Trouble;
  spoken: Spoken | null;
  sign: LogSign | null;
  said?: SaidLine | null;
  dependency: Dependency | null;
  mention: Mention | null;
};

const nameFailures: { [sign: string]: NameFailure } = tableOf({
  'host-unknown': 'unknown',
  'dns-failure': 'unanswered',
});

/** The signs that have a cause of their own when nothing came after them. */
const telling: readonly SignName[] = [
  'address-in-use',
  'port-denied',
  'rbac-denied',
  'tls',
  'disk-full',
  'missing-env',
  'dns-loop',
  'kind-unknown',
  'java-too-old',
  'sysctl-low',
  'thread-limit',
];

/** Files that are missing, denied or locked are explained only by what is mounted, by whom, and as which user. */
const isToldByMounts = (
  facts: Facts,
  { view }: Trouble,
  sign: LogSign,
  lines: readonly string[],
): boolean => {
  if (sign.sign === 'file-missing') return missingFile(facts, view, sign) !== null;
  if (sign.sign === 'locked') return olderHolder(facts, view) !== null;
  return sign.sign === 'permission' && deniedPath(view, sign, lines) !== null;
};

/** The one thing a container's declaration names that is broken; null where there is none or several. */
const brokenMention = (
  facts: Facts,
  { view }: Trouble,
  sign: LogSign | null,
): Pick<Explanation, 'dependency' | 'mention'> | null => {
  const broken = mentionsOf(view.spec)
    .filter(({ port }) => sign?.port == null || port === null || port === sign.port)
    .map((mention) => ({
      mention,
      dependency: dependency(facts, view.pod, { ...mention, port: mention.port, failure: null }),
    }))
    .filter((one) => isBroken(one.dependency) && one.dependency.verdict.state !== 'wrong-port');
  const [first] = broken;
  const hosts = new Set(
    broken.flatMap((one) => ('ref' in one.dependency.peer ? keyOf(one.dependency.peer.ref) : [])),
  );
  return first !== undefined && hosts.size === 1 ? first : null;
};

/**
 * A run that ended did so for what it said last. Without a proof that the peer is broken, its line must be the last word
 * in any case, and the trouble one that a peer explains.
 */
const convinces = ({ what }: Trouble, { last }: Said, found: Dependency): boolean => {
  if (isBroken(found)) return last || what !== 'exits';
  const open = ['outside', 'unread', 'unknown'].includes(found.verdict.state);
  return last && (what === 'exits' || what === 'waits' || open);
};

const byPeer = (
  facts: Facts,
  trouble: Trouble,
  said: Said,
): Pick<Explanation, 'dependency' | 'mention'> | null => {
  const { sign } = said;
  if (sign.host === null) return brokenMention(facts, trouble, sign);
  const found = dependency(facts, trouble.view.pod, {
    host: sign.host,
    port: sign.port,
    failure: nameFailures[sign.sign] ?? null,
    address: sign.address,
  });
  return convinces(trouble, said, found) ? { dependency: found, mention: null } : null;
};

/** A command that a shell does not find because the declaration left `$(NAME)` as it is: a variable is missing. */
const asDeclared = ({ view }: Trouble, sign: LogSign): LogSign =>
  sign.sign === 'command-missing' && sign.subject !== null && isUnexpanded(view, sign.subject)
    ? { ...sign, sign: 'missing-env' }
    : sign;

const explain = (facts: Facts, trouble: Trouble): Explanation | null => {
  const spoken = spokenBy(facts, trouble.view);
  const sibling = siblingPeer(facts, trouble, spoken);
  if (sibling !== null) return { trouble, spoken, ...sibling };
  const lines = spoken?.log.lines ?? [];
  for (const said of lastSigns(lines)) {
    const sign = asDeclared(trouble, said.sign);
    if (sign !== said.sign) return { trouble, spoken, sign, dependency: null, mention: null };
    if (unreached.includes(sign.sign)) {
      const found = byPeer(facts, trouble, said);
      if (found !== null) return { trouble, spoken, sign, ...found };
    } else if (said.last && (telling.includes(sign.sign) || isToldByMounts(facts, trouble, sign, lines)))
      return { trouble, spoken, sign, dependency: null, mention: null };
    // A lease that is lost may have been denied before; who ran out of time may have said on whom it waited.
    const mayFollow = sign.sign === 'leader-lost' || (sign.sign === 'timeout' && sign.host === null);
    if (said.last && trouble.what === 'exits' && !mayFollow) break;
  }
  const found = trouble.what === 'waits' ? brokenMention(facts, trouble, null) : null;
  return found === null ? null : { trouble, spoken, sign: null, ...found };
};

const placeOf = ({ ref, name }: ContainerView): string => `${keyOf(ref)} ${name}`;

const all = once(
  (facts: Facts) =>
    new Map(
      troublesOf(facts).flatMap((trouble): [string, Explanation][] => {
        const found = explain(facts, trouble);
        return found === null ? [] : [[placeOf(trouble.view), found]];
      }),
    ),
);

/** What containers in trouble say about why: those whose sign is one of `signs`. */
export const explanations = (facts: Facts, ...signs: SignName[]): Explanation[] =>
  [...all(facts).values()].filter(
    ({ sign, dependency: found }) => found === null && sign !== null && signs.includes(sign.sign),
  );

/** A container in trouble because of something it cannot reach. */
export type MissedPeer = Explanation & { dependency: Dependency };

/** The containers in trouble because of something they cannot reach. */
export const missedPeers = (facts: Facts): MissedPeer[] =>
  [...all(facts).values()].flatMap((one) =>
    one.dependency === null ? [] : [{ ...one, dependency: one.dependency }],
  );

/** Whether a container in trouble says why, so that the cause of that kind speaks for it. */
export const isExplainedByLog = (facts: Facts, view: ContainerView): boolean => all(facts).has(placeOf(view));
