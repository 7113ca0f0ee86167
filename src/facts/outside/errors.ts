const kernelAtMost = 90;

/**
 * What a chain of wrapped errors ends with (`cannot sync: get key: 403: permission denied`), from where it fits into a
 * sentence: the outer ones say who noticed it, the inner ones what happened.
 */
export const kernelOf = (text: string, atMost = kernelAtMost): string => {
  const parts = text.split(/:\s+/);
  const from = parts.findIndex((_, index) => parts.slice(index).join(': ').length <= atMost);
  return from <= 0 ? text : parts.slice(from).join(': ');
};
