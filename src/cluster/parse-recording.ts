import { LineCounter, parseAllDocuments } from 'yaml';

import { kinds } from '../facts/kinds.ts';
import { dropNulls } from './drop-nulls.ts';
import { errorWords } from './error-code.ts';
import { addOwnDocument } from './own-documents.ts';
import type { RecordedObject, Recording } from './recording-format.ts';
import { emptyRecording } from './recording-format.ts';

/** Why a file is no recording. `document` and `line` count from 1; they are null where the file itself is the matter. */
export type RecordingComplaint = {
  file: string;
  document: number | null;
  line: number | null;
  expected: string;
};

export type RecordingRead = { ok: true; recording: Recording } | { ok: false; complaint: RecordingComplaint };

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isObject = (value: Fields): value is RecordedObject =>
  typeof value['apiVersion'] === 'string' &&
  typeof value['kind'] === 'string' &&
  isFields(value['metadata']) &&
  typeof value['metadata']['name'] === 'string' &&
  value['metadata']['name'] !== '';

const addObject = (into: Recording, value: Fields): string | null => {
  const { apiVersion, kind, metadata } = value;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string')
    return 'a Kubernetes object: a mapping with apiVersion, kind and metadata';
  const known = kinds.find((each) => each.kind === kind);
  // Kustomizations and values of other tools lie beside manifests; they are no cluster's objects.
  if (!isObject(value)) {
    if (known === undefined && !isFields(metadata)) return null;
    return `metadata.name of this ${kind}, a text that is not empty`;
  }
  if (value.metadata.namespace !== undefined && typeof value.metadata.namespace !== 'string')
    return `metadata.namespace of ${kind} ${value.metadata.name}, a text`;
  if (known?.namespaced === true) value.metadata.namespace ??= 'default';
  into.objects.push(value);
  return null;
};

const addItems = (into: Recording, list: Fields, items: readonly unknown[]): string | null => {
  const kind = String(list['kind']).replace(/List$/, '');
  const shared = kind === '' ? {} : { apiVersion: list['apiVersion'], kind };
  for (const item of items) {
    if (!isFields(item)) return 'items that are mappings';
    const expected = addObject(into, { ...shared, ...item });
    if (expected !== null) return expected;
  }
  return null;
};

const addDocument = (into: Recording, value: unknown): string | null => {
  if (value === null || value === undefined) return null;
  if (!isFields(value)) return 'a Kubernetes object: a mapping with apiVersion, kind and metadata';
  const { apiVersion, kind, items } = value;
  if (apiVersion === 'kubewhy/v1') return addOwnDocument(into, value);
  if (typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items))
    return addItems(into, value, items);
  return addObject(into, value);
};

/**
 * One JSON document, as `kubectl get -o json` prints it: a hundredth of the time that the YAML parser needs. Null where
 * the text is something else, or wrong: the YAML parser reads the rest, and knows the line of a mistake.
 */
const fromJson = (text: string): Recording | null => {
  if (!text.startsWith('{')) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Several documents, YAML in flow style, or torn JSON.
    return null;
  }
  dropNulls(value);
  const recording = emptyRecording();
  return addDocument(recording, value) === null ? recording : null;
};

/**
 * Reads a recording: YAML or JSON documents as `kubectl get -o yaml` prints them, and own documents
 * (recording-format.ts). Lists are taken apart; a namespaced object without a namespace gets `default`, as with kubectl.
 * Secrets and ConfigMaps keep their values here, and lose them when a recorded cluster hands them out.
 */
export const parseRecording = (text: string, file: string): RecordingRead => {
  const json = fromJson(text.trimStart());
  if (json !== null) return { ok: true, recording: json };
  const recording = emptyRecording();
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines });
  for (const [index, document] of (Array.isArray(documents) ? documents : []).entries()) {
    const complain = (offset: number, expected: string): RecordingRead => {
      const { line } = lines.linePos(offset);
      return { ok: false, complaint: { file, document: index + 1, line, expected } };
    };
    const error = document.errors[0];
    if (error !== undefined)
      return complain(error.pos[0], `valid YAML: ${error.message.split('\n')[0] ?? ''}`);
    const start = document.contents?.range?.[0] ?? 0;
    let value: unknown;
    try {
      value = document.toJS();
    } catch (failure) {
      // An alias without its anchor, or aliases that would unfold without bound.
      return complain(start, `valid YAML: ${errorWords(failure)}`);
    }
    dropNulls(value);
    const expected = addDocument(recording, value);
    if (expected !== null) return complain(start, expected);
  }
  return { ok: true, recording };
};
