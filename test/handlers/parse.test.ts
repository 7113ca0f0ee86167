import { describe, expect, test } from '@jest/globals';

import type { Parsed } from '../../handlers/command.ts';
import { commands } from '../../handlers/commands.ts';
import { parseCommand } from '../../handlers/parse.ts';

type Why = Partial<{ kind: string; name: string; namespace: string; cluster: string; words: string }> & {
  me?: boolean;
};

const why = ({ me = false, ...target }: Why): Parsed => ({
  type: 'why',
  target: { words: 'checkout', kind: null, name: 'checkout', namespace: null, cluster: null, ...target },
  me,
});

describe('why', () => {
  test.each<[string, Why]>([
    ['why checkout', {}],
    ['WHY Checkout', { words: 'Checkout' }],
    ['  why   checkout  ', {}],
    ['why\u00a0checkout', {}],
    ['diagnose checkout', {}],
    ['why "checkout"', {}],
    ['why “checkout”', {}],
    ['why ‘checkout’', {}],
    ['why `checkout`', {}],
    ['`why checkout`', {}],
    ['why &lt;checkout&gt;', { words: '<checkout>' }],
    ['why <http://check.out|check.out>', { words: 'check.out', name: 'check.out' }],
    ['why <#C01|checkout>', {}],
    ['why <@U01|checkout>', {}],
    ['why checkout?', {}],
    ['why is checkout failing?', {}],
    ['why is the checkout deployment crashing again', { words: 'checkout deployment', kind: 'Deployment' }],
    ['why checkout in shop', { namespace: 'shop' }],
    ['why deploy/checkout', { words: 'deploy/checkout', kind: 'Deployment' }],
    ['why deployment.apps/checkout', { words: 'deployment.apps/checkout', kind: 'Deployment' }],
    ['why deploy checkout', { words: 'deploy checkout', kind: 'Deployment' }],
    ['why sts/db-0', { words: 'sts/db-0', kind: 'StatefulSet', name: 'db-0' }],
    ['why deploy pending', { words: 'deploy pending', kind: 'Deployment', name: 'pending' }],
    ['why shop/checkout', { words: 'shop/checkout', namespace: 'shop' }],
    ['why shop/deploy/checkout', { words: 'shop/deploy/checkout', namespace: 'shop', kind: 'Deployment' }],
    ['why Pod shop/checkout', { words: 'Pod shop/checkout', namespace: 'shop', kind: 'Pod' }],
    ['why ns/shop', { words: 'ns/shop', kind: 'Namespace', name: 'shop' }],
    ['why node worker-2 -n shop', { words: 'node worker-2', kind: 'Node', name: 'worker-2' }],
    ['why checkout -n shop', { namespace: 'shop' }],
    ['why -n shop checkout', { namespace: 'shop' }],
    ['why -nshop checkout', { namespace: 'shop' }],
    ['why checkout -n=shop', { namespace: 'shop' }],
    ['why checkout –n shop', { namespace: 'shop' }],
    ['why checkout —namespace=shop', { namespace: 'shop' }],
    ['why checkout --namespace "shop"', { namespace: 'shop' }],
    ['why checkout -n Shop', { namespace: 'shop' }],
    ['why shop/checkout -n shop', { words: 'shop/checkout', namespace: 'shop' }],
    ['why widget/checkout -n shop', { words: 'widget/checkout', kind: 'widget', namespace: 'shop' }],
    ['why Widget checkout -n shop', { words: 'Widget checkout', kind: 'widget', namespace: 'shop' }],
    ['why Widget shop/checkout', { words: 'Widget shop/checkout', kind: 'widget', namespace: 'shop' }],
    ['why widget/shop/checkout', { words: 'widget/shop/checkout', kind: 'widget', namespace: 'shop' }],
    ['why checkout --cluster prod-eu', { cluster: 'prod-eu' }],
    ['why checkout --me', { me: true }],
    ['why checkout —me', { me: true }],
    ['why checkout –me', { me: true }],
    ['why checkout --private', { me: true }],
    ['why web-*', { words: 'web-*', name: 'web' }],
    ['why checkout 0/1 CrashLoopBackOff 5 (2m ago) 10m', {}],
    ['why checkout   0/3   3   0   10m', {}],
    ['why shop checkout 0/1 Pending 0 5m', { words: 'shop/checkout', namespace: 'shop' }],
    ['why NAME READY STATUS RESTARTS AGE\ncheckout 0/1 Pending 0 5m\nother 1/1 Running 0 5m', {}],
    ['why pod/checkout 0/1 Pending 0 5m', { words: 'pod/checkout', kind: 'Pod' }],
    ['why checkout NotReady <none> 5d v1.36.0', {}],
    ['why kubectl describe pod checkout -n shop', { words: 'pod checkout', kind: 'Pod', namespace: 'shop' }],
    [
      'why widget.example.com/web',
      { words: 'widget.example.com/web', kind: 'widget.example.com', name: 'web' },
    ],
    ['why certificate web', { words: 'certificate web', kind: 'certificate', name: 'web' }],
    ['why constructor', { words: 'constructor', name: 'constructor' }],
  ])('%s', (text, target) => {
    expect(parseCommand(text)).toEqual(why(target));
  });
});

