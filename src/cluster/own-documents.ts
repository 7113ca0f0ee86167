import type { Recording, Refusal } from './recording-format.ts';

type Fields = Readonly<Record<string, unknown>>;

const reasons = ['forbidden', 'unauthorized', 'unreachable', 'timeout', 'rejected'] as const;
const verbs = ['list', 'get', 'log'] as const;

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const nestedText = (value: Fields, outer: string, inner: string): string | undefined => {
  const fields = value[outer];
  return typeof fields === 'object' && fields !== null ? textOf(Reflect.get(fields, inner)) : undefined;
};

const addLog = (into: Recording, value: Fields): string | null => {
  const namespace = nestedText(value, 'metadata', 'namespace');
  const pod = nestedText(value, 'metadata', 'name');
  const container = textOf(value['container']);
  const text = textOf(value['text']);
  if (namespace === undefined || pod === undefined)
    return 'metadata.namespace and metadata.name of this Log: the pod it belongs to';
  if (container === undefined || text === undefined) return 'container and text of this Log';
  into.logs.push({ namespace, pod, container, previous: value['previous'] === true, text });
  return null;
};

const addRefusal = (into: Recording, value: Fields): string | null => {
  const resource = textOf(value['resource']);
  const reason = reasons.find((each) => each === value['reason']);
  const message = textOf(value['message']);
  if (resource === undefined) return 'resource of this Refusal: a plural such as pods, or pods/log';
  if (reason === undefined) return `reason of this Refusal, one of: ${reasons.join(', ')}`;
  if (message === undefined) return 'message of this Refusal';
  const refusal: Refusal = { resource, reason, message };
  const verb = verbs.find((each) => each === value['verb']);
  if (value['verb'] !== undefined && verb === undefined)
    return `verb of this Refusal, one of: ${verbs.join(', ')}`;
  if (verb !== undefined) refusal.verb = verb;
  for (const field of ['namespace', 'name', 'container'] as const) {
    const text = textOf(value[field]);
    if (text !== undefined) refusal[field] = text;
  }
  if (typeof value['previous'] === 'boolean') refusal.previous = value['previous'];
  into.refusals.push(refusal);
  return null;
};

const addHead = (into: Recording, value: Fields): string | null => {
  const at = textOf(value['at']);
  if (at === undefined || Number.isNaN(Date.parse(at)))
    return 'at of this Recording: when it was made, RFC 3339';
  into.at ??= at;
  into.cluster ??= textOf(value['cluster']) ?? null;
  into.namespace ??= textOf(value['namespace']) ?? null;
  into.question ??= textOf(value['question']) ?? null;
  if (value['partial'] === true) into.partial = true;
  const { served } = value;
  if (Array.isArray(served)) into.served ??= served.filter((one) => typeof one === 'string');
  return null;
};

/** Adds a document with `apiVersion: kubewhy/v1`; what comes back is what was expected instead, or null when all is well. */
export const addOwnDocument = (into: Recording, value: Fields): string | null => {
  const { kind } = value;
  if (kind === 'Log') return addLog(into, value);
  if (kind === 'Refusal') return addRefusal(into, value);
  if (kind === 'Recording') return addHead(into, value);
  return 'kind of this kubewhy/v1 document, one of: Log, Refusal, Recording';
};
