/**
 * `npm test`: everything but the tests that need a real cluster. `npm test -- PATH...`: jest alone, on these paths.
 * `npm run check`: what is wrong at a glance, in under a minute. `npm run test:live`: against the cluster in KUBECONFIG.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { environment, findNode } from './launcher/node.mjs';
import { ensurePackages } from './launcher/packages.mjs';
import { root, say } from './launcher/project.mjs';
import { ensureRedis } from './launcher/redis.mjs';

/** Rooms whose tests start no other program: `npm run check` runs these. */
const PURE =
  'facts causes engine checks remedies diagnosis incidents policy messages handlers jobs config gates';

/** @type {[name: string, command: string[]][]} */
const STATIC = [
  ['types', ['tsc']],
  ['lint', ['oxlint']],
  ['format', ['oxfmt', '--check']],
  ['dead code', ['knip']],
];

/**
 * @param {string[]} words
 * @returns {[name: string, command: string[]][]}
 */
function steps(words) {
  if (words[0] === '--live') {
    const live = ['jest', '--testMatch', '<rootDir>/test/live/**/*.test.ts'];
    return [
      [
        'live tests',
        [...live, '--testPathIgnorePatterns', '/node_modules/', '--runInBand', ...words.slice(1)],
      ],
    ];
  }
  if (words[0] === '--quick')
    return [...STATIC, ['tests', ['jest', `test/(${PURE.replaceAll(' ', '|')})/`, 'test/[^/]+.test.ts']]];
  return words.length > 0 ? [['tests', ['jest', ...words]]] : [...STATIC, ['tests', ['jest']]];
}

function run(node, [program, ...words]) {
  const env = {
    ...environment(),
    NODE_OPTIONS: '--disable-warning=ExperimentalWarning --experimental-vm-modules',
  };
  const file = join(root, 'node_modules', '.bin', program);
  return spawnSync(node, [file, ...words], { cwd: root, env, stdio: 'inherit' }).status === 0;
}

function canRun(words) {
  if (words[0] === '--live' && !existsSync(process.env.KUBECONFIG ?? '')) {
    say(
      'The live tests need a cluster that may be broken and mended: set KUBECONFIG to the path of its kubeconfig.',
    );
    return false;
  }
  return ensurePackages() && (words[0] === '--quick' || ensureRedis());
}

function main(words) {
  const node = canRun(words) ? findNode() : null;
  if (node === null) return 1;
  const results = steps(words).map(([name, command]) => {
    say(`\n== ${name}`);
    const begun = Date.now();
    const passed = run(node, command);
    return `${passed ? 'passed' : 'FAILED'}  ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`;
  });
  say(`\n${results.join('\n')}`);
  return results.every((each) => each.startsWith('passed')) ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
