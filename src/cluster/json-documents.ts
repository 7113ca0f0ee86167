const opens = new Set([0x7b, 0x5b]);
const closes = new Set([0x7d, 0x5d]);
const quote = 0x22;
const backslash = 0x5c;

/** Where the string that begins at `from` ends: the place behind its closing quote. */
const behindString = (text: string, from: number): number => {
  for (let at = from + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === backslash) at += 1;
    else if (code === quote) return at + 1;
  }
  return text.length;
};

/** Where the object or list that begins at `from` ends, or null where it does not. */
const behindDocument = (text: string, from: number): number | null => {
  let depth = 0;
  for (let at = from; at < text.length;) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      at = behindString(text, at);
      continue;
    }
    if (opens.has(code)) depth += 1;
    if (closes.has(code)) depth -= 1;
    at += 1;
    if (depth === 0) return at;
  }
  return null;
};

/**
 * The JSON documents that stand one after the other in a text: one a line (ndjson), printed over many lines, parted by
 * `---`, or nothing between them. Null where there is anything else, or JSON that is torn.
 */
export const jsonDocuments = (text: string): unknown[] | null => {
  try {
    return [JSON.parse(text)];
  } catch {
    return eachDocument(text);
  }
};

const eachDocument = (text: string): unknown[] | null => {
  const found: unknown[] = [];
  const between = /(?:\s|---)*/y;
  for (let at = 0; ;) {
    between.lastIndex = at;
    at += between.exec(text)?.[0].length ?? 0;
    if (at >= text.length) return found;
    const end = opens.has(text.charCodeAt(at)) ? behindDocument(text, at) : null;
    if (end === null) return null;
    try {
      found.push(JSON.parse(text.slice(at, end)));
    } catch {
      // YAML in flow style, most likely; whoever asks tries that next.
      return null;
    }
    at = end;
  }
};
