import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

import { parseDocument } from 'yaml';

import type { Complaint } from './complaint.ts';
import { errorCode } from './error-code.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** One named part of a kubeconfig: its fields as written, and the file they came from, which relative paths start at. */
export type Entry = { name: string; file: string; path: string; fields: Fields };

export type Kubeconfig = {
  files: string[];
  currentContext: string | null;
  contexts: Map<string, Entry>;
  clusters: Map<string, Entry>;
  users: Map<string, Entry>;
};

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const read = (file: string): string | { code: string } => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = errorCode(error);
    if (code === null) throw error;
    return { code };
  }
};

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'a kubeconfig file; there is none at this path',
  EACCES: 'a kubeconfig file that this user may read',
  EISDIR: 'a kubeconfig file; this is a folder',
};

const addEntries = (
  into: Map<string, Entry>,
  list: unknown,
  file: string,
  [plural, singular]: readonly [string, string],
): Complaint | null => {
  if (list === undefined || list === null) return null;
  if (!Array.isArray(list)) return { file, field: plural, expected: `a list of {name, ${singular}}` };
  for (const [index, item] of list.entries()) {
    const field = `${plural}[${index}]`;
    if (!isFields(item)) return { file, field, expected: `a mapping with name and ${singular}` };
    const { name } = item;
    if (typeof name !== 'string' || name === '')
      return { file, field: `${field}.name`, expected: 'a text that is not empty' };
    const fields = item[singular] ?? {};
    if (!isFields(fields)) return { file, field: `${field}.${singular}`, expected: 'a mapping' };
    if (!into.has(name)) into.set(name, { name, file, path: `${plural}[${name}].${singular}`, fields });
  }
  return null;
};

const addText = (into: Kubeconfig, text: string, file: string): Complaint | null => {
  const document = parseDocument(text);
  const error = document.errors[0];
  if (error !== undefined) {
    const line = error.linePos?.[0].line ?? 1;
    return { file, field: `line ${line}`, expected: `valid YAML: ${error.message.split('\n')[0] ?? ''}` };
  }
  const config: unknown = document.toJS();
  if (config === null || config === undefined) return null;
  if (!isFields(config))
    return { file, field: 'line 1', expected: 'a kubeconfig: a mapping with clusters, users and contexts' };
  const current = config['current-context'] ?? '';
  if (typeof current !== 'string')
    return { file, field: 'current-context', expected: 'the name of a context' };
  if (into.currentContext === null && current !== '') into.currentContext = current;
  return (
    addEntries(into.contexts, config['contexts'], file, ['contexts', 'context']) ??
    addEntries(into.clusters, config['clusters'], file, ['clusters', 'cluster']) ??
    addEntries(into.users, config['users'], file, ['users', 'user'])
  );
};

/**
 * Reads and merges kubeconfig files as kubectl does: the first file that names a context, cluster or user wins.
 * With `listed`, missing files are passed over as long as one is there.
 */
export const readKubeconfig = (
  files: readonly string[],
  listed: boolean,
): { ok: true; config: Kubeconfig } | { ok: false; complaint: Complaint } => {
  const config: Kubeconfig = {
    files: [],
    currentContext: null,
    contexts: new Map(),
    clusters: new Map(),
    users: new Map(),
  };
  let missing: Complaint | null = null;
  for (const given of files) {
    const file = resolve(given);
    const text = read(file);
    if (typeof text !== 'string') {
      const expected = reasons[text.code] ?? `a file that can be read (${text.code})`;
      const complaint = { file, field: listed ? 'KUBECONFIG' : '', expected };
      if (!listed || text.code !== 'ENOENT') return { ok: false, complaint };
      missing ??= complaint;
      continue;
    }
    config.files.push(file);
    const complaint = addText(config, text, file);
    if (complaint !== null) return { ok: false, complaint };
  }
  if (config.files.length === 0 && missing !== null) return { ok: false, complaint: missing };
  return { ok: true, config };
};

/** A path of a kubeconfig as a full path: relative ones start at the folder of their file. */
export const pathIn = (entry: Entry, path: string): string => resolve(dirname(entry.file), path);
