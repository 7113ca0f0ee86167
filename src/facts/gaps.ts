import type { Unreadable } from '../answer.ts';
import type { ReadFailure } from '../ports.ts';
import type { Gap } from './facts.ts';

const words: { [R in ReadFailure['reason']]: string } = {
  forbidden: 'the bot may not read it',
  unauthorized: 'the credentials were not accepted',
  unreachable: 'the API server could not be reached',
  timeout: 'no answer in time',
  rejected: 'the API server refused',
};

/** The sentence about a failed read. */
const failureWords = (failure: ReadFailure): string =>
  failure.message === '' ? words[failure.reason] : `${words[failure.reason]}: ${failure.message}`;

/** The outcome of a question that the cluster gave nothing for. */
export const unreadable = (cluster: string, failure: ReadFailure): Unreadable => ({
  type: 'unreadable',
  cluster,
  why: failureWords(failure),
  reason: failure.reason,
});

export const gapOf = (kind: Gap['kind'], what: string, failure: ReadFailure): Gap => ({
  kind,
  what,
  why: failureWords(failure),
  failure,
});
