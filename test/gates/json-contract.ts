import { readFileSync } from 'node:fs';

import { Ajv } from 'ajv';

import { masked } from '../../src/messages/masked.ts';

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

const ajv = new Ajv({ strict: true, allowUnionTypes: true });
ajv.addFormat('date-time', (text) => rfc3339.test(text) && !Number.isNaN(Date.parse(text)));

const check = (path: string): ((value: unknown) => string[]) => {
  const validate = ajv.compile(JSON.parse(readFileSync(path, 'utf8')));
  return (value) => {
    // As it is printed: masked, and through text.
    validate(JSON.parse(JSON.stringify(masked(value))));
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
  };
};

/** What docs/why.schema.json finds wrong with a value that `why -o json` would print; empty where all is well. */
export const whyFaults = check('docs/why.schema.json');

/** The same for `problems -o json` and docs/problems.schema.json. */
export const problemsFaults = check('docs/problems.schema.json');
