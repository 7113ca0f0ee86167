import { YAMLException } from 'js-yaml';
import { LineCounter, parseAllDocuments } from 'yaml';

import type { Surroundings } from './add-objects.ts';
import { addDocument, cutFieldPaths } from './add-objects.ts';
import { withoutMark } from './decode-text.ts';
import { dropNulls } from './drop-nulls.ts';
import { takeDumpLogs } from './dump-logs.ts';
import { errorWords } from './error-code.ts';
import { jsonDocuments } from './json-documents.ts';
import type { Recording } from './recording-format.ts';
import { emptyRecording } from './recording-format.ts';
import { yamlDocuments } from './yaml-documents.ts';

/** Why a file is no recording. `document` and `line` count from 1; they are null where the file itself is the matter. */
export type RecordingComplaint = {
  file: string;
  document: number | null;
  line: number | null;
  expected: string;
};

export type RecordingRead = { ok: true; recording: Recording } | { ok: false; complaint: RecordingComplaint };

/** Above this, in characters, the parser that knows the place of every mistake would need gigabytes. */
const longestForPlaces = 8 * 1024 * 1024;

type Documents = { values: unknown[] } | { error: unknown };

/** The documents of a text, by the quick parsers: JSON, then YAML without aliases (which could unfold without bound). */
const quickly = (text: string): Documents => {
  const json = /^\s*[[{]/.test(text) ? jsonDocuments(text) : null;
  if (json !== null) return { values: json };
  try {
    return { values: yamlDocuments(text) };
  } catch (error) {
    return { error };
  }
};

const fresh = (): Recording => ({ ...emptyRecording(), whole: [] });

/** A capture holds all that was read: what is not in it was not there, unless it says that it is partial. */
const finished = (recording: Recording): RecordingRead => {
  if (recording.at !== null && recording.partial !== true) delete recording.whole;
  else for (const object of recording.objects) cutFieldPaths(object);
  return { ok: true, recording };
};

/** Where js-yaml stumbled, for texts that are too long for a second look. */
const complaintAt = (file: string, error: unknown): RecordingRead => {
  const known = error instanceof YAMLException;
  const line = known && error.mark !== undefined && error.mark !== null ? error.mark.line + 1 : null;
  const expected = `valid YAML or JSON: ${known ? error.reason : errorWords(error)}`;
  return { ok: false, complaint: { file, document: null, line, expected } };
};

/** The same by the parser that knows aliases, merge keys, and the line of every mistake. */
const thoroughly = (
  recording: Recording,
  text: string,
  file: string,
  around: Surroundings,
): RecordingRead => {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, merge: true });
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
      // As JSON: an alias that stands within its own anchor would be walked without end.
      value = JSON.parse(JSON.stringify(document.toJS() ?? null));
    } catch (failure) {
      // An alias without its anchor, or aliases that would unfold without bound.
      return complain(start, `valid YAML: ${errorWords(failure)}`);
    }
    dropNulls(value);
    const expected = addDocument(recording, value, around);
    if (expected !== null) return complain(start, expected);
  }
  return finished(recording);
};

/**
 * Reads a recording: YAML or JSON documents as kubectl prints them, lists taken apart; what `kubectl cluster-info dump`
 * prints into one stream, logs and all; and own documents (recording-format.ts). A namespaced object without a namespace
 * gets that of its surroundings, or `default`, as with kubectl. Secrets and ConfigMaps keep their values here, and lose
 * them when a recorded cluster hands them out.
 */
export const parseRecording = (
  text: string,
  file: string,
  around: Surroundings = { kind: null, namespace: null },
): RecordingRead => {
  const { rest, logs } = takeDumpLogs(withoutMark(text));
  const documents = quickly(rest);
  if ('values' in documents) {
    const recording = { ...fresh(), logs: [...logs] };
    for (const [index, value] of documents.values.entries()) {
      dropNulls(value);
      const expected = addDocument(recording, value, around);
      if (expected === null) continue;
      if (rest.length <= longestForPlaces && logs.length === 0)
        return thoroughly(fresh(), rest, file, around);
      return { ok: false, complaint: { file, document: index + 1, line: null, expected } };
    }
    return finished(recording);
  }
  if (rest.length > longestForPlaces) return complaintAt(file, documents.error);
  return thoroughly({ ...fresh(), logs: [...logs] }, rest, file, around);
};
