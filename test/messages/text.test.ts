import { describe, expect, test } from '@jest/globals';

import { clean, cut, cutMiddle, passage, phrase } from '../../src/messages/text.ts';

describe('clean', () => {
  test.each([
    ['colour', '\u001B[31mred\u001B[0m \u009B1mbold', 'red bold'],
    ['a hyperlink keeps its label', '\u001B]8;;https://evil.example\u001B\\label\u001B]8;;\u001B\\', 'label'],
    ['control characters but line feed and tab', 'a\u0000b\u0007c\td\ne\u007Ff', 'abc\td\nef'],
    ['line ends', 'a\r\nb\rc\u2028d\u0085e', 'a\nb\nc\nd\ne'],
    ['direction marks are shown', 'abc\u202Edcba\u2069', 'abc⟦U+202E⟧dcba⟦U+2069⟧'],
    ['zero width', 'pass\u200Bword\uFEFF\u2060\u00AD', 'password'],
    ['tags', 'a\u{E0041}\u{E007F}b', 'ab'],
    ['lone surrogates', 'a\uD800b\uDC00', 'a�b�'],
    ['towers of marks', `z${'\u0300'.repeat(1000)}`, `z${'\u0300'.repeat(8)}`.normalize('NFC')],
    ['form C', 'e\u0301', 'é'],
    ['emoji stay', '⚠️ 😀', '⚠️ 😀'],
  ])('%s', (_name, text, expected) => {
    expect(clean(text)).toBe(expected);
  });

  test('a flood of marks or of open sequences does not stall it', () => {
    const start = performance.now();
    clean('a\u0316\u0300'.repeat(3_000_000));
    clean('\u001B['.repeat(1_000_000));
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

test('a cut never halves a character and says that it cut', () => {
  expect(cut('short', 5)).toBe('short');
  expect(cut('longer', 5)).toBe('long…');
  expect(cut('ab😀cd', 4)).toBe('ab…');
  expect(cutMiddle('checkout-7d9c5b8f6d-x2k4p', 13)).toBe('checkout…2k4p');
  expect(cutMiddle('😀😀😀😀😀', 6).isWellFormed()).toBe(true);
});

test('a phrase is one line without secrets, a passage keeps its lines', () => {
  const text = '\n  password=hunter2\tx\n\nend  \n';
  expect(phrase(text, 100)).toBe('password=‹masked: password› x end');
  expect(passage(text, 100)).toBe('  password=‹masked: password›  x\n\nend');
  expect(phrase(' \u200B ', 10)).toBe('(empty)');
  expect(passage('\n', 10)).toBe('(empty)');
});

test('an invisible character does not hide a secret, and a cut does not bare one', () => {
  expect(phrase('pass\u200Bword=hun\u202Bter2', 100)).toBe('password=‹masked: password›');
  expect(phrase(`${'x '.repeat(3000)} AKIAIOSFODNN7EXAMPLE`, 6010)).not.toContain('AKIA');
});
