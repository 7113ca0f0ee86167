/**
 * Removes null fields and list items from parsed JSON, in place. To the API server a null field is an absent one, and it
 * sends some itself (`eventTime: null`); after this every reader knows only absence, as the types say.
 */
export const dropNulls = (value: unknown): void => {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    if (value.includes(null)) value.splice(0, value.length, ...value.filter((item) => item !== null));
    for (const item of value) dropNulls(item);
    return;
  }
  for (const key of Object.keys(value)) {
    const field: unknown = Reflect.get(value, key);
    if (field === null) Reflect.deleteProperty(value, key);
    else if (typeof field === 'object') dropNulls(field);
  }
};
