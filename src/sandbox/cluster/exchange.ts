import type { RecordedObject } from '../../cluster/recording-format.ts';
import type { Resource } from './resources.ts';
import { qualified } from './resources.ts';

/** One request to a resource, taken apart. `subresource` is `log`, `scale`, `eviction`, `status` or null. */
export type Ask = {
  method: string;
  resource: Resource;
  namespace: string | null;
  name: string | null;
  subresource: string | null;
  query: URLSearchParams;
  accept: string;
  contentType: string;
  /** The parsed JSON body, or undefined without one. */
  body: unknown;
};

/** A text body goes out as plain text, anything else as JSON. */
export type Answer = { status: number; body: object | string };

/** The client's wish to see a change without its being made. */
export const isDryRun = (ask: Ask): boolean => ask.query.getAll('dryRun').includes('All');

/** A Status object as the API server words it. */
export const statusAnswer = (
  status: number,
  reason: string,
  message: string,
  details: object = {},
): Answer => ({
  status,
  body: {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: status < 400 ? 'Success' : 'Failure',
    message,
    reason,
    details,
    code: status,
  },
});

export const notFound = (ask: Ask): Answer =>
  statusAnswer(404, 'NotFound', `${qualified(ask.resource)} "${ask.name ?? ''}" not found`, {
    name: ask.name,
    group: ask.resource.group,
    kind: ask.resource.plural,
  });

const conflict = (ask: Ask, why: string): Answer =>
  statusAnswer(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${qualified(ask.resource)} "${ask.name ?? ''}": ${why}`,
    { name: ask.name, group: ask.resource.group, kind: ask.resource.plural },
  );

export const badRequest = (message: string): Answer => statusAnswer(400, 'BadRequest', message);

export const methodNotAllowed = (): Answer =>
  statusAnswer(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource');

const modified =
  'the object has been modified; please apply your changes to the latest version and try again';

export type Preconditions = { uid?: unknown; resourceVersion?: unknown };

/** The refusal of a write whose object is not the one that the client saw, or null. */
export const staleWrite = (ask: Ask, current: RecordedObject, seen: Preconditions): Answer | null => {
  const { uid, resourceVersion } = current.metadata;
  if (seen.uid !== undefined && seen.uid !== uid)
    return conflict(
      ask,
      `Precondition failed: UID in precondition: ${JSON.stringify(seen.uid)}, UID in object meta: ${uid}`,
    );
  if (seen.resourceVersion !== undefined && seen.resourceVersion !== resourceVersion)
    return conflict(ask, modified);
  return null;
};

export const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
