import { showChannel } from './channel.js';
import { el } from './dom.js';
import { ask, connect } from './link.js';
import { showModal } from './modal.js';
import { showSidebar } from './sidebar.js';
import { onChange, store } from './store.js';
import { showThread } from './thread.js';

const opened = (tab) => void ask({ do: 'openHome', tab });

onChange(() => {
  if (!store.ready) return;
  showSidebar(opened);
  showChannel();
  showThread();
  showModal();
  document.body.classList.toggle('offline', !store.connected);
});

connect(() => {
  document.body.replaceChildren(
    el(
      'main',
      { class: 'refused' },
      el('h1', {}, 'This address lacks its key'),
      el('p', {}, 'The sandbox lets in only whoever has the whole address, which changes at every start.'),
      el('p', {}, 'Open the address that the terminal printed, with everything after the #.'),
    ),
  );
});
