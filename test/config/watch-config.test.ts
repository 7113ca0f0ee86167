import { mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';

import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { pino } from 'pino';

import { type Config, readConfig, type ReadConfig } from '../../src/config.ts';
import { watchConfig } from '../../src/config/watch-config.ts';

let folder: string;
let file: string;
let heard: string[];
let logged: string[];
let turn: PromiseWithResolvers<void>;
let watching: { close(): void };

/** Whatever the watch has to say next, a configuration or a line of log. */
async function next(): Promise<void> {
  await turn.promise;
  turn = Promise.withResolvers();
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kubewhy-test-'));
  file = join(folder, 'kubewhy.yaml');
  await writeFile(file, 'command: /one\n');
  heard = [];
  logged = [];
  turn = Promise.withResolvers();
  const read = (): ReadConfig => readConfig({ env: { KUBEWHY_CONFIG: file } });
  const first = read();
  if (!first.ok) throw new Error('The first configuration is right');
  const words = new Writable({
    write(chunk, _encoding, done) {
      logged.push(String(chunk));
      if (String(chunk).includes('refused')) turn.resolve();
      done();
    },
  });
  const onChange = (config: Config): void => {
    heard.push(config.command);
    turn.resolve();
  };
  watching = watchConfig({ config: first.config, read, onChange, log: pino(words) });
});
afterEach(async () => {
  watching.close();
  await rm(folder, { recursive: true, force: true });
});

test('a change is taken up, a broken one is refused with its line, and the next right one holds', async () => {
  await writeFile(file, 'command: /two\n');
  await next();
  await writeFile(file, 'command: three\n');
  await next();
  expect(logged.at(-1)).toContain('kubewhy.yaml:1: command: expected a slash command');
  await writeFile(file, 'command: /four\n');
  await next();
  expect(heard).toEqual(['/two', '/four']);
});

test('a file that is replaced, as editors and ConfigMaps do, is seen', async () => {
  await writeFile(join(folder, 'new'), 'command: /new\n');
  await rename(join(folder, 'new'), file);
  await next();
  await writeFile(join(folder, 'mapped'), 'command: /mapped\n');
  await symlink('mapped', join(folder, 'link'));
  await rename(join(folder, 'link'), file);
  await next();
  expect(heard).toEqual(['/new', '/mapped']);
});
