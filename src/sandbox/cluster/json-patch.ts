import { isDeepStrictEqual } from 'node:util';

import { isFields } from './exchange.ts';

/** A patched copy, or why the patch cannot be applied. */
export type Patched = { ok: true; value: unknown } | { ok: false; why: string };

/** JSON merge patch: https://www.rfc-editor.org/rfc/rfc7386 */
export const mergePatch = (target: unknown, patch: unknown): unknown => {
  if (!isFields(patch)) return patch;
  const result: Record<string, unknown> = isFields(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch))
    if (value === null) Reflect.deleteProperty(result, key);
    else result[key] = mergePatch(result[key], value);
  return result;
};

/** Lists that strategic merge joins by the name of their items. */
const byName = new Set(['containers', 'initContainers', 'env', 'volumes', 'imagePullSecrets']);

const namesOf = (list: readonly unknown[]): boolean =>
  list.every((item) => isFields(item) && typeof item['name'] === 'string');

const mergeByName = (target: unknown, patch: readonly unknown[]): unknown[] => {
  const result = Array.isArray(target) ? [...target] : [];
  for (const item of patch) {
    if (!isFields(item)) continue;
    const at = result.findIndex((each) => isFields(each) && each['name'] === item['name']);
    if (item['$patch'] === 'delete') {
      if (at >= 0) result.splice(at, 1);
    } else if (at >= 0) result[at] = strategicPatch(result[at], item);
    else result.push(item);
  }
  return result;
};

/**
 * Strategic merge patch as far as actions use it: a merge patch whose lists of containers, environment and volumes are
 * joined by name. https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/
 */
export const strategicPatch = (target: unknown, patch: unknown): unknown => {
  if (!isFields(patch)) return patch;
  const result: Record<string, unknown> = isFields(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith('$')) continue;
    if (value === null) Reflect.deleteProperty(result, key);
    else if (Array.isArray(value) && byName.has(key) && namesOf(value))
      result[key] = mergeByName(result[key], value);
    else result[key] = strategicPatch(result[key], value);
  }
  return result;
};

const pointer = (path: string): string[] =>
  path
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

const child = (parent: unknown, key: string): unknown => {
  if (Array.isArray(parent)) return parent[Number(key)];
  return isFields(parent) ? parent[key] : undefined;
};

const write = (parent: unknown, key: string, operation: string, value: unknown): boolean => {
  if (Array.isArray(parent)) {
    const index = key === '-' ? parent.length : Number(key);
    if (!Number.isInteger(index) || index > parent.length) return false;
    if (operation === 'add') parent.splice(index, 0, value);
    else if (index >= parent.length) return false;
    else if (operation === 'remove') parent.splice(index, 1);
    else parent[index] = value;
    return true;
  }
  if (!isFields(parent) || (operation !== 'add' && !(key in parent))) return false;
  if (operation === 'remove') return Reflect.deleteProperty(parent, key);
  return Reflect.set(parent, key, value);
};

/** JSON patch with `add`, `remove`, `replace` and `test`: https://www.rfc-editor.org/rfc/rfc6902 */
export const jsonPatch = (target: unknown, patch: unknown): Patched => {
  const value: unknown = structuredClone(target);
  if (!Array.isArray(patch)) return { ok: false, why: 'a JSON patch is a list of operations' };
  for (const operation of patch) {
    const { op, path, value: given }: Record<string, unknown> = isFields(operation) ? operation : {};
    if (typeof op !== 'string' || typeof path !== 'string' || !path.startsWith('/'))
      return { ok: false, why: 'an operation needs op and path' };
    const keys = pointer(path);
    const last = keys.pop() ?? '';
    const parent = keys.reduce(child, value);
    if (op === 'test') {
      if (!isDeepStrictEqual(child(parent, last), given))
        return { ok: false, why: `testing path ${path} failed` };
    } else if (!['add', 'remove', 'replace'].includes(op) || !write(parent, last, op, given))
      return { ok: false, why: `${op} ${path}: there is no such place` };
  }
  return { ok: true, value };
};
