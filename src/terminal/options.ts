/** The options that only the terminal has; the words that are left go to the parser that Slack uses too. */
export type TerminalOptions = {
  output: 'text' | 'json';
  /** Files, folders or `-` to judge instead of a cluster. */
  files: string[];
  kubeconfig: string | null;
  words: string[];
};
export type ReadOptions = { ok: true; options: TerminalOptions } | { ok: false; message: string };

const valued = ['-o', '--output', '-f', '--filename', '--kubeconfig'];

/** Takes the terminal's own options out of the arguments: `-o json`, `--output=json`, `-f FILE`, `--kubeconfig FILE`. */
export const readOptions = (args: readonly string[]): ReadOptions => {
  const options: TerminalOptions = { output: 'text', files: [], kubeconfig: null, words: [] };
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] ?? '';
    const equals = word.startsWith('--') ? word.indexOf('=') : -1;
    const name = equals > 0 ? word.slice(0, equals) : word;
    const glued = /^-o(?:json|text)$/.test(word) ? word.slice(2) : null;
    if (glued === null && !valued.includes(name)) {
      options.words.push(word);
      continue;
    }
    const value = glued ?? (equals > 0 ? word.slice(equals + 1) : args[(index += 1)]);
    if (value === undefined || value === '') return { ok: false, message: `${name} needs a value` };
    if (name === '-f' || name === '--filename') options.files.push(value);
    else if (name === '--kubeconfig') options.kubeconfig = value;
    else if (value === 'json' || value === 'text') options.output = value;
    else return { ok: false, message: `-o takes text or json, not ${JSON.stringify(value)}` };
  }
  return { ok: true, options };
};
