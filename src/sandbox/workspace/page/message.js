import { renderBlocks } from './blocks.js';
import { el } from './dom.js';
import { choicesIn } from './elements.js';
import { emoji } from './emoji.js';
import { ask } from './link.js';
import { mrkdwn } from './mrkdwn.js';
import { openThread, person, store } from './store.js';
import { clock, full } from './time.js';

export function avatar(user) {
  if (user.isBot) return el('img', { class: 'avatar', src: '/icon.svg', alt: '' });
  const hue = [...user.id].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 360, 7);
  const node = el(
    'span',
    { class: 'avatar', 'aria-hidden': 'true' },
    user.realName.slice(0, 1).toUpperCase(),
  );
  node.style.setProperty('--hue', String(hue));
  return node;
}

function content(message, act) {
  const blocks = renderBlocks(message.blocks, act);
  const text = blocks.length > 0 ? [] : [el('div', { class: 'text' }, ...mrkdwn(message.text))];
  const attachments = message.attachments.map((attachment) => {
    const inside = attachment.blocks
      ? renderBlocks(attachment.blocks, act)
      : [el('div', { class: 'text' }, ...mrkdwn(attachment.text ?? attachment.fallback ?? ''))];
    const node = el('div', { class: 'attachment' }, ...inside);
    if (/^#?[0-9a-f]{6}$/i.test(attachment.color ?? '')) {
      node.style.borderLeftColor = `#${attachment.color.replace('#', '')}`;
    }
    return node;
  });
  return [...text, ...blocks, ...attachments];
}

function replyLink(message) {
  const count = `${message.replies} ${message.replies === 1 ? 'reply' : 'replies'}`;
  return el(
    'button',
    { type: 'button', class: 'replies', onclick: () => openThread(message.ts) },
    ...message.repliers.slice(0, 3).map((id) => avatar(person(id))),
    el('span', { class: 'count' }, count),
    el('span', { class: 'quiet' }, `Last reply ${clock(message.lastReply)}`),
  );
}

/** One message; `follows` leaves out avatar and name when the one above is by the same author. */
export function messageNode(message, { follows, inThread }) {
  const author = person(message.user);
  const act = (element, block, choice) =>
    ask({
      do: 'click',
      channel: message.channel,
      ts: message.ts,
      actionId: element.action_id,
      blockId: block.block_id,
      choice,
      choices: choicesIn(node),
    });
  const time = el('time', { class: 'quiet', title: full(message.ts) }, clock(message.ts));
  const isOpen = message.visibleTo === null;
  const node = el(
    'article',
    {
      class: `message${follows ? ' follows' : ''}${isOpen ? '' : ' ephemeral'}`,
      'data-ts': message.ts,
      'aria-label': `${author.realName}, ${clock(message.ts)}`,
    },
    follows ? el('span', { class: 'gutter' }, time) : avatar(author),
    el(
      'div',
      { class: 'column' },
      !isOpen && el('p', { class: 'only-you quiet' }, '◉ Only visible to you'),
      !follows &&
        el(
          'header',
          {},
          el('b', { class: 'name' }, author.realName),
          author.isBot && el('span', { class: 'badge' }, 'APP'),
          time,
        ),
      el(
        'div',
        { class: 'content' },
        ...content(message, act),
        message.edited !== null && el('span', { class: 'quiet edited' }, '(edited)'),
      ),
      message.reactions.length > 0 &&
        el(
          'div',
          { class: 'reactions' },
          ...message.reactions.map(({ name, users }) => el('span', {}, `${emoji(name)} ${users.length}`)),
        ),
      !inThread && message.replies > 0 && replyLink(message),
    ),
    !inThread &&
      isOpen &&
      el(
        'button',
        {
          type: 'button',
          class: 'reply-hover',
          'aria-label': 'Reply in thread',
          title: 'Reply in thread',
          onclick: () => openThread(message.ts),
        },
        '↩',
      ),
  );
  return node;
}

/** Whether a message continues the one above: same author, within five minutes, same readers. */
export function followsOn(message, above) {
  return (
    above !== undefined &&
    above.user === message.user &&
    above.user !== store.slackbot &&
    above.visibleTo === message.visibleTo &&
    Number(message.ts) - Number(above.ts) < 300
  );
}
