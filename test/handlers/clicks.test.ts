import { describe, expect, test } from '@jest/globals';

import type { ActionInput } from '../../handlers/action.ts';
import { actionById } from '../../handlers/index.ts';
import type { HandlerWorld } from '../../handlers/world.ts';
import { newWorld } from './world.ts';

const click = (value: string, changes: Partial<ActionInput> = {}): ActionInput => ({
  team: 'T1',
  channel: 'C1',
  user: 'U2',
  message: '9.9',
  thread: '8.8',
  ephemeral: false,
  responseUrl: 'https://click',
  at: '1000.1',
  value,
  ...changes,
});
const act = (id: string, input: ActionInput, world: HandlerWorld) => {
  const action = actionById(id);
  if (action === undefined) throw new Error(`there is no button ${id}`);
  return action.handle(input, world);
};

describe('a click', () => {
  const value = JSON.stringify({ kind: 'Pod', namespace: 'shop', name: 'web-1', cluster: 'prod' });

  test('on "why" asks about its object, in the thread of the button, in the name of the clicker', async () => {
    const { world, calls } = newWorld();
    await act('why', click(value), world);
    expect(calls).toMatchObject([
      {
        name: 'diagnose',
        call: {
          target: { words: 'Pod web-1', kind: 'Pod', namespace: 'shop', name: 'web-1', cluster: 'prod' },
          asker: { user: 'U2' },
          reply: { mode: 'open', thread: '8.8' },
        },
      },
    ]);
  });

  test('twice within seconds is one; a minute later another', async () => {
    const { world, calls } = newWorld();
    for (const at of ['1000.1', '1003.2', '1063.0']) await act('why', click(value, { at }), world);
    expect(calls).toHaveLength(2);
  });

  test('on a message only the clicker sees is answered to the clicker', async () => {
    const { world, calls } = newWorld();
    await act('why', click(value, { ephemeral: true }), world);
    expect(calls).toMatchObject([{ call: { reply: { mode: 'private' } } }]);
  });

  test.each(['', '{', '[]', 'null', '{"name":""}', '{"name":5}'])(
    'with the value %j asks nothing',
    async (broken) => {
      const { world, calls } = newWorld();
      expect(await act('why', click(broken), world)).toMatchObject({ type: 'told' });
      expect(await act('share', click(broken), world)).toMatchObject({ type: 'told' });
      expect(calls).toEqual([]);
    },
  );

  test('on "share" asks to share that answer', async () => {
    const { world, calls } = newWorld();
    await act('share', click('abcdefghijklmnop'), world);
    expect(calls).toMatchObject([
      {
        name: 'share',
        call: { answerId: 'abcdefghijklmnop', asker: { user: 'U2' }, reply: { mode: 'private' } },
      },
    ]);
  });
});
