import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { root, say } from './project.mjs';

/** From this version on Node runs TypeScript as it stands, https://nodejs.org/api/typescript.html */
const NEEDED = [24, 12];

/** The Node that runs the project: the one among its packages, else this one if it is new enough, else null. */
export function findNode() {
  const own = join(root, 'node_modules', 'node', 'bin', 'node');
  if (existsSync(own)) return own;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return process.execPath;
  say(
    `This needs Node ${NEEDED.join('.')} or newer, which is a package of the project and is not there; this Node is ${process.versions.node}.\n` +
      'Run `npm rebuild node` (npm must be allowed to run the install script of the package "node").',
  );
  return null;
}

/** The environment of the project's programs: the right Node first, and compiled code kept between runs. */
export function environment(env = process.env) {
  return {
    NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'kubewhy'),
    ...env,
    PATH: [join(root, 'node_modules', '.bin'), env.PATH ?? ''].join(delimiter),
  };
}

/**
 * Runs a TypeScript file in place of this process: its exit code or signal becomes this one's, and signals are passed
 * on. On a terminal Ctrl-C reaches both by itself, so there it is not passed on a second time.
 * @param {string} node
 * @param {string[]} words the file and its arguments
 */
export function become(node, words, env = environment()) {
  // Before it starts: a signal in between would end this process alone. None is handled before the child is there.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...words], { stdio: 'inherit', env });
  child.on('error', (error) => {
    say(`${node} could not be started: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
