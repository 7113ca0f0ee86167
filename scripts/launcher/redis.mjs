import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

import { say } from './project.mjs';

/** Where package managers put programs that a bare PATH does not name; the bot looks in the same places. */
const USUAL_PLACES = ['/usr/bin', '/usr/sbin', '/usr/local/bin', '/opt/homebrew/bin'];

/** The way to a Redis on each system, by its package manager; the first that is there is named. */
const INSTALLERS = [
  ['brew', 'brew install redis'],
  ['apt-get', 'sudo apt-get install -y redis-server'],
  ['dnf', 'sudo dnf install -y valkey'],
  ['yum', 'sudo yum install -y redis'],
  ['apk', 'sudo apk add redis'],
  ['zypper', 'sudo zypper install -y redis'],
  ['pacman', 'sudo pacman -S --noconfirm valkey'],
];

/**
 * Sees to it that a Redis can be started, unless REDIS_URL names one that runs. As root on Debian or Ubuntu it is
 * installed; elsewhere the one command is named. False when there is none.
 */
export function ensureRedis(env = process.env, usual = USUAL_PLACES, isRoot = process.getuid?.() === 0) {
  const has = (program) => found(program, env.PATH ?? '', usual);
  if (env.REDIS_URL || has('redis-server') || has('valkey-server')) return true;
  if (isRoot && has('apt-get')) {
    say('Installing Redis with apt-get ...');
    if (apt(env) && has('redis-server')) return true;
  }
  const command = INSTALLERS.find(([program]) => has(program))?.[1] ?? 'a package named redis or valkey';
  say(
    `kubewhy keeps its requests in Redis, and no redis-server or valkey-server is installed. Install it:\n\n  ${command}\n\n` +
      'or set REDIS_URL to a Redis that runs.',
  );
  return false;
}

/** A fresh machine has no package lists yet, so they are fetched when the first try fails. */
function apt(env) {
  const run = (...words) =>
    spawnSync('apt-get', words, {
      env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'ignore', 2],
    }).status === 0;
  const install = ['install', '-y', '-qq', '--no-install-recommends', 'redis-server'];
  return run(...install) || (run('update', '-qq') && run(...install));
}

function found(program, path, usual) {
  return [...path.split(delimiter), ...usual].some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return folder !== '';
    } catch {
      return false;
    }
  });
}
