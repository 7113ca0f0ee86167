import { closest, distance } from 'fastest-levenshtein';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';

import type { Complaint } from './complaint.ts';
import { file as schema, type File, keysAt } from './schema.ts';

export type ReadFile = { ok: true; value: File } | { ok: false; complaints: Complaint[] };
type Path = readonly PropertyKey[];
type Locate = (path: Path) => number | null;

/** Reads the words of a kubewhy.yaml; `name` is how complaints call it. All that is wrong is told at once. */
export function readFile(name: string, words: string): ReadFile {
  const lines = new LineCounter();
  const document = parseDocument(words, { lineCounter: lines });
  if (document.errors.length > 0) {
    const complaints = document.errors.map((error) => ({
      file: name,
      line: lines.linePos(error.pos[0]).line,
      field: '',
      expected: 'YAML',
      found: error.message.split(/ at line \d+/)[0] ?? error.code,
    }));
    return { ok: false, complaints };
  }
  const locate: Locate = (path) => lineOf(document, lines, path);
  const value: unknown = document.toJS() ?? {};
  const parsed = schema.safeParse(value);
  const complaints = parsed.success
    ? contradictions(parsed.data, name, locate)
    : parsed.error.issues.flatMap((issue) => complaintsOf(issue, value, name, locate));
  return parsed.success && complaints.length === 0
    ? { ok: true, value: parsed.data }
    : { ok: false, complaints };
}

function complaintsOf(issue: z.core.$ZodIssue, value: unknown, file: string, locate: Locate): Complaint[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => {
      const path = [...issue.path, key];
      return {
        file,
        line: locate(path),
        field: path.join('.'),
        expected: nearest(key, issue.path),
        found: 'a key nobody reads',
      };
    });
  const found =
    issue.code === 'invalid_key' ? JSON.stringify(issue.path.at(-1)) : shown(at(value, issue.path));
  return [{ file, line: locate(issue.path), field: issue.path.join('.'), expected: issue.message, found }];
}

function nearest(key: string, path: Path): string {
  const keys = keysAt(path);
  const best = closest(key, keys);
  return distance(key, best) <= Math.max(2, key.length / 3) ? best : `one of ${keys.join(', ')}`;
}

/** What the shapes alone cannot tell: names that have to agree. */
function contradictions(value: File, file: string, locate: Locate): Complaint[] {
  const names = (value.clusters ?? []).map((each) => each.name);
  const complaints: Complaint[] = [];
  const complain = (path: Path, expected: string, found: string): void => {
    complaints.push({
      file,
      line: locate(path),
      field: path.join('.'),
      expected,
      found: JSON.stringify(found),
    });
  };
  const mustBeListed = (path: Path, name: string | undefined): void => {
    if (name === undefined || names.includes(name)) return;
    complain(
      path,
      names.length === 0 ? 'a name from clusters, which is not there' : `one of ${names.join(', ')}`,
      name,
    );
  };
  for (const [index, name] of names.entries())
    if (names.indexOf(name) < index)
      complain(['clusters', index, 'name'], 'a name no other cluster has', name);
  mustBeListed(['defaultCluster'], value.defaultCluster);
  for (const [id, channel] of Object.entries(value.channels ?? {}))
    mustBeListed(['channels', id, 'cluster'], channel.cluster);
  return complaints;
}

/** The line of the key at a path, or of the nearest thing around it that is there. */
function lineOf(document: Document, lines: LineCounter, path: Path): number | null {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    const pair = isMap(parent)
      ? parent.items.find((each) => isScalar(each.key) && String(each.key.value) === key)
      : undefined;
    const node = pair?.key ?? document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return document.contents?.range ? lines.linePos(document.contents.range[0]).line : null;
}

function at(value: unknown, path: Path): unknown {
  let current = value;
  for (const key of path)
    current = typeof current === 'object' && current !== null ? Reflect.get(current, key) : undefined;
  return current;
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length <= 60 ? text : `${text.slice(0, 57)}...`;
}
