import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from '@jest/globals';

import { complaintsIn } from '../../src/facts/log-lines.ts';

/** The logs of a file: behind `--- ` what a sentence quotes, and below it how the software ends its log. */
const logsOf = (file: string): { quote: string; log: string[] }[] =>
  readFileSync(join(import.meta.dirname, 'log-quotes', `${file}.txt`), 'utf8')
    .split(/^--- /m)
    .slice(1)
    .map((part) => {
      const [quote = '', ...log] = part.trimEnd().split('\n');
      return { quote, log };
    });

test.each(['software', 'more-software'].flatMap(logsOf))('$quote', ({ quote, log }) => {
  expect(complaintsIn(log).at(-1)?.quote).toBe(quote);
});
