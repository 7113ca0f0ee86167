import { readFileSync } from 'node:fs';

import type { Complaint } from './complaint.ts';
import { errorCode, errorWords } from './error-code.ts';
import type { Entry } from './kubeconfig-file.ts';
import { pathIn } from './kubeconfig-file.ts';

/** Reads the fields of one kubeconfig entry; every field that is not as it must be lands in `complaints`. */
export type FieldReader = {
  text(field: string): string | null;
  flag(field: string): boolean;
  texts(field: string): string[];
  /** PEM text from `FIELD-data` (base64), or from the file that `FIELD` names; the first wins, as in kubectl. */
  pem(field: string): string | null;
  wrong(field: string, expected: string): void;
};

// The quantifiers do not overlap, so the time is linear in the length.
const base64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/;

const present = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

export const fieldReader = (entry: Entry, complaints: Complaint[]): FieldReader => {
  const wrong = (field: string, expected: string): void => {
    complaints.push({ file: entry.file, field: `${entry.path}.${field}`, expected });
  };

  const text = (field: string): string | null => {
    const value = entry.fields[field];
    if (!present(value)) return null;
    if (typeof value === 'string') return value;
    wrong(field, 'a text');
    return null;
  };

  const pemOf = (field: string, content: string): string | null => {
    if (content.includes('-----BEGIN ')) return content;
    wrong(field, 'PEM (a text with -----BEGIN … in it)');
    return null;
  };

  return {
    text,
    wrong,
    flag(field) {
      const value = entry.fields[field] ?? false;
      if (typeof value === 'boolean') return value;
      wrong(field, 'true or false');
      return false;
    },
    texts(field) {
      const value = entry.fields[field];
      if (!present(value)) return [];
      if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
      wrong(field, 'a list of texts');
      return [];
    },
    pem(field) {
      const encoded = text(`${field}-data`);
      if (encoded !== null) {
        if (base64.test(encoded))
          return pemOf(`${field}-data`, Buffer.from(encoded, 'base64').toString('utf8'));
        wrong(`${field}-data`, 'base64 without line noise');
        return null;
      }
      const named = text(field);
      if (named === null) return null;
      const path = pathIn(entry, named);
      try {
        return pemOf(field, readFileSync(path, 'utf8'));
      } catch (error) {
        const code = errorCode(error) ?? errorWords(error);
        wrong(field, `a file that can be read; ${path} cannot (${code})`);
        return null;
      }
    },
  };
};
