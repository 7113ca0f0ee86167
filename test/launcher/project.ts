import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const real = join(import.meta.dirname, '../..');

/** A copy of the launcher in a folder where a test decides what npm and Node are and what they do. */
export type Project = {
  folder: string;
  /** A program on the PATH; `words` are those of a shell script. */
  program(path: string, words: string): Promise<void>;
  run(file: string, words?: string[], env?: Record<string, string>): Running;
  npmCalls(): Promise<string[]>;
  remove(): Promise<void>;
};
export type Running = {
  child: ChildProcess;
  /** Resolves when standard output has something. */
  said: Promise<void>;
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; out: string; err: string }>;
};

export async function newProject(): Promise<Project> {
  const folder = await mkdtemp(join(tmpdir(), 'kubewhy-test-'));
  await cp(join(real, 'scripts'), join(folder, 'scripts'), { recursive: true });
  await cp(join(real, 'bin'), join(folder, 'bin'), { recursive: true });
  await writeFile(join(folder, 'package-lock.json'), '{}');
  const started: ChildProcess[] = [];
  const project: Project = {
    folder,
    async program(path, words) {
      const file = join(folder, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, `#!/bin/sh\n${words}\n`);
      await chmod(file, 0o755);
    },
    run(file, words = [], env = {}) {
      const running = run(folder, file, words, env);
      started.push(running.child);
      return running;
    },
    async npmCalls() {
      const words = await readFile(join(folder, 'npm-calls'), 'utf8').catch(() => '');
      return words.split('\n').filter((line) => line !== '');
    },
    async remove() {
      for (const child of started) child.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
  // Installing brings a Node that tells how it was called.
  await project.program('path/npm', `echo "$@" >> '${folder}/npm-calls'; mkdir -p node_modules`);
  await project.program('node_modules/node/bin/node', 'echo "$NODE_COMPILE_CACHE"; printf "[%s]" "$@"');
  return project;
}

function run(folder: string, file: string, words: string[], env: Record<string, string>): Running {
  const [program, ...rest] = file.endsWith('.mjs')
    ? [process.execPath, join(folder, file)]
    : [join(folder, file)];
  const child = spawn(program ?? '', [...rest, ...words], {
    cwd: tmpdir(),
    env: { PATH: `${join(folder, 'path')}:/usr/bin:/bin`, REDIS_URL: 'redis://elsewhere', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  const said = Promise.withResolvers<void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    said.resolve();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const ended = Promise.withResolvers<Awaited<Running['ended']>>();
  child.once('error', ended.reject);
  child.once('close', (code, signal) => ended.resolve({ code, signal, out, err }));
  return { child, said: said.promise, ended: ended.promise };
}
