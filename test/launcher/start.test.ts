import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from '@jest/globals';

import { newProject, type Project } from './project.ts';

const install = 'install --no-audit --no-fund --no-save --include=dev --loglevel=error';
let project: Project;

beforeEach(async () => {
  project = await newProject();
});
afterEach(() => project.remove());

test('installs once, and again when the lockfile has changed, and runs the bot on the Node it brought', async () => {
  const first = await project.run('scripts/start.mjs', ['--sandbox', 'two words']).ended;
  expect(first).toEqual({
    code: 0,
    signal: null,
    out: `${project.folder}/node_modules/.cache/kubewhy\n[--disable-warning=ExperimentalWarning][${project.folder}/src/main.ts][--sandbox][two words]`,
    err: 'Installing packages (only when they have changed) ...\n',
  });
  expect(await project.run('scripts/start.mjs').ended).toMatchObject({ code: 0, err: '' });
  expect(await project.npmCalls()).toEqual([install]);

  await writeFile(join(project.folder, 'package-lock.json'), '{"changed":true}');
  await project.run('scripts/start.mjs').ended;
  expect(await project.npmCalls()).toEqual([install, install]);
});

test('a failing install is told, and tried again the next time', async () => {
  await project.program('path/npm', `echo "$@" >> '${project.folder}/npm-calls'; exit 1`);
  const failed = {
    code: 1,
    signal: null,
    out: '',
    err:
      'Installing packages (only when they have changed) ...\n' +
      'The packages could not be installed. Run `npm install` here to see why.\n',
  };
  expect(await project.run('scripts/start.mjs').ended).toEqual(failed);
  expect(await project.run('scripts/start.mjs').ended).toEqual(failed);
  expect(await project.npmCalls()).toEqual([install, install]);
});

test.each([
  ['its exit code', 'exit 7', { code: 7, signal: null }],
  ['the signal that ended it', 'kill -KILL $$', { code: null, signal: 'SIGKILL' }],
])('ends as the bot does: with %s', async (_, words, end) => {
  await project.program('node_modules/node/bin/node', words);
  expect(await project.run('scripts/start.mjs').ended).toMatchObject(end);
});

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  'passes %s on, and waits for the bot to finish',
  async (signal) => {
    const trap = `trap 'echo finishing; exit 3' ${signal.slice(3)}`;
    await project.program(
      'node_modules/node/bin/node',
      `${trap}; echo ready; while [ -e "$0" ]; do sleep 0.05; done`,
    );
    const running = project.run('scripts/start.mjs');
    await running.said;
    running.child.kill(signal);
    expect(await running.ended).toMatchObject({ code: 3, out: 'ready\nfinishing\n' });
  },
);
