import { arrowKeys, el } from './dom.js';
import { plain } from './mrkdwn.js';

/** The "⋯" of an overflow element: a button that opens a menu. `choose` gets the value. */
export function overflowMenu(options, choose, attributes) {
  const holder = el('span', { class: 'overflow' });
  const button = el(
    'button',
    {
      type: 'button',
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      'aria-label': 'More actions',
      onclick: toggle,
      ...attributes,
    },
    '⋯',
  );
  let menu = null;

  function close(focus) {
    // Removing the focused menu makes a focusout that comes back here, so it must be gone from `menu` first.
    const old = menu;
    menu = null;
    old?.remove();
    button.setAttribute('aria-expanded', 'false');
    if (focus) button.focus();
  }
  function toggle() {
    if (menu !== null) return close(true);
    menu = el(
      'div',
      { class: 'menu', role: 'menu' },
      ...options.map((option) =>
        el(
          'button',
          {
            type: 'button',
            role: 'menuitem',
            onclick: () => {
              close(true);
              choose(option);
            },
          },
          el('span', {}, ...plain(option.text)),
          option.description && el('small', {}, ...plain(option.description)),
        ),
      ),
    );
    arrowKeys(menu, 'button');
    holder.append(menu);
    button.setAttribute('aria-expanded', 'true');
    menu.firstElementChild.focus();
  }
  holder.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || menu === null) return;
    event.preventDefault();
    event.stopPropagation();
    close(true);
  });
  holder.addEventListener('focusout', ({ relatedTarget }) => {
    if (!holder.contains(relatedTarget)) close(false);
  });
  holder.append(button);
  return holder;
}
