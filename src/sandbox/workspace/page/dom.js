/**
 * Makes an element. Data only ever becomes text or an attribute, never markup.
 * @param {string} tag
 * @param {Record<string, unknown>} attributes `on…` functions listen; null, undefined and false are left out
 * @param {...(Node | string | null | undefined | false)} children
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Shows one sentence for a few seconds; screen readers say it. */
export function notice(text) {
  const node = el('p', { class: 'notice' }, text);
  document.getElementById('notices').append(node);
  setTimeout(() => node.remove(), 6_000);
}

const controls = /([\u200E\u200F\u202A-\u202E\u2066-\u2069])/u;

/** Text as nodes, in which marks that turn the direction of text are written out instead of obeyed. */
export function visible(text) {
  return text.split(controls).map((part) => {
    if (!controls.test(part)) return part;
    const code = `U+${part.codePointAt(0).toString(16).toUpperCase()}`;
    return el('span', { class: 'control', title: 'a mark that turns the direction of text' }, code);
  });
}

/** Only web addresses become links; anything else stays text. */
export function safeUrl(url) {
  const parsed = URL.parse(url);
  return parsed !== null && ['http:', 'https:', 'mailto:'].includes(parsed.protocol) ? parsed.href : null;
}

export function link(url, children) {
  const href = safeUrl(url);
  return href === null
    ? el('span', {}, ...children)
    : el('a', { href, target: '_blank', rel: 'noopener noreferrer', title: href }, ...children);
}

/** Moves focus among siblings with the arrow keys. */
export function arrowKeys(container, selector) {
  container.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const items = [...container.querySelectorAll(selector)];
    const at = items.indexOf(document.activeElement);
    if (at < 0) return;
    const next =
      step === undefined
        ? { Home: items[0], End: items.at(-1) }[event.key]
        : items[(at + step + items.length) % items.length];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  });
}
