import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';

import { maskSecrets } from '../../src/messages/mask.ts';
import { harmless, planted } from './secrets.ts';

const shape = /⟪([^⟫]*)⟫/g;

describe('a secret is masked', () => {
  test.each(planted)('%s', (line) => {
    const secrets = [...line.matchAll(shape)].map(([, secret]) => secret ?? '');
    const shown = maskSecrets(line.replaceAll(shape, '$1'));
    for (const secret of secrets) expect(shown).not.toContain(secret);
    expect(shown).toMatch(/‹masked: [A-Za-z ]+›/);
    expect(maskSecrets(shown)).toBe(shown);
  });
});

test.each(harmless)('no secret, so unchanged: %s', (line) => {
  expect(maskSecrets(line)).toBe(line);
});

test('what stands around a secret stays', () => {
  expect(maskSecrets('level=error db_pass=pa55 user=x')).toBe(
    'level=error db_pass=‹masked: password› user=x',
  );
  expect(maskSecrets('postgres://shop:pw@db:5432/shop')).toBe(
    'postgres://shop:‹masked: password›@db:5432/shop',
  );
  expect(maskSecrets('{"name":"API_TOKEN","value":"zz9"},{"name":"LEVEL","value":"debug"}')).toBe(
    '{"name":"API_TOKEN","value":"‹masked: token›"},{"name":"LEVEL","value":"debug"}',
  );
});

const of = (alphabet: string, min: number, max: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...alphabet.split('')), minLength: min, maxLength: max });
const lower = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';
const base62 = lower + lower.toUpperCase() + digits;

test('random base64 of at least 40 characters is masked, 99 times in 100 or more', () => {
  const samples = fc.sample(of(`${base62}+/`, 40, 88), { numRuns: 2000, seed: 7 });
  const missed = samples.filter((sample) => maskSecrets(`value ${sample} end`).includes(sample));
  expect(missed.length).toBeLessThanOrEqual(20);
});

test('random values of named secrets are masked, whatever is in them', () => {
  const names = fc.constantFrom(
    'DB_PASSWORD',
    'apiKey',
    'client_secret',
    'GITHUB_TOKEN',
    'spring.datasource.password',
  );
  const value = of(`${base62}!#%^*_+-./?~`, 8, 40).filter(
    (text) => /\d/.test(text) && /^[A-Za-z0-9]/.test(text),
  );
  const forms = fc.constantFrom(
    (name: string, secret: string) => `${name}=${secret}`,
    (name: string, secret: string) => `{"${name}":"${secret}"}`,
    (name: string, secret: string) => `${name}: '${secret}' # set by helm`,
    (name: string, secret: string) => `export ${name}="${secret}"`,
    (name: string, secret: string) => `- name: ${name}\n  value: ${secret}\n`,
  );
  fc.assert(
    fc.property(names, value, forms, (name, secret, form) => {
      expect(maskSecrets(form(name, secret))).not.toContain(secret);
    }),
    { numRuns: 1000 },
  );
});

test('a megabyte of ordinary log loses at most one line to a wrong guess', () => {
  const hex = of('0123456789abcdef', 32, 32);
  const line = fc
    .record({ hex, name: of(`${lower}${digits}`, 5, 10), number: fc.nat(99_999), path: of(lower, 3, 12) })
    .chain(({ hex: id, name, number, path }) =>
      fc.constantFrom(
        `2026-11-22T10:00:00.${number}Z INFO GET /api/v1/${path}/${number} 200 ${number}ms trace=${id} pod=${path}-7d9c5b8f6d-${name}`,
        `I1122 10:00:00.${number} 1 controller.go:${number}] "Reconciling" ${path}="shop/${path}-${name}" uid="${id}"`,
        `ERROR [${path}-${number}] com.example.${path}.service.${path}Impl - token refresh for user ${name} took ${number} ms`,
        `pulled image registry.example.com:5000/${path}/${name}@sha256:${id}${id} in ${number}ms`,
        `\tat Object.<anonymous> (/app/node_modules/@${path}/${name}/dist/index.js:${number}:12)`,
      ),
    );
  const lines = fc.sample(line, { numRuns: 10_000, seed: 11 });
  const wrong = lines.filter((text) => maskSecrets(text) !== text);
  expect(lines.join('\n').length).toBeGreaterThan(1_000_000);
  expect(wrong.slice(1)).toEqual([]);
});

const repeated = (text: string): string => text.repeat(Math.ceil(1_000_000 / text.length));

test.each(
  [
    'a',
    'eyJ-',
    'password',
    'secret="',
    '://a:',
    '----',
    '-----BEGIN PRIVATE KEY-----',
    ' ',
    'token                ',
    String.raw`password=\"`,
    'aB3/',
    'password=a,',
    'password: |\n  a\n',
    ' -u aaaaaa',
    '&',
    'token=&aaa',
    '\\',
    '/',
    'authorization:',
    '_pass',
    'secretkey',
    'sk-',
    'xoxb',
    '@',
    ':',
    'Bearer ',
    'name: token\nvalue: ',
    "identified by '",
  ].map((text) => [text]),
)('a megabyte of %j takes no more than linear time', (text) => {
  const start = performance.now();
  maskSecrets(repeated(text));
  expect(performance.now() - start).toBeLessThan(10_000);
});
