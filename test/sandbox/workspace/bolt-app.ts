import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';

import {
  startWorkspace,
  type Workspace,
  type WorkspaceOptions,
} from '../../../src/sandbox/workspace/server.ts';

/** A small app as Slack's own guides write it; it knows nothing of where it runs but the address of the Web API. */
function addListeners(app: App): void {
  app.command('/k8s', async ({ ack, command, client, respond }) => {
    if (command.text === 'private') return await ack('Only for you');
    if (command.text === 'public') return await ack({ response_type: 'in_channel', text: 'For all' });
    if (command.text === 'silent') return undefined;
    await ack();
    if (command.text === 'respond') {
      await respond({ text: 'First' });
      return undefined;
    }
    const posted = await client.chat.postMessage({
      channel: command.channel_id,
      text: `Answer to ${command.text}`,
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: `*Answer* to ${command.text}` } },
        {
          type: 'actions',
          elements: [
            {
              type: 'button',
              action_id: 'details',
              text: { type: 'plain_text', text: 'Details' },
              value: 'x',
            },
            { type: 'button', action_id: 'form', text: { type: 'plain_text', text: 'Form' } },
            {
              type: 'overflow',
              action_id: 'more',
              options: [{ text: { type: 'plain_text', text: 'Mute' }, value: 'mute' }],
            },
          ],
        },
      ],
    });
    await client.chat.postMessage({
      channel: command.channel_id,
      thread_ts: posted.ts ?? '',
      text: 'In the thread',
    });
    return undefined;
  });
  app.action('details', async ({ ack, body, client }) => {
    await ack();
    if (body.type !== 'block_actions' || body.message === undefined) return;
    await client.chat.update({
      channel: body.channel?.id ?? '',
      ts: body.message.ts,
      text: `Details for ${body.user.id}`,
      blocks: [],
    });
  });
  app.action('more', async ({ ack, action, respond }) => {
    await ack();
    const chosen = action.type === 'overflow' ? action.selected_option.value : 'nothing';
    await respond({ replace_original: true, text: `Chosen: ${chosen}` });
  });
  app.action('form', async ({ ack, body, client }) => {
    await ack();
    if (body.type !== 'block_actions') return;
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        type: 'modal',
        callback_id: 'form',
        title: { type: 'plain_text', text: 'Form' },
        submit: { type: 'plain_text', text: 'Send' },
        private_metadata: body.channel?.id ?? '',
        blocks: [
          {
            type: 'input',
            block_id: 'reason',
            label: { type: 'plain_text', text: 'Reason' },
            element: { type: 'plain_text_input', action_id: 'why' },
          },
        ],
      },
    });
  });
  app.view('form', async ({ ack, view, client }) => {
    const reason = view.state.values['reason']?.['why']?.value ?? '';
    if (reason === 'bad')
      return await ack({ response_action: 'errors', errors: { reason: 'Not good enough' } });
    await ack();
    await client.chat.postMessage({ channel: view.private_metadata, text: `Reason: ${reason}` });
    return undefined;
  });
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({
      user_id: event.user,
      view: {
        type: 'home',
        blocks: [
          {
            type: 'actions',
            elements: [
              { type: 'button', action_id: 'home-button', text: { type: 'plain_text', text: 'Refresh' } },
            ],
          },
        ],
      },
    });
  });
  app.action('home-button', async ({ ack, body, client }) => {
    await ack();
    const kind = body.type === 'block_actions' ? (body.view?.type ?? 'no view') : body.type;
    await client.chat.postMessage({ channel: body.user.id, text: `Clicked on ${kind}` });
  });
  app.event('app_mention', async ({ event, client }) => {
    await client.chat.postMessage({
      channel: event.channel,
      thread_ts: event.thread_ts ?? event.ts,
      text: `Heard: ${event.text}`,
    });
  });
  app.message(async ({ message, client }) => {
    if (message.subtype !== undefined || message.bot_id !== undefined) return;
    await client.chat.postMessage({ channel: message.channel, text: `Echo: ${message.text ?? ''}` });
  });
}

export type Running = { workspace: Workspace; stop: () => Promise<void> };

/** A workspace with the app in it, over Socket Mode or over signed HTTP. Resolves once the app is there. */
export async function runApp(
  transport: 'socket' | 'http',
  options: WorkspaceOptions = {},
  listen: (app: App) => void = addListeners,
): Promise<Running> {
  let listening = '';
  const workspace = await startWorkspace({
    ...options,
    ...(transport === 'http' && { events: { requestUrl: () => listening } }),
  });
  const clientOptions = { slackApiUrl: workspace.apiUrl };
  const receiver =
    transport === 'socket'
      ? new SocketModeReceiver({
          appToken: workspace.appToken,
          logLevel: LogLevel.ERROR,
          installerOptions: { clientOptions },
        })
      : new HTTPReceiver({
          signingSecret: workspace.signingSecret,
          logLevel: LogLevel.ERROR,
          unhandledRequestHandler: ({ response }) => {
            response.writeHead(404).end();
          },
        });
  const app = new App({
    token: workspace.botToken,
    receiver,
    clientOptions,
    deferInitialization: true,
    logLevel: LogLevel.ERROR,
  });
  listen(app);
  await app.init();
  const started = await app.start(0);
  if (transport === 'http' && started !== undefined && 'address' in started) {
    const address = started.address();
    if (address !== null && typeof address === 'object')
      listening = `http://127.0.0.1:${address.port}/slack/events`;
  }
  await workspace.driver.waitFor(() => workspace.driver.connections() > 0);
  return {
    workspace,
    async stop() {
      await app.stop();
      await workspace.close();
    },
  };
}
