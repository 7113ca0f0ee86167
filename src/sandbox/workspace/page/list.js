import { el } from './dom.js';
import { followsOn, messageNode } from './message.js';
import { dayName } from './time.js';

/** A list of messages that changes only where its messages change, so that focus and scrolling stay. */
export function createList(label, inThread) {
  const node = el('div', {
    class: 'list',
    role: 'log',
    'aria-live': 'polite',
    'aria-label': label,
    tabindex: '0',
  });
  let shown = new Map();
  let intro = null;
  let stuck = true;
  const toEnd = () => (node.scrollTop = node.scrollHeight);
  node.addEventListener('scroll', () => {
    stuck = node.scrollHeight - node.scrollTop - node.clientHeight < 80;
  });
  new ResizeObserver(() => stuck && toEnd()).observe(node);

  function build(message, above) {
    const newDay = above === undefined || dayName(above.ts) !== dayName(message.ts);
    const isFirstReply = inThread && above !== undefined && above.thread === null;
    const follows = !newDay && !isFirstReply && followsOn(message, above);
    const key = JSON.stringify([message, follows, newDay, isFirstReply]);
    const known = shown.get(message.ts);
    if (known?.key === key) return known;
    const nodes = [messageNode(message, { follows, inThread })];
    if (isFirstReply) {
      nodes.unshift(el('div', { class: 'day replies-line', role: 'separator' }, el('span', {}, 'Replies')));
    }
    if (newDay && !inThread)
      nodes.unshift(el('div', { class: 'day', role: 'separator' }, el('span', {}, dayName(message.ts))));
    return { key, nodes };
  }

  return {
    node,
    show(messages) {
      const focused = node.contains(document.activeElement) ? document.activeElement : null;
      const next = new Map(
        messages.map((message, index) => [message.ts, build(message, messages[index - 1])]),
      );
      for (const [ts, { nodes }] of shown)
        if (next.get(ts)?.nodes !== nodes) for (const old of nodes) old.remove();
      let last = intro;
      for (const { nodes } of next.values()) {
        for (const each of nodes) {
          if ((last === null ? node.firstChild : last.nextSibling) !== each)
            node.insertBefore(each, last === null ? node.firstChild : last.nextSibling);
          last = each;
        }
      }
      const grew = next.size > shown.size;
      shown = next;
      if (stuck || grew) toEnd();
      if (focused !== null && !focused.isConnected) {
        const action = focused.dataset.action;
        const again =
          action === undefined ? null : node.querySelector(`[data-action="${CSS.escape(action)}"]`);
        (again ?? node).focus({ preventScroll: true });
      }
    },
    /** Empties the list; `first` stays above all messages. */
    clear(first = null) {
      shown = new Map();
      intro = first;
      stuck = true;
      node.replaceChildren(...(first === null ? [] : [first]));
    },
  };
}