describe('problems and help', () => {
  const all = { type: 'problems' as const, namespace: null, all: false, cluster: null, me: false };
  test.each<[string, Parsed]>([
    ['problems', all],
    ['problem', all],
    ['problems -A', { ...all, all: true }],
    ['problems –A', { ...all, all: true }],
    ['problems --all-namespaces -n shop', { ...all, all: true }],
    ['problems -n shop --me', { ...all, namespace: 'shop', me: true }],
    ['problems shop', { ...all, namespace: 'shop' }],
    ['problems in shop?', { ...all, namespace: 'shop' }],
    ['problems ns/shop --cluster eu', { ...all, namespace: 'shop', cluster: 'eu' }],
    ['', { type: 'help', topic: null }],
    ['   ', { type: 'help', topic: null }],
    ['help', { type: 'help', topic: null }],
    ['--help', { type: 'help', topic: null }],
    ['?', { type: 'help', topic: null }],
    ['help why', { type: 'help', topic: 'why' }],
    ['help issues', { type: 'help', topic: 'problems' }],
    ['why --help', { type: 'help', topic: 'why' }],
    ['problems -h', { type: 'help', topic: 'problems' }],
  ])('%s', (text, parsed) => {
    expect(parseCommand(text)).toEqual(parsed);
  });
});

describe('words that make no sense bring lines that do', () => {
  test.each<[string, string, string[]]>([
    ['checkout', 'I do not know the command `checkout`', ['why checkout', 'help']],
    ['deploy/checkout -n shop', 'put `why` before it', ['why deploy/checkout -n shop', 'help']],
    ['wyh checkout', 'Did you mean `why`?', ['why checkout', 'help']],
    ['problms -n shop', 'Did you mean `problems`?', ['problems -n shop', 'help']],
    ['pod', 'Which `pod`', ['why pod/NAME', 'problems', 'help']],
    ['!!', 'I do not know the command', ['why checkout', 'problems', 'help']],
    ['why', 'Why what?', ['why checkout']],
    ['why pods', 'Which Pod?', ['why pods/NAME', 'problems']],
    ['why pod/', 'Which Pod?', ['why pod/NAME']],
    ['why x y', 'one thing at a time', ['why x -n y', 'why y -n x']],
    ['why x y z', 'one thing at a time', ['why checkout', 'why deploy/checkout -n shop']],
    ['why a/b/c/d', 'too many slashes', ['why deploy/checkout -n shop']],
    ['why ../../etc', 'too many slashes', ['why deploy/checkout -n shop']],
    ['why -- -checkout', 'cannot be a name', ['why checkout']],
    ['why $(id)', 'cannot be a name', ['why checkout']],
    ['why checkout -n', '`-n` needs a name', []],
    ['why checkout -n --me', '`-n` needs a name', []],
    ['why checkout -n a_b', 'cannot be a namespace', []],
    ['why checkout --namspace shop', 'Did you mean `--namespace`?', []],
    ['why checkout -a', 'Did you mean `-A`?', []],
    ['problems a b', 'one namespace or at all', ['problems -n a', 'problems -A']],
    ['help wyh', 'no command `wyh`', ['help why', 'help']],
  ])('%s', (text, message, suggestions) => {
    const parsed = parseCommand(text);
    if (parsed.type !== 'complaint') throw new Error(`understood as ${parsed.type}`);
    expect(parsed.message).toContain(message);
    expect(parsed.suggestions).toEqual(suggestions);
  });

  test.each([
    ['one long word', 'x'.repeat(100_000)],
    ['a pasted log', 'why checkout\nstack line of the trace\n'.repeat(2500)],
  ])('%s is politely refused', (_, text) => {
    expect(parseCommand(text)).toMatchObject({
      type: 'complaint',
      suggestions: ['why checkout -n shop', 'help'],
    });
  });
});

describe('the declarations', () => {
  const examples = commands.flatMap(({ name, examples: lines }) =>
    lines.map((line) => [line, name] as const),
  );
  test.each(examples)('the example "%s" is understood', (line, name) => {
    expect(parseCommand(line).type).toBe(name);
  });

  test('no word means two commands', () => {
    const words = commands.flatMap(({ name, aliases }) => [name, ...aliases]);
    expect(new Set(words).size).toBe(words.length);
  });
});
