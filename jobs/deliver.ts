import type { Posts, WhyOptions } from '../src/messages/options.ts';
import type { Message } from '../src/ports.ts';
import { keepAnswer, newAnswerId } from './kept-answers.ts';
import { place, respondOpenly, tellAsker, type Posting } from './posting.ts';
import type { World } from './world.ts';

/** How an answer is to be written; the renderer adds the rest. */
export type How = Pick<WhyOptions, 'details' | 'share' | 'sharedBy'>;
export type Render = (how: How) => Posts<Message>;

/** `all`: an answer, for the channel when the question was open. `asker`: a remark that concerns only the asker. */
export type Audience = 'all' | 'asker';

/** The way of one call's answer. Each thing is done after the one before it. */
export type Delivery = {
  /** Shows that work is going on; nothing once the answer is on its way. Never throws. */
  progress(message: Message): Promise<void>;
  /** Delivers the answer, in the place of the progress line where there is one. Throws when it should be tried again. */
  answer(render: Render, audience: Audience): Promise<void>;
};

type DeliveryWorld = Pick<World, 'chat' | 'ledger' | 'log' | 'store'>;

const nowhere = ({ id, world }: Posting): void =>
  world.log.error({ call: id }, 'There is no way to tell the asker: the bot is not in that channel');

const openly = async (posting: Posting, render: Render): Promise<void> => {
  const { id, reply, world } = posting;
  const { parent, details } = render({ details: 'thread' });
  const placed = await place(posting, 'parent', reply.thread, parent);
  if (!placed.ok) {
    if ((await world.ledger.read(id, 'end')) !== null) return;
    world.log.info({ call: id, reason: placed.reason, said: placed.message }, 'Slack refused the channel');
    const inline = render({ details: 'inline' }).parent;
    const done = (await respondOpenly(posting, inline)) || (await tellAsker(posting, inline, false));
    if (!done) nowhere(posting);
    await world.ledger.told(id, 'end');
    return;
  }
  await world.ledger.told(id, 'end');
  const thread = reply.thread ?? placed.at.ts;
  for (const [index, detail] of details.entries()) {
    const put = await place(posting, `detail-${index}`, thread, detail);
    if (!put.ok) world.log.warn({ call: id, reason: put.reason, said: put.message }, 'A detail was refused');
  }
};

const privately = async (
  posting: Posting,
  render: Render,
  store: World['store'],
  shareable: boolean,
  replace: boolean,
): Promise<void> => {
  const { id, reply, world } = posting;
  if ((await world.ledger.read(id, 'end')) !== null) return;
  const answerId = newAnswerId();
  let share: How['share'];
  if (shareable) {
    try {
      const shared = { sharedBy: reply.user };
      await keepAnswer(store, answerId, {
        channel: reply.channel,
        user: reply.user,
        thread: reply.thread,
        posts: render({ ...shared, details: 'thread' }),
        inline: render({ ...shared, details: 'inline' }).parent,
      });
      share = { answerId };
    } catch (error) {
      world.log.warn(
        { call: id, error: String(error) },
        'A private answer cannot be shared: it was not kept',
      );
    }
  }
  const { parent } = render({ details: 'inline', ...(share !== undefined && { share }) });
  if (!(await tellAsker(posting, parent, replace))) nowhere(posting);
  await world.ledger.told(id, 'end');
};

/** Opens the way of one call's answer. */
export const createDelivery = (posting: Posting, world: DeliveryWorld): Delivery => {
  const { id, reply } = posting;
  let answering = false;
  let responded = false;
  let last: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };

  const show = async (message: Message): Promise<void> => {
    if (answering || (await world.ledger.read(id, 'end')) !== null) return;
    if (reply.mode === 'open') {
      await place(posting, 'parent', reply.thread, message);
    } else if (reply.responseUrl !== null && reply.thread === null) {
      responded = await tellAsker(posting, message, false);
    }
  };

  const deliver = async (render: Render, audience: Audience): Promise<void> => {
    if (reply.mode === 'private') {
      await privately(posting, render, world.store, audience === 'all', responded);
      return;
    }
    const progressed = (await world.ledger.read(id, 'parent'))?.state === 'posted';
    if (audience === 'all' || progressed) await openly(posting, render);
    else await privately(posting, render, world.store, false, false);
  };

  return {
    progress: (message) =>
      inTurn(() => show(message)).catch((error: unknown) =>
        world.log.warn({ call: id, error: String(error) }, 'The progress line was not shown'),
      ),
    answer(render, audience) {
      answering = true;
      return inTurn(() => deliver(render, audience));
    },
  };
};
