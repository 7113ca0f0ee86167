import { globSync, writeFileSync } from 'node:fs';

import { replay } from '../test/causes/replay.ts';

/**
 * Writes the answer beside every recorded case anew, or beside those named (`oom-killed/limit`): what changed is read,
 * and judged, in the diff.
 */
const named = process.argv.slice(2);
for (const file of globSync('test/cases/*/*.yaml').toSorted()) {
  const path = file.slice(0, -'.yaml'.length);
  if (named.length > 0 && !named.some((name) => path === `test/cases/${name}`)) continue;
  // In turn, so that the first case that cannot be replayed is the one that is named.
  // oxlint-disable-next-line no-await-in-loop
  const { text } = await replay(path);
  writeFileSync(`${path}.out`, `${text}\n`);
}
