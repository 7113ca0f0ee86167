/** `npm run docs`: writes what is generated from declarations. `test/gates/docs.test.ts` holds that nothing is stale. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { pages } from './docs/pages.ts';

process.chdir(join(import.meta.dirname, '..'));
for (const { path, text } of await pages()) {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  process.stdout.write(`wrote ${path}\n`);
}
