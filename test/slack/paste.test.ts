import { expect, test } from '@jest/globals';

import { startWorkspace } from '../../src/sandbox/workspace/server.ts';
import { startBot } from './queueless-bot.ts';

test('objects pasted into a window are judged, and what is no object is said so', async () => {
  const workspace = await startWorkspace({ limits: { ackMs: 1000 } });
  const { connection, running } = await startBot(workspace, 'socket');
  try {
    const { driver } = workspace;
    const botSaid = (channel: string) => driver.messages(channel).filter(({ botId }) => botId !== null);
    const paste = async (objects: string): Promise<void> => {
      expect(await driver.command({ channel: 'ops', text: '/k8s paste' })).toMatchObject({
        outcome: 'acked',
      });
      await driver.waitFor(() => driver.modals()[0]);
      expect(await driver.submit({ choices: { objects } })).toMatchObject({ outcome: 'acked' });
      expect(driver.modals()).toEqual([]);
    };
    await paste(
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'web-1', namespace: 'shop' },
        status: { phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource: memory.' },
      }),
    );
    const said = await driver.waitFor(() => botSaid('ops').find(({ replies }) => replies > 0));
    expect(said.text).toContain('low on resource: memory');
    expect(JSON.stringify(said)).toContain('pasted');
    await paste('- not: an object');
    const complaint = await driver.waitFor(() => botSaid('ops').find(({ visibleTo }) => visibleTo !== null));
    expect(complaint.text).toContain('What you pasted');
    await driver.command({ channel: 'ops', text: '/k8s paste' });
    await driver.waitFor(() => driver.modals()[0]);
    expect(await driver.submit({ choices: { objects: '   ' } })).toEqual({
      outcome: 'errors',
      errors: { objects: 'Paste an object as YAML or JSON.' },
    });
  } finally {
    await connection.stop(1000);
    await Promise.all(running);
    await workspace.close();
  }
});
