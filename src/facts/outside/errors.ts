const kernelAtMost = 90;

/** Cut out of its quotation marks, a text ends with one that was opened before it. */
const unquoted = (text: string): string => {
  const mark = text.at(-1) ?? '';
  return `'"`.includes(mark) && text.split(mark).length % 2 === 0 ? text.slice(0, -1) : text;
};

/**
 * What AWS refused, without who asked for it and which policy is missing:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
const refusedByAws = (text: string): string | null => {
  const [, action = '', resource] =
    /is not authorized to perform: ([\w:*-]{1,100})(?: on resource: ([^\s,;]{1,200}))?/.exec(text) ?? [];
  if (action === '') return null;
  return `not authorized to perform ${action}${resource === undefined ? '' : ` on ${resource.replace(/\.$/, '')}`}`;
};

/** What the API server does not take: https://kubernetes.io/docs/reference/using-api/api-concepts/, `Status` of reason Invalid. */
const refusedByApi = (text: string): string | null => {
  const [, kind = '', name = '', field = '', why = ''] =
    /\b([A-Z]\w{1,60})(?:\.[\w.-]{1,100})? "([^"]{1,253})" is invalid: ([\w.[\]/"-]{1,120}): (?:.*: )?([^:]{3,120})$/s.exec(
      text,
    ) ?? [];
  return field === '' ? null : `${field} of ${kind} ${name}: ${why}`;
};

/**
 * What a chain of wrapped errors ends with (`cannot sync: get key: 403: permission denied`), from where it fits into a
 * sentence: the outer ones say who noticed it, the inner ones what happened.
 */
export const kernelOf = (text: string, atMost = kernelAtMost): string => {
  const parts = text.replace(/[.\s]+$/, '').split(/:\s+/);
  const from = parts.findIndex((_, index) => parts.slice(index).join(': ').length <= atMost);
  if (from === 0) return text;
  const known = refusedByAws(text) ?? refusedByApi(text);
  if (known !== null) return known;
  const kernel = from < 0 ? text : unquoted(parts.slice(from).join(': '));
  // External Secrets names the key that it asked for at the beginning.
  const key = /\(key: ([^)\s]{1,120})\)/.exec(text)?.[1];
  return key === undefined || kernel.includes(key) ? kernel : `key ${key}: ${kernel}`;
};
