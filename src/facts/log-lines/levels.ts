import type { Level } from './log-line.ts';

const words: Readonly<Record<Level, string>> = {
  info: 'trace trce finest finer fine verbose debug dbug dbg config info inf information informational notice note log success ok',
  warn: 'warn wrn warning',
  error:
    'error err eror erro fail severe fatal ftl critical crit crt panic dpanic emerg emergency alert exception',
};

const levels = new Map<string, Level>(
  (['info', 'warn', 'error'] as const).flatMap((level) =>
    words[level].split(' ').map((word) => [word, level]),
  ),
);
const letters = new Map<string, Level>(
  'T V D I N'
    .split(' ')
    .map((letter): [string, Level] => [letter, 'info'])
    .concat([
      ['W', 'warn'],
      ['E', 'error'],
      ['F', 'error'],
      ['C', 'error'],
      ['A', 'error'],
    ]),
);

/** Every word that names a level, for patterns. */
export const levelWords = [...levels.keys()].toSorted((a, b) => b.length - a.length).join('|');

/** The level a word or a single capital letter (`E`, as klog and MongoDB write it) names; null for any other word. */
export const levelNamed = (word: string): Level | null =>
  levels.get(word.toLowerCase()) ?? letters.get(word) ?? null;

/**
 * The level a number names. 10 to 60 are those of pino and bunyan (https://getpino.io/#/docs/api?id=loggerlevels-object),
 * 0 to 7 those of syslog (https://www.rfc-editor.org/rfc/rfc5424#section-6.2.1), thousands those of Logback.
 */
export const levelNumbered = (number: number): Level | null => {
  if (number >= 0 && number <= 7) return number <= 3 ? 'error' : number === 4 ? 'warn' : 'info';
  const tens = number >= 5000 ? number / 1000 : number;
  if (tens < 10 || tens > 60) return null;
  const [warn, error] = number >= 5000 ? [30, 40] : [40, 50];
  if (tens < warn) return 'info';
  return tens < error ? 'warn' : 'error';
};
