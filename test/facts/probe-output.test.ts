import { describe, expect, test } from '@jest/globals';

import { outputWords } from '../../src/facts/probe-output.ts';

describe('what the command of a probe printed, as a sentence quotes it', () => {
  test.each([
    [
      'rows of a table that tell what is wrong',
      'Key                Value\n---                -----\nSeal Type          shamir\nInitialized        true\nSealed             true\nUnseal Progress    0/3\nHA Enabled         false\n',
      'Sealed true, Unseal Progress 0/3',
    ],
    [
      'no headings',
      'NAME      STATUS    LEADER\nnode-a    offline   no\nnode-b    online    yes\n',
      'node-a offline no',
    ],
    [
      'the complaint among other lines',
      'checking 3 members\nmember 8e9e05c52164694d is healthy\nError: context deadline exceeded\n',
      'Error: context deadline exceeded',
    ],
    [
      'one line as it is',
      "cat: can't open '/tmp/ok': No such file or directory\n",
      "cat: can't open '/tmp/ok': No such file or directory",
    ],
    ['the first of lines that tell nothing', 'lag 311\nlimit 100\n', 'lag 311, limit 100'],
    ['a ruler alone', '-----\n', '-----'],
    ['nothing', '\n', ''],
  ])('%s', (_, output, words) => {
    expect(outputWords(output)).toBe(words);
  });
});
