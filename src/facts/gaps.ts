import type { Unexamined, Unreadable } from '../answer.ts';
import type { ReadFailure } from '../ports.ts';
import type { Facts, Gap } from './facts.ts';
import { kindOf } from './kinds.ts';

const words: { [R in ReadFailure['reason']]: string } = {
  forbidden: 'the bot may not read it',
  unauthorized: 'the credentials were not accepted',
  unreachable: 'the API server could not be reached',
  timeout: 'no answer in time',
  rejected: 'the API server refused',
  absent: 'not in the files',
  malformed: 'a file could not be understood',
};

/** The sentence about a failed read. */
const failureWords = ({ reason, message }: ReadFailure): string =>
  message === '' ? words[reason] : reason === 'absent' ? message : `${words[reason]}: ${message}`;

/** The outcome of a question that the cluster gave nothing for. */
export const unreadable = (cluster: string, failure: ReadFailure): Unreadable => ({
  type: 'unreadable',
  cluster,
  why: failureWords(failure),
  reason: failure.reason,
});

/** Objects that are named one by one before the rest is counted. */
const misfitsAtMost = 5;

/** The gaps that fields of a wrong type leave: what they would have said is not ruled out. */
export const misfitGaps = (kind: Gap['kind'], wrong: readonly string[] = []): Gap[] => {
  const more = wrong.length - misfitsAtMost;
  return [
    ...wrong.slice(0, misfitsAtMost),
    ...(more > 0 ? [`fields of ${more} more of the kind ${kind}`] : []),
  ].map((what) => ({ kind, what, why: 'it has a type that the Kubernetes API does not know there' }));
};

export const gapOf = (kind: Gap['kind'], what: string, failure: ReadFailure): Gap => ({
  kind,
  what,
  why: failureWords(failure),
  failure,
});

const pluralOf = (kind: Gap['kind']): string =>
  kind === 'Log' ? 'logs' : kind === 'Outside' ? 'custom resources' : kindOf(kind).plural;

/** Objects of one kind that failed to be read for one reason, as one gap: the reader need not see each. */
export const mergedGaps = (gaps: readonly Gap[]): Gap[] =>
  [...Map.groupBy(gaps, ({ kind, why, failure }) => `${kind} ${failure?.reason ?? why}`).values()].flatMap(
    ([first, ...others]) =>
      first === undefined
        ? []
        : others.length === 0
          ? [first]
          : [{ ...first, what: `${first.what} and ${others.length} more ${pluralOf(first.kind)}` }],
  );

/** What gaps come to for the reader: each once, though several reads may have met it. */
export const unexaminedOf = (gaps: readonly Gap[]): Unexamined[] => [
  ...new Map(
    gaps.map(({ what, why, failure }): [string, Unexamined] => [
      `${what}\n${why}`,
      failure?.reason === 'absent' ? { what, why, reason: 'absent' } : { what, why },
    ]),
  ).values(),
];

/**
 * Whether all objects of a kind that matter here were read, so that one that is not among them does not exist. A list
 * that was refused, that goes on, or that comes from files which hold some of a cluster proves nothing by what it lacks.
 */
export const couldSee = (facts: Facts, kind: Gap['kind']): boolean =>
  !facts.gaps.some((gap) => gap.kind === kind);

/**
 * Whether anything that was read tells the time: files with neither events nor nodes may be older than the newest thing
 * in them by days, and how long something lasts is then not known.
 */
export const hasClock = (facts: Facts): boolean =>
  facts.objects.Node.length > 0 ||
  !facts.gaps.some(
    ({ kind, failure, partial }) => kind === 'Event' && failure?.reason === 'absent' && partial !== true,
  );

/** Whether the objects come from files, which hold what somebody put into them. */
export const isFromFiles = (facts: Facts): boolean =>
  facts.gaps.some(({ failure }) => failure?.reason === 'absent');

/** How a sentence ends about what would say more: `its pods … are not in the files`. */
export const unreadWords = (facts: Facts): string =>
  isFromFiles(facts) ? 'are not in the files' : 'could not be read';

/** Whether at least some objects of a kind were read: what comes near is then worth a guess. */
export const sawSome = (facts: Facts, kind: Gap['kind']): boolean =>
  !facts.gaps.some((gap) => gap.kind === kind && gap.partial !== true);
