import type { Kind } from '../facts/kinds.ts';
import type { KindName, ObjectOf } from '../facts/objects.ts';
import type { Page } from '../ports.ts';
import { dropNulls } from './drop-nulls.ts';
import { fitShape, misfitOf } from './fit-shape.ts';
import { valueFree } from './value-free.ts';

/** What the server's JSON may be: an object of fields, nothing more is known. */
export const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Takes parsed JSON as an object of a kind: its fields have the types that the API declares, or are absent. The API
 * leaves `kind` and `apiVersion` out of list items, and a metadata-only answer names another kind.
 */
const objectOf = <K extends KindName>(
  kind: Kind & { kind: K },
  value: unknown,
): { object: ObjectOf[K]; wrong: string[] } | null => {
  if (!isFields(value)) return null;
  const apiVersion = kind.group === '' ? kind.version : `${kind.group}/${kind.version}`;
  const { object, wrong } = fitShape<ObjectOf[K]>(kind.kind, { ...value, apiVersion, kind: kind.kind });
  return { object: valueFree(kind.kind, object), wrong: misfitOf(kind.kind, object, wrong) };
};

/** JSON without its nulls, or undefined where the text is none. */
export const parsed = (body: string): unknown => {
  try {
    const value: unknown = JSON.parse(body);
    dropNulls(value);
    return value;
  } catch {
    return undefined;
  }
};

/** One object from a response body, or null when the body is not one. */
export const readObject = <K extends KindName>(
  kind: Kind & { kind: K },
  body: string,
): { object: ObjectOf[K]; wrong: string[] } | null => objectOf(kind, parsed(body));

/** One page of a list from a response body, or null when the body is not one; `wrong` as in `Read`. */
export const readPage = <K extends KindName>(
  kind: Kind & { kind: K },
  body: string,
  metadataOnly: boolean,
): { page: Page<K>; wrong: string[] } | null => {
  const list = parsed(body);
  if (!isFields(list)) return null;
  const { items, metadata } = list;
  if (!Array.isArray(items ?? [])) return null;
  const token = isFields(metadata) ? metadata['continue'] : undefined;
  const wrong: string[] = [];
  const page: Page<K> = { items: [], next: typeof token === 'string' && token !== '' ? token : null };
  for (const item of Array.isArray(items) ? items : []) {
    const wanted = metadataOnly && isFields(item) ? { metadata: item['metadata'] } : item;
    const read = objectOf(kind, wanted);
    if (read === null) return null;
    page.items.push(read.object);
    wrong.push(...read.wrong);
  }
  return { page, wrong };
};
