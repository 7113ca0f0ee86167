/** The plural that a kind has in paths, by the rules of English that `kubectl` and its generators go by: `gatewayclasses`. */
export const pluralOf = (kind: string): string => {
  const word = kind.toLowerCase();
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(?:s|x|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
};
