import { readFileSync } from 'node:fs';

import { run } from '../../src/terminal/run.ts';
import { causesPage } from './causes-page.ts';
import { commandsPage } from './commands-page.ts';
import { between } from './markdown.ts';
import { rbac, secretNames } from './rbac.ts';
import { roomsSection } from './rooms-section.ts';
import { schemas } from './schema.ts';
import { shapes } from './shapes.ts';

/** A file that is written from declarations, whole or between two marks. */
export type Page = { path: string; text: string };

const question = 'why catalog -n shop -f src/sandbox/cluster/recordings';

const answer = async (): Promise<string> => {
  const { out, err } = await run(question.split(' '), {}, { colour: false, width: 100 });
  if (out === '') throw new Error(`the example of the README has no answer: ${err}`);
  return `\`\`\`\n$ bin/kubewhy ${question}\n${out}\n\`\`\``;
};

/** Every written file with the text it should have. Reads the project from the current folder. */
export const pages = async (): Promise<Page[]> => [
  { path: 'docs/causes.md', text: causesPage() },
  { path: 'docs/commands.md', text: await commandsPage() },
  ...schemas(),
  { path: 'src/cluster/shapes.json', text: shapes() },
  { path: 'deploy/rbac.yaml', text: rbac() },
  { path: 'deploy/optional/secret-names.yaml', text: secretNames() },
  {
    path: 'ARCHITECTURE.md',
    text: between(readFileSync('ARCHITECTURE.md', 'utf8'), 'rooms', roomsSection()),
  },
  { path: 'README.md', text: between(readFileSync('README.md', 'utf8'), 'answer', await answer()) },
];
