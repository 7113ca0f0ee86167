import { readFileSync } from 'node:fs';

import type { KindName } from '../facts/objects.ts';

/** What the API declares for a value. `fields` are those of an object; a field that is not among them may hold anything. */
export type Shape =
  | { is: 'text' | 'number' | 'boolean' | 'time' | 'number or text' | 'any' }
  | { is: 'list' | 'map'; of: Shape }
  | Fields;
export type Fields = { is: 'fields'; fields: ReadonlyMap<string, Shape> };

/** shapes.json: `npm run docs` writes it from the OpenAPI types of the Kubernetes client. */
type Table = {
  kinds: Readonly<Record<string, string>>;
  types: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

const table: Table = JSON.parse(readFileSync(new URL('shapes.json', import.meta.url), 'utf8'));

const known = new Map<string, Fields>();

const fieldsOf = (type: string): Fields => {
  const before = known.get(type);
  if (before !== undefined) return before;
  const fields = new Map<string, Shape>();
  // Types refer to themselves, so this one has to be known before its fields are.
  const made: Fields = { is: 'fields', fields };
  known.set(type, made);
  for (const [field, word] of Object.entries(table.types[type] ?? {})) fields.set(field, shapeOf(word));
  return made;
};

const shapeOf = (word: string): Shape => {
  switch (word) {
    case 'text':
    case 'number':
    case 'boolean':
    case 'time':
    case 'number or text':
    case 'any':
      return { is: word };
    default: {
      const inner = word.slice(0, -2);
      if (word.endsWith('[]')) return { is: 'list', of: shapeOf(inner) };
      if (word.endsWith('{}')) return { is: 'map', of: shapeOf(inner) };
      return fieldsOf(word);
    }
  }
};

const outside: Fields = { is: 'fields', fields: new Map([['metadata', fieldsOf('V1ObjectMeta')]]) };

/** The fields of a kind; of a kind from outside Kubernetes (null) only the metadata is known. */
export const fieldsOfKind = (kind: KindName | null): Fields => {
  const type = kind === null ? undefined : table.kinds[kind];
  return type === undefined ? outside : fieldsOf(type);
};
