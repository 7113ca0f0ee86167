/** `node scripts/run.mjs FILE.ts ...`: runs one of the project's TypeScript files on the right Node, from any Node. */
import { become, findNode } from './launcher/node.mjs';
import { ensurePackages } from './launcher/packages.mjs';

const node = ensurePackages() ? findNode() : null;
if (node === null) process.exitCode = 1;
else become(node, process.argv.slice(2));
