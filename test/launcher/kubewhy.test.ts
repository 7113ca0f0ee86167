import { mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from '@jest/globals';

import { newProject, type Project } from './project.ts';

let project: Project;

beforeEach(async () => {
  project = await newProject();
});
afterEach(() => project.remove());

test('runs the terminal command on the Node among the packages, words untouched', async () => {
  const { code, out, err } = await project.run('bin/kubewhy', ['why', 'pod/x', '-n', 'two words', '*']).ended;
  const root = `${project.folder}/bin/..`;
  const [cache, call = ''] = out.split('\n');
  expect({ code, cache, err }).toEqual({ code: 0, cache: `${root}/node_modules/.cache/kubewhy`, err: '' });
  // What stands before the file is for Node.
  expect(call.slice(call.indexOf(`[${root}`))).toBe(`[${root}/src/cli.ts][why][pod/x][-n][two words][*]`);
});

test('is found through links, relative and absolute, as npm makes them', async () => {
  await mkdir(join(project.folder, 'links'));
  await symlink('../bin/kubewhy', join(project.folder, 'links/near'));
  await symlink(join(project.folder, 'links/near'), join(project.folder, 'far'));
  expect(await project.run('far', ['help']).ended).toMatchObject({
    code: 0,
    out: expect.stringMatching(/links\/\.\.\/bin\/\.\.\/src\/cli\.ts\]\[help\]$/),
  });
});

test('without packages it says what to run', async () => {
  await rm(join(project.folder, 'node_modules'), { recursive: true });
  expect(await project.run('bin/kubewhy').ended).toMatchObject({
    code: 3,
    out: '',
    err: `kubewhy: its packages are not installed; run: npm install --prefix ${project.folder}\n`,
  });
});

test.each([
  ['v20.20.2', 3],
  ['v24.9.0', 3],
  ['v24.11.1', 3],
  ['v24.12.0', 0],
  ['v26.0.0', 0],
])(
  'installed without a Node of its own it takes %s on the PATH or says what is needed',
  async (version, code) => {
    await rm(join(project.folder, 'node_modules/node'), { recursive: true });
    await project.program('path/node', `if [ "$1" = --version ]; then echo ${version}; fi`);
    expect(await project.run('bin/kubewhy').ended).toMatchObject({
      code,
      err:
        code === 0
          ? ''
          : 'kubewhy: it needs Node 24.12 or newer; run npm install in its folder, which brings one\n',
    });
  },
);
