import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { runApp, type Running } from './bolt-app.ts';

describe.each(['socket', 'http'] as const)('an app made with Bolt, over %s', (transport) => {
  let running: Running;
  beforeAll(async () => {
    running = await runApp(transport, { limits: { burst: 20 } });
  });
  afterAll(async () => {
    await running.stop();
  });

  test('a command becomes an answer, a thread, a click, an update, a form and a Home tab', async () => {
    const { driver } = running.workspace;
    const outcome = await driver.command({ channel: '#ops', text: '/k8s why a<b' });
    expect(outcome).toMatchObject({ outcome: 'acked', payload: null });
    const answer = await driver.waitFor(() =>
      driver.messages('#ops').find(({ replies, text }) => replies === 1 && text === 'Answer to why a&lt;b'),
    );
    expect(driver.thread('#ops', answer.ts).map(({ text }) => text)).toEqual([
      'Answer to why a&lt;b',
      'In the thread',
    ]);

    await driver.click({ channel: '#ops', ts: answer.ts, actionId: 'form' });
    await driver.waitFor(() => driver.modals().length === 1);
    expect(await driver.submit()).toEqual({
      outcome: 'incomplete',
      errors: { reason: 'Please complete this required field.' },
    });
    expect(await driver.submit({ choices: { why: 'bad' } })).toEqual({
      outcome: 'errors',
      errors: { reason: 'Not good enough' },
    });
    expect(await driver.submit({ choices: { why: 'disk is full' } })).toMatchObject({ outcome: 'acked' });
    expect(driver.modals()).toEqual([]);
    await driver.waitFor(() => driver.messages('#ops').some(({ text }) => text === 'Reason: disk is full'));

    await driver.click({ channel: '#ops', ts: answer.ts, actionId: 'details', user: 'mira' });
    const updated = await driver.waitFor(() =>
      driver.messages('#ops').find(({ ts, edited }) => ts === answer.ts && edited !== null),
    );
    expect(updated).toMatchObject({ text: 'Details for U0MIRA0001', blocks: [] });

    driver.openHome();
    const home = await driver.waitFor(() => driver.home());
    expect(home.blocks).toHaveLength(1);
    await driver.clickView({ on: 'home', actionId: 'home-button' });
    const direct = driver.directMessage();
    await driver.waitFor(() => driver.messages(direct).some(({ text }) => text === 'Clicked on home'));
  });

  test('acknowledgements answer by themselves, for one or for all, or come too late', async () => {
    const { driver } = running.workspace;
    await driver.command({ channel: '#random', text: '/k8s private' });
    expect(driver.messages('#random').map(({ text, visibleTo }) => [text, visibleTo])).toEqual([
      ['Only for you', 'U0YOU00001'],
    ]);
    expect(driver.messages('#random', 'mira')).toEqual([]);
    await driver.command({ channel: '#random', text: '/k8s public' });
    expect(driver.messages('#random', 'mira').map(({ text, user }) => [text, user])).toEqual([
      ['/k8s public', 'U0YOU00001'],
      ['For all', 'U0KUBEWHY1'],
    ]);
    await driver.command({ channel: '#random', text: '/k8s respond' });
    const answer = await driver.waitFor(() =>
      driver.messages('#random').find(({ text }) => text === 'First'),
    );
    expect(answer.visibleTo).toBe('U0YOU00001');
    const late = await driver.command({ channel: '#shop', text: '/k8s silent' });
    // Over HTTP Bolt gives up at the same moment with a 404.
    expect(late.outcome).toMatch(
      transport === 'socket' ? /^operation_timeout$/ : /^(operation_timeout|dispatch_failed)$/,
    );
    expect(driver.messages('#shop').map(({ text }) => text)).toEqual([
      `/k8s failed with the error "${late.outcome}"`,
    ]);
    expect(await driver.command({ channel: '#shop', text: '/other' })).toEqual({ outcome: 'unknown' });
  }, 15_000);

  test('mentions and direct messages arrive as events, escaped; an uninvited app is not told', async () => {
    const { driver } = running.workspace;
    const mention = driver.post({ channel: '#ops', text: '@kubewhy why <!channel> & more?' });
    const reply = await driver.waitFor(() => driver.thread('#ops', mention.ts)[1]);
    expect(reply.text).toBe('Heard: <@U0KUBEWHY1> why &lt;!channel&gt; &amp; more?');
    const direct = driver.directMessage();
    driver.post({ channel: direct, text: 'why checkout' });
    await driver.waitFor(() => driver.messages(direct).some(({ text }) => text === 'Echo: why checkout'));
    driver.post({ channel: '#random', text: '@kubewhy are you here?' });
    expect(driver.messages('#random').at(-1)?.text).toContain('not in this channel');
  });

  test('an overflow choice is answered in place of the message, through its response_url', async () => {
    const { driver } = running.workspace;
    await driver.command({ channel: '#shop', text: '/k8s why cart' });
    const answer = await driver.waitFor(() =>
      driver.messages('#shop').find(({ text }) => text === 'Answer to why cart'),
    );
    await driver.click({ channel: '#shop', ts: answer.ts, actionId: 'more', choice: 'mute' });
    await driver.waitFor(() =>
      driver.messages('#shop').some(({ ts, text }) => ts === answer.ts && text === 'Chosen: mute'),
    );
    await expect(
      driver.click({ channel: '#shop', ts: answer.ts, actionId: 'more', choice: 'mute' }),
    ).rejects.toThrow('No element with action_id more here; there are: none');
  });
});
