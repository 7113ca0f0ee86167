import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { replay } from '../test/causes/replay.ts';

/** Writes the answer beside every recorded case anew: what changed is read, and judged, in the diff. */
const root = join(import.meta.dirname, '..', 'test', 'cases');
for (const cause of readdirSync(root)) {
  for (const file of readdirSync(join(root, cause)).filter((name) => name.endsWith('.yaml'))) {
    const path = join(root, cause, file.slice(0, -'.yaml'.length));
    // In turn, so that the first case that cannot be replayed is the one that is named.
    // oxlint-disable-next-line no-await-in-loop
    const { text } = await replay(path);
    writeFileSync(`${path}.out`, `${text}\n`);
  }
}
