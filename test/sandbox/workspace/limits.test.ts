import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { startWorkspace, type Workspace } from '../../../src/sandbox/workspace/server.ts';
import { call } from './call.ts';
import { plain, mrkdwn, many, button, actions, section, modal } from './pieces.ts';
import { refusedBlocks } from './refused-blocks.ts';
import { refusedElements } from './refused-elements.ts';
import { refusedViews } from './refused-views.ts';

describe('size limits', () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await startWorkspace({ limits: { burst: 10_000, tiers: false } });
  });
  afterAll(async () => {
    await workspace.close();
  });
  const post = async (args: object): Promise<Record<string, unknown>> =>
    (await call(workspace, 'chat.postMessage', { channel: 'C0OPS00001', text: 'x', ...args })).body;

  test.each([...refusedBlocks, ...refusedElements])(
    'blocks are refused: %s',
    async (_name, blocks, message) => {
      expect(await post({ blocks })).toEqual({
        ok: false,
        error: 'invalid_blocks',
        errors: expect.arrayContaining([message]),
        response_metadata: { messages: expect.arrayContaining([`[ERROR] ${message}`]) },
      });
    },
  );

  test.each(refusedViews)('a view is refused: %s', async (_name, view, message) => {
    const { body } = await call(workspace, 'views.open', { trigger_id: 'x', view });
    expect(body).toMatchObject({ ok: false, error: 'invalid_arguments', errors: [message] });
  });

  test('what is just within the limits is taken', async () => {
    const blocks = [
      section({ text: mrkdwn(3000), fields: many(2, () => mrkdwn(2000)) }),
      { type: 'header', text: plain(150) },
      actions(...many(25, () => button({ text: plain(75) }))),
      section({ text: mrkdwn(3000) }),
    ];
    expect(await post({ blocks })).toMatchObject({ ok: true });
    const view = modal({
      title: plain(24),
      private_metadata: 'x'.repeat(3000),
      blocks: many(100, () => ({ type: 'divider' })),
    });
    expect((await call(workspace, 'views.open', { trigger_id: 'x', view })).body).toEqual({
      ok: false,
      error: 'invalid_trigger_id',
    });
  });

  test('all block text together, message text, and JSON that is none', async () => {
    const blocks = many(5, () => section({ text: mrkdwn(2641) }));
    expect(await post({ blocks })).toEqual({ ok: false, error: 'msg_blocks_too_long' });
    expect(await post({ text: '' })).toEqual({ ok: false, error: 'no_text' });
    expect(await post({ blocks: '{' })).toEqual({ ok: false, error: 'invalid_blocks_format' });
    expect(await post({ attachments: many(101, () => ({ text: 'x' })) })).toEqual({
      ok: false,
      error: 'too_many_attachments',
    });
    const { message } = await post({ text: 'x'.repeat(40_001) });
    expect(Object.assign({}, message)).toMatchObject({ text: 'x'.repeat(40_000) });
    const big = modal({ blocks: many(100, () => section({ text: mrkdwn(2900) })) });
    expect((await call(workspace, 'views.open', { trigger_id: 'x', view: big })).body).toMatchObject({
      error: 'view_too_large',
    });
  });
});
