import { renderBlocks } from './blocks.js';
import { el } from './dom.js';
import { choicesIn } from './elements.js';
import { ask } from './link.js';

/** The app's Home tab, or what stands there until the app has published one. */
export function homeNode(view) {
  if (view === null) return [el('p', { class: 'quiet empty' }, 'The app has not published its Home yet.')];
  const root = el('div', { class: 'view' });
  const act = (element, block, choice) =>
    ask({
      do: 'clickView',
      on: 'home',
      actionId: element.action_id,
      blockId: block.block_id,
      choice,
      choices: choicesIn(root),
    });
  root.append(...renderBlocks(view.blocks, act));
  return [root];
}
