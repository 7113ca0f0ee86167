const kernelAtMost = 90;

/** Cut out of its quotation marks, a text ends with one that was opened before it. */
const unquoted = (text: string): string => {
  const mark = text.at(-1) ?? '';
  return `'"`.includes(mark) && text.split(mark).length % 2 === 0 ? text.slice(0, -1) : text;
};

/**
 * What a chain of wrapped errors ends with (`cannot sync: get key: 403: permission denied`), from where it fits into a
 * sentence: the outer ones say who noticed it, the inner ones what happened.
 */
export const kernelOf = (text: string, atMost = kernelAtMost): string => {
  const parts = text.split(/:\s+/);
  const from = parts.findIndex((_, index) => parts.slice(index).join(': ').length <= atMost);
  return from <= 0 ? text : unquoted(parts.slice(from).join(': '));
};
