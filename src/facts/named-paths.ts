const absolute = /(?<![\w.:/~-])\/[\w@%+=,.-]{1,100}(?:\/[\w@%+=,.-]{1,100}){0,20}/g;

/** Of a long line the beginning. */
const unitsAtMost = 2000;

/** The absolute paths that a line of a log names, in their order; neither those of URLs nor the place of a source line. */
export const pathsIn = (line: string): string[] =>
  [...line.slice(0, unitsAtMost).matchAll(absolute)]
    .filter(({ 0: path, index }) => !/^:\d/.test(line.slice(index + path.length)))
    .map(([path]) => path.replace(/[.,]+$/, ''));
