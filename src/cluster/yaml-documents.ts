import { loadAll } from 'js-yaml';

/** Aliases could unfold without bound: texts with them are for a parser that counts. */
const options = { maxAliases: 0 };

/** As much of a list, in characters, as is parsed at once: what a parser holds meanwhile is many times its text. */
const pieceLength = 1024 * 1024;

/** The head of a list as kubectl prints it; its items begin in the first column. */
const head = /^(?:---[ \t]*\n)?apiVersion: (\S+)\nitems:\n(?=- )/;

/** The items of a long list, parsed piece by piece; null where the text is anything else. */
const longList = (text: string): unknown[] | null => {
  const begun = text.length > 4 * pieceLength ? head.exec(text) : null;
  const end = text.lastIndexOf('\nkind: ');
  if (begun === null || end < 0 || /^---/m.test(text.slice(4))) return null;
  const [whole, apiVersion] = begun;
  const items: unknown[] = [];
  for (let at = whole.length; at < end;) {
    // Within an item every line is indented, so a dash in the first column begins the next one.
    const next = text.indexOf('\n- ', at + pieceLength);
    const to = next < 0 || next > end ? end : next + 1;
    const [piece] = loadAll(text.slice(at, to), options);
    if (!Array.isArray(piece)) return null;
    items.push(...piece);
    at = to;
  }
  const [tail] = loadAll(text.slice(end), options);
  return typeof tail === 'object' ? [{ apiVersion, ...tail, items }] : null;
};

/** The documents of a YAML text without aliases. Throws what js-yaml throws. */
export const yamlDocuments = (text: string): unknown[] => longList(text) ?? loadAll(text, options);
