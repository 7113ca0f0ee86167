import type { Call } from '../src/calls.ts';
import { complaintMessage } from '../src/messages/complaint.ts';
import { failureMessage } from '../src/messages/failure.ts';
import type { Posts, WhyOptions } from '../src/messages/options.ts';
import { progressMessage } from '../src/messages/progress.ts';
import type { Cluster, Message } from '../src/ports.ts';
import { createDelivery, type Audience, type Delivery } from './deliver.ts';
import type { Attempt, World } from './world.ts';

/** A question older than this is not answered any more: nobody waits for it, and its answer would surprise. Milliseconds. */
const stale = 5 * 60_000;
/** What a question that was taken late still gets, in milliseconds. */
const least = 4000;

/** One kind of question: how its outcome is found and how it is written. */
export type Question<T> = {
  /** What was asked about, as it was typed, and the line that asks it again, without the slash command. */
  words: string;
  line: string;
  open: (world: World) => Cluster | { complaint: string };
  find: (cluster: Cluster, now: Date) => Promise<T>;
  render: (outcome: T, options: WhyOptions) => Posts<Message>;
  audience: (outcome: T) => Audience;
};

export const referenceOf = (call: Call): string => call.id.slice(0, 8);

export const deliveryOf = (call: Call, world: World, attempt: Attempt): Delivery =>
  createDelivery({ id: call.id, reply: call.call.reply, world, signal: attempt.signal }, world);

const alone = (parent: Message) => (): Posts<Message> => ({ parent, details: [] });

type Found<T> = { type: 'found'; outcome: T } | { type: 'late' };

/** Waits for the work until the time is up. What it comes to afterwards is only logged. */
const inTime = async <T>(work: Promise<T>, milliseconds: number): Promise<Found<T>> => {
  const { promise: late, resolve } = Promise.withResolvers<Found<T>>();
  const timer = setTimeout(() => resolve({ type: 'late' }), milliseconds);
  try {
    return await Promise.race([work.then((outcome) => ({ type: 'found' as const, outcome })), late]);
  } finally {
    clearTimeout(timer);
  }
};

/**
 * Answers a question: the asker sees after 1.5 s that it is being worked on, and gets the answer, or a sentence why
 * there is none, within 12 s of asking.
 */
export const answerQuestion = async <T>(
  question: Question<T>,
  call: Call,
  world: World,
  attempt: Attempt,
): Promise<void> => {
  const { command, log, patience } = world;
  const reference = referenceOf(call);
  const delivery = deliveryOf(call, world, attempt);
  const fail = (why: string, whatToDo: string): Promise<void> =>
    delivery.answer(alone(failureMessage({ reference, why, whatToDo })), 'asker');
  const asked = Date.parse(call.askedAt);
  const age = world.now().getTime() - asked;
  const again = `Ask again with \`${command} ${question.line}\`.`;
  if (age > stale) {
    log.warn({ reference, call: call.name, age }, 'A question was taken too late to answer it');
    await fail(
      `you asked ${Math.round(age / 60_000)} minutes ago about ${question.words}, and I could not take it until now. Sorry.`,
      again,
    );
    return;
  }
  const cluster = question.open(world);
  if ('complaint' in cluster) {
    const message = complaintMessage({ message: cluster.complaint, suggestions: [], command });
    await delivery.answer(alone(message), 'asker');
    return;
  }
  const timer = setTimeout(
    () => void delivery.progress(progressMessage(question.words, command)),
    Math.max(0, patience.progress - age),
  );
  const work = question.find(cluster, world.now());
  try {
    const budget = Math.max(patience.answer - age, Math.min(least, patience.answer));
    const found = await inTime(work, budget);
    const took = Math.max(0, world.now().getTime() - asked);
    if (found.type === 'late') {
      log.warn(
        { reference, call: call.name, cluster: cluster.name, took },
        'A question was not answered in time',
      );
      work.catch((error: unknown) => log.warn({ reference, error: String(error) }, 'The late work failed'));
      const seconds = Math.max(1, Math.round(took / 1000));
      await fail(
        `the cluster ${cluster.name} had not told me everything after ${seconds} s, so I cannot say whether ${question.words} is healthy.`,
        again,
      );
      return;
    }
    const { outcome } = found;
    await delivery.answer(
      (how) => question.render(outcome, { ...how, command, took }),
      question.audience(outcome),
    );
    log.info(
      { reference, call: call.name, cluster: cluster.name, took, attempt: attempt.number },
      'Answered',
    );
  } finally {
    clearTimeout(timer);
  }
};
