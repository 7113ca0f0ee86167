import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, relative, resolve } from 'node:path';

import type { Complaint } from './config/complaint.ts';
import { type Environment, readEnvironment, type Variables } from './config/environment.ts';
import { readFile as readWords } from './config/read-file.ts';

/** `kubeconfig` null is the usual one; `context` null is the current one. */
export type ClusterSettings = { name: string; kubeconfig: string | null; context: string | null };

/** What holds in one channel; null is what holds everywhere. */
export type ChannelSettings = {
  namespace: string | null;
  cluster: string | null;
  answers: 'open' | 'private' | null;
};

export type Config = Environment & {
  /** The file that was read, or null where there is none. */
  file: string | null;
  /** Empty where the file names none: then the kubeconfig's current context is the one cluster. */
  clusters: ClusterSettings[];
  defaultCluster: string | null;
  /** By the channel's id. */
  channels: Record<string, ChannelSettings>;
  /** With its slash. */
  command: string;
};

export type ReadConfig = { ok: true; config: Config } | { ok: false; complaints: Complaint[] };

/**
 * Reads the environment and kubewhy.yaml. `readFile` gives a file's words, or null where there is none; what it
 * throws becomes a complaint. All that is wrong, in both, is told at once.
 */
export function readConfig({
  env,
  readFile = fileOrNull,
}: {
  env: Variables;
  readFile?: (path: string) => string | null;
}): ReadConfig {
  const environment = readEnvironment(env);
  // A wrong variable must not hide what is wrong in the file.
  const { configFile } = environment.ok ? environment.environment : fileAlone(env);
  const name = shortest(configFile.path);
  const complaints = environment.ok ? [] : environment.complaints;
  let words: string | null = '';
  try {
    words = readFile(configFile.path);
  } catch (error) {
    const found = Error.isError(error) ? error.message : String(error);
    complaints.push({ file: name, line: null, field: '', expected: 'a file that can be read', found });
  }
  if (words === null && configFile.named)
    complaints.push({
      file: null,
      line: null,
      field: 'KUBEWHY_CONFIG',
      expected: 'the path of a file',
      found: `nothing at ${name}`,
    });
  const file = readWords(name, words ?? '');
  if (!file.ok) complaints.push(...file.complaints);
  if (!environment.ok || !file.ok || complaints.length > 0) return { ok: false, complaints };

  const { clusters = [], channels = {}, defaultCluster, command = '/k8s' } = file.value;
  const config: Config = {
    ...environment.environment,
    file: words === null ? null : configFile.path,
    clusters: clusters.map((each) => ({
      name: each.name,
      kubeconfig: each.kubeconfig === undefined ? null : underHome(each.kubeconfig, env, configFile.path),
      context: each.context ?? null,
    })),
    defaultCluster: defaultCluster ?? clusters[0]?.name ?? null,
    channels: Object.fromEntries(
      Object.entries(channels).map(([id, { namespace = null, cluster = null, answers = null }]) => [
        id,
        { namespace, cluster, answers },
      ]),
    ),
    command,
  };
  return { ok: true, config };
}

function fileAlone({ KUBEWHY_CONFIG }: Variables): Pick<Environment, 'configFile'> {
  const alone = readEnvironment({ KUBEWHY_CONFIG });
  if (!alone.ok) throw new Error('The path of the configuration is never wrong by itself');
  return alone.environment;
}

/** Paths in the file are meant from where the file stands. */
function underHome(path: string, env: Variables, file: string): string {
  return path.startsWith('~/') ? join(env['HOME'] ?? homedir(), path.slice(2)) : resolve(file, '..', path);
}

function shortest(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith('..') ? path : fromHere;
}

function fileOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (Error.isError(error) && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
