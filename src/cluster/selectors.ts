type Test<T> = (subject: T) => boolean;
export type Selector<T> = { ok: true; matches: Test<T> } | { ok: false; message: string };

type Labels = Readonly<Record<string, string | undefined>>;

const word = /^[A-Za-z0-9]([A-Za-z0-9._/-]*[A-Za-z0-9])?$/;

const setRequirement = (text: string): Test<Labels> | null => {
  const parts = /^(\S+)\s+(in|notin)\s*\(([^()]*)\)$/.exec(text);
  if (parts === null) return null;
  const [, key = '', operator, list = ''] = parts;
  const values = new Set(list.split(',').map((value) => value.trim()));
  if (!word.test(key)) return null;
  return operator === 'in'
    ? (labels) => labels[key] !== undefined && values.has(labels[key])
    : (labels) => labels[key] === undefined || !values.has(labels[key]);
};

const plainRequirement = (text: string): Test<Labels> | null => {
  const compared = /^([^=!\s]+)\s*(==|=|!=)\s*([^=!\s]*)$/.exec(text);
  if (compared !== null) {
    const [, key = '', operator, value = ''] = compared;
    if (!word.test(key) || (value !== '' && !word.test(value))) return null;
    return operator === '!=' ? (labels) => labels[key] !== value : (labels) => labels[key] === value;
  }
  const key = text.replace(/^!\s*/, '');
  if (!word.test(key)) return null;
  return text.startsWith('!') ? (labels) => labels[key] === undefined : (labels) => labels[key] !== undefined;
};

/**
 * A label selector in kubectl's words, equality- and set-based:
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export const labelSelector = (text: string): Selector<Labels> => {
  if (text.trim() === '') return { ok: true, matches: () => true };
  const tests: Test<Labels>[] = [];
  // Commas inside the parentheses of a set do not part requirements.
  for (const part of text.split(/,(?![^()]*\))/)) {
    const requirement = part.trim();
    const test = setRequirement(requirement) ?? plainRequirement(requirement);
    if (test === null) return { ok: false, message: `unable to parse requirement: ${requirement || text}` };
    tests.push(test);
  }
  return { ok: true, matches: (labels) => tests.every((test) => test(labels)) };
};

/** The fields that the API server can select by, of the kinds read here; every kind has the first two. */
const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  Pod: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'status.phase',
  ],
  Event: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  Secret: ['type'],
  Namespace: ['status.phase'],
  Node: ['spec.unschedulable'],
  ReplicaSet: ['status.replicas'],
  Job: ['status.successful'],
};

const fieldOf = (object: unknown, path: string): string => {
  let value: unknown = object;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) return '';
    value = Reflect.get(value, key);
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? `${value}`
    : '';
};

/**
 * A field selector for objects of a kind: `spec.nodeName=worker-1,type!=Normal`.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/field-selectors/
 */
export const fieldSelector = (kind: string, text: string): Selector<unknown> => {
  if (text.trim() === '') return { ok: true, matches: () => true };
  const known = ['metadata.name', 'metadata.namespace', ...(fieldsOf[kind] ?? [])];
  const tests: Test<unknown>[] = [];
  for (const part of text.split(',')) {
    const [, path = '', operator, value = ''] = /^([^=!]+)(==|=|!=)(.*)$/.exec(part.trim()) ?? [];
    if (operator === undefined)
      return { ok: false, message: `invalid field selector: ${part}; can't understand '${part}'` };
    if (!known.includes(path)) return { ok: false, message: `field label not supported: ${path}` };
    tests.push((object) => (fieldOf(object, path) === value) === (operator !== '!='));
  }
  return { ok: true, matches: (object) => tests.every((test) => test(object)) };
};
