import { readFileSync } from 'node:fs';

import { parseWords } from '../../handlers/parse.ts';
import type { Answer, ProblemsOutcome, WhyOutcome } from '../answer.ts';
import { chooseCluster } from './choose-cluster.ts';
import type { Variables } from './choose-cluster.ts';
import { readOptions } from './options.ts';
import type { TerminalOptions } from './options.ts';
import { bareWhy, recordedTarget, typedFiles } from './sole-target.ts';
import type { BareWhy } from './sole-target.ts';

/** What a line of the terminal comes to. 0 healthy · 1 something is wrong · 2 not understood · 3 the cluster could not be read. */
export type Outcome = { exit: 0 | 1 | 2 | 3; out: string; err: string };
export type Screen = { colour: boolean; width: number };

const exits: { readonly [S in Answer['state']]: 0 | 1 | 3 } = {
  healthy: 0,
  degraded: 1,
  failing: 1,
  unknown: 3,
};
/** Not found is certain only where all that could hold the name was looked at. */
const exitOf = (outcome: Exclude<WhyOutcome, { type: 'answer' }>): 2 | 3 => {
  if (outcome.type === 'not-found') return outcome.unexamined.length > 0 ? 3 : 2;
  return outcome.type === 'unreadable' ? 3 : 2;
};
const said = (exit: Outcome['exit'], out: string): Outcome => ({ exit, out, err: '' });
const complained = (exit: 2 | 3, err: string, out = ''): Outcome => ({ exit, out, err });

const json = async (value: unknown): Promise<string> => {
  const { masked } = await import('../messages/masked.ts');
  return JSON.stringify(masked(value), null, 2);
};

/** A bundle holds a cluster: to look for the one thing in it that somebody means, all of it would have to be read. */
const wholeCluster = ({ files }: TerminalOptions): string =>
  [
    'Why what? These files hold a whole cluster. Name a pod, a workload, a Service or a node, or ask for all:',
    `  kubewhy problems ${typedFiles(files)}`,
  ].join('\n');

const fromFiles = ({ files }: TerminalOptions, asOf?: string): { from?: string; asOf?: string } =>
  files.length === 0 ? {} : { from: typedFiles(files), ...(asOf === undefined ? {} : { asOf }) };

const runWhy = async (args: Line & { parsed: (Parsed & { type: 'why' }) | BareWhy }): Promise<Outcome> => {
  const { parsed, options, env, screen } = args;
  const cluster = parsed.type === 'why' ? parsed.target.cluster : null;
  const [chosen, { why, whySole }] = await Promise.all([
    chooseCluster(options, cluster, env),
    import('../why.ts'),
  ]);
  if (!chosen.ok) return complained(chosen.exit, chosen.lines.join('\n'));
  const { cluster: read, now, files } = chosen;
  const target = parsed.type === 'why' ? parsed.target : recordedTarget(files?.question ?? null);
  if (target === null && files?.bundle === true) return complained(2, wholeCluster(options));
  const namespace = parsed.type === 'why' ? parsed.target.namespace : parsed.namespace;
  const outcome = target === null ? await whySole(read, namespace, now) : await why(read, target, now);
  if (outcome.type === 'answer' && options.output === 'json')
    return said(exits[outcome.answer.state], await json(outcome.answer));
  const { whyText } = await import('../messages/why-text.ts');
  const text = whyText(outcome, { ...screen, ...fromFiles(options, files?.asOf), now: now.toISOString() });
  if (outcome.type === 'answer') return said(exits[outcome.answer.state], text);
  return complained(exitOf(outcome), text, await jsonOf(options, outcome));
};

