import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. These files run on any Node from 20.0, which has no `import.meta.dirname`. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** @param {string} words */
export function say(words) {
  process.stderr.write(`${words}\n`);
}
