import * as client from '@kubernetes/client-node';

import { kinds } from '../../src/facts/kinds.ts';
import type { Kind } from '../../src/facts/kinds.ts';

type Attribute = { baseName: string; type: string };
type Fields = Record<string, string>;

const isAttribute = (value: unknown): value is Attribute =>
  typeof value === 'object' &&
  value !== null &&
  'baseName' in value &&
  typeof value.baseName === 'string' &&
  'type' in value &&
  typeof value.type === 'string';

/** The fields of a type as the generated client lists them, or null where it is no type with fields. */
const attributesOf = (name: string): Attribute[] | null => {
  const model: unknown = Reflect.get(client, name);
  if (typeof model !== 'function' || !('attributeTypeMap' in model)) return null;
  const { attributeTypeMap } = model;
  return Array.isArray(attributeTypeMap) ? attributeTypeMap.filter(isAttribute) : null;
};

const scalars: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'number',
  boolean: 'boolean',
  Date: 'time',
  V1MicroTime: 'time',
  IntOrString: 'number or text',
};

/** `Array<{ [key: string]: string; }>` as the table has it: `text{}[]`. Null where any value is right. */
const shapeOf = (type: string, need: (name: string) => void): string | null => {
  const inner = /^Array<(.*)>$/.exec(type)?.[1] ?? /^\{ \[key: string\]: (.*); \}$/.exec(type)?.[1];
  if (inner !== undefined) {
    const of = shapeOf(inner, need);
    return `${of ?? 'any'}${type.startsWith('Array') ? '[]' : '{}'}`;
  }
  const scalar = scalars[type];
  if (scalar !== undefined) return scalar;
  if (type === 'any' || type === 'object') return null;
  need(type);
  return type;
};

const capital = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;

/** The client's name for a kind: `V1Pod`, and `CoreV1Event` where several groups have one. */
const modelOf = ({ kind, group, version }: Kind): string => {
  const plain = `${capital(version)}${kind}`;
  const grouped = `${group === '' ? 'Core' : capital(group.split('.')[0] ?? '')}${plain}`;
  const name = [plain, grouped].find((one) => attributesOf(one) !== null);
  if (name === undefined) throw new Error(`the Kubernetes client has no type for ${kind}`);
  return name;
};

/**
 * src/cluster/shapes.json: the fields of every kind that is read, each with the type that the API declares, from the
 * OpenAPI types of the Kubernetes client. Fields that may hold anything are left out.
 */
export const shapes = (): string => {
  const types = new Map<string, Fields>();
  const visit = (name: string): void => {
    if (types.has(name)) return;
    const attributes = attributesOf(name);
    if (attributes === null) throw new Error(`the Kubernetes client has no type ${name}`);
    const fields: Fields = {};
    types.set(name, fields);
    for (const { baseName, type } of attributes) {
      const shape = shapeOf(type, visit);
      if (shape !== null) fields[baseName] = shape;
    }
  };
  const roots = Object.fromEntries(kinds.map((kind) => [kind.kind, modelOf(kind)]));
  for (const root of Object.values(roots)) visit(root);
  const lines = [...types]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, fields]) => `${JSON.stringify(name)}: ${JSON.stringify(fields)}`);
  return `{\n"kinds": ${JSON.stringify(roots)},\n"types": {\n${lines.join(',\n')}\n}\n}\n`;
};
