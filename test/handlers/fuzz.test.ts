import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';

import { parseCommand, parseWords } from '../../handlers/parse.ts';

const pieces = fc.constantFrom(
  ...'why problems help pod deploy/ shop/ -n —me --cluster= “ " \' ` &lt; <@U1| > 0/1 NAME – -- / = * __proto__'.split(
    ' ',
  ),
  ...'in is 5m (2m - --- -n= why= Deployment/ a/b/c .. …'.split(' '),
  '\u200b',
  '\u00a0',
  '\n',
);
const junk = fc.oneof(pieces, fc.string({ maxLength: 12 }), fc.string({ unit: 'binary', maxLength: 6 }));
const line = fc.array(junk, { maxLength: 14 });

test('parsing never throws, and a name and a namespace are such as the API takes', () => {
  fc.assert(
    fc.property(line, fc.constantFrom(' ', ''), (words, between) => {
      const parsed = parseCommand(`why ${words.join(between)}`);
      const { name, namespace } =
        parsed.type === 'why' ? parsed.target : { name: 'complained', namespace: null };
      expect(name).toMatch(/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/);
      expect(namespace ?? 'none').toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
    }),
    { numRuns: 3000 },
  );
});

test('words from a shell never throw, and a complaint is short', () => {
  fc.assert(
    fc.property(line, (words) => {
      const parsed = parseWords(words);
      const said =
        parsed.type === 'complaint' ? [parsed.message, ...parsed.suggestions].join(' ') : 'understood';
      expect(said.length).toBeGreaterThan(0);
      expect(said.length).toBeLessThan(1000);
    }),
    { numRuns: 2000 },
  );
});
