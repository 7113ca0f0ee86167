import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from '@jest/globals';

import { newProject, type Project } from './project.ts';

let project: Project;

beforeEach(async () => {
  project = await newProject();
  // Looks on the test's own PATH alone, as the person it is told to be.
  await writeFile(
    join(project.folder, 'ensure.mjs'),
    `import { ensureRedis } from './scripts/launcher/redis.mjs';
     const env = { PATH: process.argv[2], ...(process.argv[4] ? { REDIS_URL: process.argv[4] } : {}) };
     process.exitCode = ensureRedis(env, [], process.argv[3] === 'root') ? 0 : 1;`,
  );
});
afterEach(() => project.remove());

async function ensure(who: 'root' | 'anybody', url = ''): Promise<{ code: number | null; err: string }> {
  const { code, err } = await project.run('ensure.mjs', [join(project.folder, 'path'), who, url]).ended;
  return { code, err };
}

test.each(['redis-server', 'valkey-server'])('%s on the PATH is enough', async (server) => {
  await project.program(`path/${server}`, 'exit 0');
  expect(await ensure('anybody')).toEqual({ code: 0, err: '' });
});

test('with REDIS_URL none is needed', async () => {
  expect(await ensure('anybody', 'redis://elsewhere')).toEqual({ code: 0, err: '' });
});

test.each([
  ['brew', 'brew install redis'],
  ['apt-get', 'sudo apt-get install -y redis-server'],
  ['dnf', 'sudo dnf install -y valkey'],
  ['apk', 'sudo apk add redis'],
  ['nothing-known', 'a package named redis or valkey'],
])('where there is %s, the one command is named', async (manager, command) => {
  await project.program(`path/${manager}`, 'exit 0');
  expect(await ensure('anybody')).toEqual({
    code: 1,
    err:
      'kubewhy keeps its requests in Redis, and no redis-server or valkey-server is installed. Install it:\n\n' +
      `  ${command}\n\nor set REDIS_URL to a Redis that runs.\n`,
  });
});

test('root on Debian gets it installed, with fresh package lists where there are none yet', async () => {
  const path = join(project.folder, 'path');
  await project.program(
    'path/apt-get',
    `if [ "$1" = update ]; then : > '${path}/lists'; exit 0; fi
     [ -e '${path}/lists' ] || exit 100
     printf '#!/bin/sh\\n' > '${path}/redis-server'; /bin/chmod +x '${path}/redis-server'`,
  );
  expect(await ensure('root')).toEqual({ code: 0, err: 'Installing Redis with apt-get ...\n' });
});

test('root whose apt-get fails is told what to do', async () => {
  await project.program('path/apt-get', 'exit 100');
  expect(await ensure('root')).toMatchObject({
    code: 1,
    err: expect.stringContaining('sudo apt-get install -y redis-server'),
  });
});
