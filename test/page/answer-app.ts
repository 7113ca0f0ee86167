import type { App } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';

export const hostile = `<img src=x onerror="globalThis.hacked=1"> <!channel> <script>globalThis.hacked=1</script> \u202Egnp.exe\u202C *not bold*`;

const blocks = (target: string): KnownBlock[] => [
  { type: 'header', text: { type: 'plain_text', text: `${target} is failing`, emoji: false } },
  {
    type: 'section',
    text: {
      type: 'mrkdwn',
      text: ':red_circle: *ImagePullBackOff*: the tag `v1.2.4` does not exist in the registry, so _2 of 3_ pods never started.',
    },
    accessory: {
      type: 'overflow',
      action_id: 'more',
      options: [
        { text: { type: 'plain_text', text: 'Copy kubectl line' }, value: 'copy' },
        { text: { type: 'plain_text', text: 'Mute for 1 h' }, value: 'mute' },
      ],
    },
  },
  {
    type: 'section',
    fields: [
      { type: 'mrkdwn', text: '*Namespace*\nshop' },
      { type: 'mrkdwn', text: '*Since*\n<!date^1795376868^{date_short_pretty} {time}|12:07 UTC>' },
    ],
  },
  {
    type: 'rich_text',
    elements: [
      { type: 'rich_text_section', elements: [{ type: 'text', text: 'Evidence', style: { bold: true } }] },
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: hostile }] },
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: [
          {
            type: 'rich_text_section',
            elements: [{ type: 'text', text: 'revision 7 set the image 12 minutes ago' }],
          },
          {
            type: 'rich_text_section',
            elements: [{ type: 'text', text: 'revision 6 ran without restarts' }],
          },
        ],
      },
    ],
  },
  {
    type: 'table',
    rows: [
      [
        { type: 'raw_text', text: 'Pod' },
        { type: 'raw_text', text: 'State' },
      ],
      [
        { type: 'raw_text', text: `${target}-7d9f-abcde` },
        { type: 'raw_text', text: 'ImagePullBackOff' },
      ],
    ],
  },
  {
    type: 'actions',
    elements: [
      {
        type: 'button',
        action_id: 'share',
        style: 'primary',
        text: { type: 'plain_text', text: 'Show logs' },
      },
      {
        type: 'button',
        action_id: 'rollback',
        style: 'danger',
        text: { type: 'plain_text', text: 'Roll back…' },
        confirm: {
          title: { type: 'plain_text', text: 'Roll back?' },
          text: { type: 'mrkdwn', text: `*${target}* goes back to revision 6.` },
          confirm: { type: 'plain_text', text: 'Roll back' },
          deny: { type: 'plain_text', text: 'Keep' },
          style: 'danger',
        },
      },
    ],
  },
  { type: 'divider' },
  {
    type: 'context',
    elements: [{ type: 'mrkdwn', text: 'asked by <@U0YOU00001> · cluster *prod-eu* · 0.3 s' }],
  },
];

/** An app whose answer uses every kind of block the page must show. */
export function addAnswers(app: App): void {
  app.command('/k8s', async ({ ack, command, client }) => {
    await ack();
    const target = command.text.split(' ').at(-1) ?? '';
    const { ts } = await client.chat.postMessage({
      channel: command.channel_id,
      text: `${target} is failing`,
      blocks: blocks(target),
    });
    await client.chat.postMessage({
      channel: command.channel_id,
      thread_ts: ts ?? '',
      text: 'The *details* are here.',
    });
  });
  app.action('share', async ({ ack, respond }) => {
    await ack();
    await respond({ text: 'These logs are for you alone' });
  });
  app.action('more', async ({ ack, respond, action }) => {
    await ack();
    await respond({ text: `Chosen: ${action.type === 'overflow' ? action.selected_option.value : '?'}` });
  });
  app.action('rollback', async ({ ack, body, client }) => {
    await ack();
    if (body.type !== 'block_actions') return;
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        type: 'modal',
        callback_id: 'reason',
        title: { type: 'plain_text', text: 'Roll back' },
        submit: { type: 'plain_text', text: 'Roll back' },
        private_metadata: body.channel?.id ?? '',
        blocks: [
          {
            type: 'input',
            block_id: 'reason',
            label: { type: 'plain_text', text: 'Reason' },
            element: { type: 'plain_text_input', action_id: 'why', multiline: true },
          },
        ],
      },
    });
  });
  app.view('reason', async ({ ack, view, client }) => {
    await ack();
    const why = view.state.values['reason']?.['why']?.value ?? '';
    await client.chat.postMessage({ channel: view.private_metadata, text: `Rolled back: ${why}` });
  });
  app.event('app_home_opened', async ({ event, client }) => {
    if (event.tab !== 'home') return;
    await client.views.publish({
      user_id: event.user,
      view: {
        type: 'home',
        blocks: [{ type: 'header', text: { type: 'plain_text', text: 'What is wrong now' } }],
      },
    });
  });
}
