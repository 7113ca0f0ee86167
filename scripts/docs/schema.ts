import { createGenerator } from 'ts-json-schema-generator';

import type { Page } from './pages.ts';

const printed = [
  { type: 'WhyJson', path: 'docs/why.schema.json', title: 'kubewhy why -o json' },
  { type: 'ProblemsJson', path: 'docs/problems.schema.json', title: 'kubewhy problems -o json' },
] as const;

/** The JSON Schemas (draft 7) of what `-o json` prints, made from the types in src/answer.ts and their comments. */
export const schemas = (): Page[] => {
  const generator = createGenerator({
    path: 'src/answer.ts',
    tsconfig: 'tsconfig.json',
    additionalProperties: false,
    encodeRefs: false,
    skipTypeCheck: true,
    sortProps: false,
    topRef: false,
  });
  return printed.map(({ type, path, title }) => {
    const { $schema, ...schema } = generator.createSchema(type);
    return { path, text: `${JSON.stringify({ $schema, title, ...schema }, null, 2)}\n` };
  });
};
