import { describe, expect, test } from '@jest/globals';

import { handleAppHome } from '../../handlers/events/app-home.ts';
import { handleDirectMessage } from '../../handlers/events/direct-message.ts';
import { handleMention, type SpokenInput } from '../../handlers/events/mention.ts';
import { handleCommand } from '../../handlers/slash.ts';
import { askedAt } from '../jobs/memory.ts';
import { newWorld } from './world.ts';

const slash = (text: string, key = 'trigger:1') => ({
  team: 'T1',
  channel: 'C1',
  user: 'U1',
  responseUrl: 'https://respond',
  key,
  text,
});
const spoken = (changes: Partial<SpokenInput> = {}): SpokenInput => ({
  team: 'T1',
  channel: 'C1',
  user: 'U1',
  botId: null,
  subtype: null,
  text: '<@UBOT> why checkout',
  ts: '5.5',
  thread: null,
  eventId: 'Ev1',
  self: 'UBOT',
  ...changes,
});
describe('a slash command', () => {
  test('becomes a call with who asked, where, and the words taken apart', async () => {
    const { world, calls } = newWorld();
    const reaction = await handleCommand(slash('why deploy/checkout -n shop'), world);
    const [call] = calls;
    expect(call).toEqual({
      name: 'diagnose',
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      askedAt,
      call: {
        target: {
          words: 'deploy/checkout',
          kind: 'Deployment',
          name: 'checkout',
          namespace: 'shop',
          cluster: null,
        },
        asker: { team: 'T1', user: 'U1' },
        reply: { mode: 'open', channel: 'C1', user: 'U1', thread: null, responseUrl: 'https://respond' },
      },
    });
    expect(reaction).toEqual({ type: 'taken', open: true, reference: call?.id.slice(0, 8) });
  });

  test('takes namespace, cluster and privacy from the settings of its channel', async () => {
    const { world, calls } = newWorld({ answers: 'private', namespace: 'shop', cluster: 'eu' });
    expect(await handleCommand(slash('why checkout'), world)).toMatchObject({ type: 'taken', open: false });
    await handleCommand(slash('problems', 'trigger:2'), world);
    await handleCommand(slash('problems -A --cluster us', 'trigger:3'), world);
    expect(calls).toMatchObject([
      { call: { target: { namespace: 'shop', cluster: 'eu' }, reply: { mode: 'private' } } },
      { call: { namespace: 'shop', cluster: 'eu' } },
      { call: { namespace: null, cluster: 'us' } },
    ]);
  });

  test('delivered again is one call; another one is another', async () => {
    const { world, calls } = newWorld();
    await handleCommand(slash('why checkout'), world);
    expect(await handleCommand(slash('why checkout'), world)).toMatchObject({ type: 'ignored' });
    await handleCommand(slash('why checkout', 'trigger:2'), world);
    expect(new Set(calls.map(({ id }) => id)).size).toBe(2);
    expect(calls).toHaveLength(2);
  });

  test('goes on while the store is away', async () => {
    const { world, calls, memory } = newWorld();
    memory.state.away = true;
    expect(await handleCommand(slash('why checkout'), world)).toMatchObject({ type: 'taken' });
    expect(calls).toHaveLength(1);
  });

  test('goes on while the store does not answer', async () => {
    const { world, calls } = newWorld();
    const never = new Promise<never>(() => undefined);
    const store = { read: () => never, put: () => never };
    expect(await handleCommand(slash('why checkout'), { ...world, store })).toMatchObject({ type: 'taken' });
    expect(calls).toHaveLength(1);
  });

  test('that the queue refuses is told with its reference, and may be sent again', async () => {
    const refused = newWorld({}, { ok: false, reason: 'unavailable', message: 'The queue is away.' });
    const reaction = await handleCommand(slash('why checkout'), refused.world);
    if (reaction.type !== 'told') throw new Error(`the reaction was ${reaction.type}`);
    expect(reaction.message.text).toContain('The queue is away.');
    expect(reaction.message.text).toMatch(/[0-9a-f]{8}/);
    const next = { ...refused.world, enqueue: async () => ({ ok: true as const }) };
    expect(await handleCommand(slash('why checkout'), next)).toMatchObject({ type: 'taken' });
  });

  test.each(['', 'help', 'checkout', 'why -x'])('"%s" is answered at once', async (text) => {
    const { world, calls } = newWorld();
    expect(await handleCommand(slash(text), world)).toMatchObject({ type: 'told' });
    expect(calls).toEqual([]);
  });
});

describe('a message', () => {
  test.each([
    ['<@UBOT> why checkout'],
    ['<@UBOT>: why checkout'],
    ['hey <@UBOT> why checkout'],
    ['why checkout <@UBOT>'],
    ['<@UBOT|kubewhy> why checkout'],
    ['<@UBOT> `why checkout`'],
  ])('%s asks why', async (text) => {
    const { world, calls } = newWorld();
    await handleMention(spoken({ text }), world);
    expect(calls).toMatchObject([{ call: { target: { name: 'checkout' }, reply: { thread: '5.5' } } }]);
  });

  test('in a thread is answered in that thread', async () => {
    const { world, calls } = newWorld();
    await handleMention(spoken({ thread: '4.4' }), world);
    expect(calls).toMatchObject([{ call: { reply: { thread: '4.4', responseUrl: null } } }]);
  });

  test('to the bot alone is answered openly there, with or without the slash command', async () => {
    const { world, calls } = newWorld({ answers: 'private' });
    await handleDirectMessage(spoken({ channel: 'D1', text: 'why checkout --me' }), world);
    await handleDirectMessage(spoken({ channel: 'D1', text: '/k8s why checkout', ts: '6.6' }), world);
    expect(calls).toMatchObject([
      { call: { reply: { mode: 'open', channel: 'D1', thread: null } } },
      { call: { target: { name: 'checkout' } } },
    ]);
  });

  test.each([{ botId: 'B1' }, { subtype: 'message_changed' }, { user: null }, { user: 'UBOT' }])(
    'that no person wrote is ignored: %j',
    async (changes) => {
      const { world, calls } = newWorld();
      expect(await handleMention(spoken(changes), world)).toMatchObject({ type: 'ignored' });
      expect(await handleDirectMessage(spoken(changes), world)).toMatchObject({ type: 'ignored' });
      expect(calls).toEqual([]);
    },
  );
});

test('the Home tab has a view, the messages tab has none', async () => {
  const { world } = newWorld();
  expect(await handleAppHome({ user: 'U1', tab: 'home' }, world)).toMatchObject({ type: 'home', user: 'U1' });
  expect(await handleAppHome({ user: 'U1', tab: 'messages' }, world)).toMatchObject({ type: 'ignored' });
});
