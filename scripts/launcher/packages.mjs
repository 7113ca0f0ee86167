import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { root, say } from './project.mjs';

const stamp = join(root, 'node_modules', '.kubewhy-installed');

/**
 * Installs the packages when they are missing or older than the lockfile. False when npm could not.
 * `npm ci` is not used: it would empty node_modules first, under a bot that may be running from it.
 */
export function ensurePackages() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return true;
  say('Installing packages (only when they have changed) ...');
  // --no-save leaves the lockfile as it is; --include=dev because the right Node comes as a development package.
  const npm = ['install', '--no-audit', '--no-fund', '--no-save', '--include=dev', '--loglevel=error'];
  // Standard output is kept free for the program that follows.
  const { status, error } = spawnSync('npm', npm, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) {
    say(
      `The packages could not be installed${error ? `: ${error.message}` : ''}. Run \`npm install\` here to see why.`,
    );
    return false;
  }
  writeFileSync(stamp, wanted);
  return true;
}
