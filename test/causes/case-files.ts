import { globSync } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Every recorded case: its path without extension, the cause it is a case of, and its name. */
export const caseFiles = globSync('test/cases/*/*.yaml')
  .toSorted()
  .map((file) => ({
    cause: basename(dirname(file)),
    name: basename(file, '.yaml'),
    path: file.replace(/\.yaml$/, ''),
  }));
