import { el } from './dom.js';
import { plain, textObject } from './mrkdwn.js';

/** A native dialog: the browser keeps the focus inside, closes it on Esc and gives the focus back. */
export function openDialog(attributes, ...children) {
  const dialog = el('dialog', attributes, ...children);
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.showModal();
  return dialog;
}

/** Asks "are you sure" as an element's `confirm` says; resolves with the answer, at once where there is none. */
export function confirmed(confirm) {
  if (confirm === undefined) return Promise.resolve(true);
  return new Promise((resolve) => {
    const close = (value) => () => dialog.close(value);
    const danger = confirm.style === 'danger' ? 'danger' : 'primary';
    const dialog = openDialog(
      { class: 'confirm', 'aria-labelledby': 'confirm-title' },
      el('h2', { id: 'confirm-title' }, ...plain(confirm.title ?? { text: 'Are you sure?' })),
      textObject(confirm.text, 'p'),
      el(
        'div',
        { class: 'buttons' },
        el('button', { type: 'button', onclick: close('no') }, ...plain(confirm.deny ?? { text: 'Cancel' })),
        el(
          'button',
          { type: 'button', class: danger, onclick: close('yes') },
          ...plain(confirm.confirm ?? { text: 'Yes' }),
        ),
      ),
    );
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'));
  });
}
