/** No object of the API is nested as deep as this; what is would only exhaust the stack of whoever walks it. */
const deepest = 500;

/**
 * Removes null fields and list items from parsed JSON, in place. To the API server a null field is an absent one, and it
 * sends some itself (`eventTime: null`); after this every reader knows only absence, as the types say. What lies more
 * than 500 levels deep is taken for null.
 */
export const dropNulls = (value: unknown, depth = 0): void => {
  if (typeof value !== 'object' || value === null) return;
  const isNothing = (one: unknown): boolean => one === null || (depth >= deepest && typeof one === 'object');
  if (Array.isArray(value)) {
    const list: unknown[] = value;
    let kept = 0;
    for (const item of list) {
      if (isNothing(item)) continue;
      list[kept] = item;
      kept += 1;
      dropNulls(item, depth + 1);
    }
    list.length = kept;
    return;
  }
  for (const key of Object.keys(value)) {
    const field: unknown = Reflect.get(value, key);
    if (isNothing(field)) Reflect.deleteProperty(value, key);
    else if (typeof field === 'object') dropNulls(field, depth + 1);
  }
};
