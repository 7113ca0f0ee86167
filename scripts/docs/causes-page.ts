import { globSync } from 'node:fs';
import { basename } from 'node:path';

import type { Cause } from '../../src/causes/cause.ts';
import { causes } from '../../src/causes/index.ts';
import { catalogueSection } from './catalogue-section.ts';
import { table } from './markdown.ts';

const looks: Readonly<Record<string, string>> = { logs: 'logs', keys: 'key names' };

const section = ({ id, title, signal, rulesOut, looksAt }: Cause): string => {
  const cases = globSync(`test/cases/${id}/*.out`)
    .toSorted()
    .map((file) => `[${basename(file, '.out')}](../${file})`);
  return [
    `## ${id}`,
    `${title}.`,
    `- Told by: ${signal}`,
    `- Looks at: ${looksAt.map((look) => looks[look] ?? look).join(', ')}`,
    `- Rules out, when nothing is found: ${rulesOut}`,
    ...(cases.length === 0 ? [] : [`- Cases: ${cases.join(', ')}`]),
  ]
    .join('\n')
    .replace('\n', '\n\n')
    .replace('\n- ', '\n\n- ');
};

const rows = causes.map(({ id, title, rulesOut }) => [`[${id}](#${id})`, title, rulesOut]);

/** docs/causes.md: every cause, the most specific first, as it is declared in src/causes. */
export const causesPage = (): string => `# Causes

What kubewhy can find, the most specific first: the order in which the causes look. The name in the first column is the
\`cause\` of a finding in \`-o json\`. Each cause is a file of that name in [src/causes](../src/causes); its cases are
recordings of a real cluster (or written from the API's types, where the first line says so), each beside the answer a
person reads.

## What must be told apart

By area, what goes wrong in clusters, and which cause tells it. What the API server alone cannot tell is said as
\`possible\`, with what would settle it; what merely looks like a fault must yield nothing.

${catalogueSection()}

## All causes

${table(['cause', 'what is wrong', 'ruled out when nothing is found'], rows)}

${causes.map(section).join('\n\n')}
`;
