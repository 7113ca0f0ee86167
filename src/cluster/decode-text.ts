/**
 * The text of a file: UTF-8, or UTF-16 as PowerShell 5 writes it (with its mark, or without it where every other byte is
 * zero). The mark is left out.
 */
export const decodeText = (bytes: Uint8Array): string => {
  const [first, second, third, fourth] = bytes;
  const little = (first === 0xff && second === 0xfe) || (second === 0 && fourth === 0 && first !== 0);
  const big = (first === 0xfe && second === 0xff) || (first === 0 && third === 0 && second !== 0);
  const text = new TextDecoder(little ? 'utf-16le' : big ? 'utf-16be' : 'utf-8').decode(bytes);
  return withoutMark(text);
};

/** https://unicode.org/faq/utf_bom.html#BOM */
export const withoutMark = (text: string): string => (text.startsWith('\uFEFF') ? text.slice(1) : text);
