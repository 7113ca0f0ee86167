import type { RecordedObject } from '../../cluster/recording-format.ts';
import { fieldSelector, labelSelector } from '../../cluster/selectors.ts';
import type { Answer, Ask } from './exchange.ts';
import { badRequest, notFound, statusAnswer } from './exchange.ts';
import type { ObjectStore } from './object-store.ts';
import { apiVersionOf } from './resources.ts';

const wantsMetadata = (ask: Ask): boolean => ask.accept.includes('as=PartialObjectMetadata');

const metadataOf = ({ metadata }: RecordedObject): object => ({
  kind: 'PartialObjectMetadata',
  apiVersion: 'meta.k8s.io/v1',
  metadata,
});

/** Whether an object is among those that the request selects, or the refusal of a selector that cannot be read. */
export const selection = (
  ask: Ask,
): { ok: true; selects: (object: RecordedObject) => boolean } | { ok: false; answer: Answer } => {
  const labels = labelSelector(ask.query.get('labelSelector') ?? '');
  if (!labels.ok) return { ok: false, answer: badRequest(labels.message) };
  const fields = fieldSelector(ask.resource.kind, ask.query.get('fieldSelector') ?? '');
  if (!fields.ok) return { ok: false, answer: badRequest(fields.message) };
  return {
    ok: true,
    selects: (object) =>
      (ask.namespace === null || object.metadata.namespace === ask.namespace) &&
      labels.matches(object.metadata.labels ?? {}) &&
      fields.matches(object),
  };
};

const encode = (after: string, version: string): string =>
  Buffer.from(JSON.stringify({ after, version })).toString('base64url');

const decode = (token: string): { after: string; version: string } | null => {
  try {
    const value: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    if (typeof value !== 'object' || value === null || !('after' in value) || !('version' in value))
      return null;
    return { after: String(value.after), version: String(value.version) };
  } catch {
    return null;
  }
};

const place = ({ metadata }: RecordedObject): string => `${metadata.namespace ?? ''}/${metadata.name}`;

/** `GET` of a collection, with selectors and pages; list items carry no kind, as on a real server. */
export const list = (ask: Ask, store: ObjectStore): Answer => {
  const chosen = selection(ask);
  if (!chosen.ok) return chosen.answer;
  const token = ask.query.get('continue') ?? '';
  const from = token === '' ? { after: '', version: `${store.version()}` } : decode(token);
  if (from === null) return badRequest('continue key is not valid');
  if (store.since(Number(from.version)) === null)
    return statusAnswer(
      410,
      'Expired',
      'The provided continue parameter is too old to display a consistent list result.',
    );
  const all = store
    .list(ask.resource, ask.namespace)
    .filter((object) => chosen.selects(object) && place(object) > from.after);
  const limit = Number(ask.query.get('limit') ?? 0) || all.length;
  const page = all.slice(0, limit);
  const last = page.at(-1);
  const rest = all.length - page.length;
  const metadata = {
    resourceVersion: from.version,
    ...(rest > 0 && last !== undefined
      ? { continue: encode(place(last), from.version), remainingItemCount: rest }
      : {}),
  };
  if (wantsMetadata(ask)) {
    const kind = 'PartialObjectMetadataList';
    return {
      status: 200,
      body: { kind, apiVersion: 'meta.k8s.io/v1', metadata, items: page.map(metadataOf) },
    };
  }
  const items = page.map(({ kind: _kind, apiVersion: _version, ...item }) => item);
  const { kind } = ask.resource;
  return {
    status: 200,
    body: { kind: `${kind}List`, apiVersion: apiVersionOf(ask.resource), metadata, items },
  };
};

/** `GET` of one object. */
export const get = (ask: Ask, store: ObjectStore): Answer => {
  const object = store.get(ask.resource, ask.namespace, ask.name ?? '');
  if (object === undefined) return notFound(ask);
  return { status: 200, body: wantsMetadata(ask) ? metadataOf(object) : object };
};
