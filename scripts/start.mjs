/** `npm start`: installs what is missing, then runs the bot. */
import { join } from 'node:path';

import { become, findNode } from './launcher/node.mjs';
import { ensurePackages } from './launcher/packages.mjs';
import { root } from './launcher/project.mjs';
import { ensureRedis } from './launcher/redis.mjs';

const node = ensurePackages() && ensureRedis() ? findNode() : null;
if (node === null) process.exitCode = 1;
else become(node, [join(root, 'src', 'main.ts'), ...process.argv.slice(2)]);