const runProblems = async (args: Line & { parsed: Parsed & { type: 'problems' } }): Promise<Outcome> => {
  const { parsed, options, env, screen } = args;
  const [chosen, { problems }] = await Promise.all([
    chooseCluster(options, parsed.cluster, env),
    import('../problems.ts'),
  ]);
  if (!chosen.ok) return complained(chosen.exit, chosen.lines.join('\n'));
  const namespace = parsed.all ? null : (parsed.namespace ?? chosen.cluster.namespace);
  const outcome = await problems(chosen.cluster, namespace, chosen.now);
  const shown = { ...screen, ...fromFiles(options, chosen.files?.asOf) };
  if (outcome.type !== 'problems') {
    const { problemsText } = await import('../messages/problems-text.ts');
    const exit = outcome.type === 'not-found' ? 2 : 3;
    return complained(exit, problemsText(outcome, shown), await jsonOf(options, outcome));
  }
  const { groups, unexamined } = outcome.problems;
  // Of files what they hold was asked about, and all of that was read.
  const blind = unexamined.some(({ reason }) => reason !== 'absent');
  const exit = groups.length > 0 ? 1 : blind ? 3 : 0;
  if (options.output === 'json') return said(exit, await json(outcome.problems));
  const { problemsText } = await import('../messages/problems-text.ts');
  return said(exit, problemsText(outcome, { ...shown, namespace, now: chosen.now.toISOString() }));
};

const versionWords: ReadonlySet<string> = new Set(['--version', '-V', 'version']);

/** `kubewhy 0.1.0` */
const version = (): string => {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const named = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return `kubewhy ${named ? String(manifest.version) : '(unknown version)'}`;
};

/** For scripts, an outcome that is no answer: `{apiVersion, type, …}` beside the words on the standard error. */
const jsonOf = ({ output }: TerminalOptions, outcome: WhyOutcome | ProblemsOutcome): Promise<string> | '' =>
  output === 'json' ? json({ apiVersion: 'kubewhy/v1', ...outcome }) : '';

type Parsed = ReturnType<typeof parseWords>;
type Line = {
  options: TerminalOptions;
  env: Variables;
  screen: Screen;
};

/** Runs one line of the terminal: arguments in, words and exit code out. It never throws for what a person typed. */
export const run = async (args: readonly string[], env: Variables, screen: Screen): Promise<Outcome> => {
  const read = readOptions(args);
  if (!read.ok) return complained(2, `kubewhy: ${read.message}`);
  if (versionWords.has(read.options.words[0] ?? '')) return said(0, version());
  const line = { options: read.options, env, screen };
  const bare = read.options.files.length > 0 ? bareWhy(read.options.words) : null;
  if (bare !== null) return runWhy({ ...line, parsed: bare });
  const parsed = parseWords(read.options.words);
  switch (parsed.type) {
    case 'why':
      return runWhy({ ...line, parsed });
    case 'problems':
      return runProblems({ ...line, parsed });
    case 'help': {
      const [{ helpText }, { terminalCommands }] = await Promise.all([
        import('../messages/help.ts'),
        import('../../handlers/commands.ts'),
      ]);
      const more = parsed.topic === null ? `\n\n${terminalHelp}` : '';
      return said(0, `${helpText(terminalCommands, { topic: parsed.topic })}${more}`);
    }
    case 'paste':
      return complained(
        2,
        'kubewhy: there is no window to paste into here. Give a file, or - for what is piped in:\n  kubectl get pod web-1 -n shop -o yaml | kubewhy why -f -',
      );
    case 'complaint': {
      const { complaintText } = await import('../messages/complaint.ts');
      return complained(2, complaintText(parsed));
    }
  }
};

const terminalHelp = `Only in the terminal:
  -o json              the answer as JSON (kubewhy/v1); what is no answer says so in type
  -f FILE|DIR|-        judge objects from files instead of a cluster: YAML or JSON as kubectl prints it, or a bundle as
                       folder or .tar.gz (kubectl cluster-info dump, support bundle, must-gather); - is the standard
                       input. why needs no name where the files are about one thing
  --kubeconfig FILE    instead of KUBECONFIG or ~/.kube/config; --cluster NAME is a context of it
  --version            the name and version of this program
Exit code: 0 healthy, 1 something is wrong, 2 the words were not understood, 3 the cluster could not be read`;
