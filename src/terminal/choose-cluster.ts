import { existsSync, readFileSync } from 'node:fs';

import { connectCluster } from '../cluster/connect.ts';
import type { Cluster } from '../ports.ts';
import type { TerminalOptions } from './options.ts';

/**
 * `files`: what was asked when they were recorded, if they say so; whether they are bundles of a whole cluster; and the time
 * of the newest thing in them (RFC 3339), where it is not of today.
 */
export type ChosenCluster =
  | { ok: true; cluster: Cluster; now: Date; files?: Files }
  | { ok: false; exit: 2 | 3; lines: string[] };
type Files = { question: string | null; bundle: boolean; asOf?: string };
export type Variables = Readonly<Record<string, string | undefined>>;

const failed = (exit: 2 | 3, ...lines: string[]): ChosenCluster => ({ ok: false, exit, lines });

/** What was written within a day is told in ages alone. */
const asOf = (newest: string | null, today: Date): { asOf?: string } =>
  newest === null || today.getTime() - Date.parse(newest) < 24 * 60 * 60 * 1000 ? {} : { asOf: newest };

const fromFiles = async ({ files }: TerminalOptions): Promise<ChosenCluster> => {
  const [{ readFiles }, { filesCluster }] = await Promise.all([
    import('../cluster/recording-files.ts'),
    import('../cluster/files-cluster.ts'),
  ]);
  const today = new Date();
  const read = await readFiles(files, () => Promise.resolve(readFileSync(0)), today.toISOString());
  if (!read.ok) {
    const { file, document, line, expected } = read.complaint;
    const place = [
      file,
      line === null ? null : `line ${line}`,
      document === null ? null : `document ${document}`,
    ];
    return failed(2, `${place.filter((part) => part !== null).join(', ')}: expected ${expected}`);
  }
  const { recording, bundles, newest } = read;
  const { at, question } = recording;
  return {
    ok: true,
    cluster: await filesCluster(recording.cluster ?? 'files', recording, bundles),
    // Ages are those of the time when the files were written, and nothing in them is younger.
    now: new Date(at ?? newest ?? today),
    files: { question, bundle: bundles.length > 0, ...(at === null ? asOf(newest, today) : {}) },
  };
};

type Settings = { kubeconfig: string | null; context: string | null };

/** kubewhy.yaml is read only where there is one: its schema costs time that a bare kubeconfig need not pay. */
const settingsOf = async (
  name: string | null,
  env: Variables,
): Promise<Settings | { complaints: string[] }> => {
  const plain = { kubeconfig: null, context: name };
  const file = env['KUBEWHY_CONFIG'];
  if ((file === undefined || file === '') && !existsSync('kubewhy.yaml')) return plain;
  const [{ readConfig }, { explain }] = await Promise.all([
    import('../config.ts'),
    import('../config/explain.ts'),
  ]);
  const read = readConfig({ env: { KUBEWHY_CONFIG: file, HOME: env['HOME'] } });
  if (!read.ok) return { complaints: explain(read.complaints) };
  const wanted = name ?? read.config.defaultCluster;
  return read.config.clusters.find((cluster) => cluster.name === wanted) ?? plain;
};

/**
 * The cluster that a line of the terminal is about: files given by `-f`, the cluster of that name in kubewhy.yaml, the
 * context of that name, or the current context. A kubewhy.yaml that is wrong or a context that no kubeconfig has ends with
 * 2, a kubeconfig that cannot be read or is not there with 3.
 */
export const chooseCluster = async (
  options: TerminalOptions,
  name: string | null,
  env: Variables,
): Promise<ChosenCluster> => {
  if (options.files.length > 0) return fromFiles(options);
  const settings = await settingsOf(name, env);
  if ('complaints' in settings) return failed(2, ...settings.complaints);
  const kubeconfig = options.kubeconfig ?? settings.kubeconfig;
  const connected = await connectCluster({
    kubeconfigPaths: kubeconfig === null ? null : [kubeconfig],
    ...(settings.context === null ? {} : { context: settings.context }),
  });
  if (connected.ok) return { ok: true, cluster: connected.cluster, now: new Date() };
  const { file, field, expected } = connected.complaint;
  if (connected.looked !== null)
    return failed(
      3,
      `There is no cluster to read: no kubeconfig in ${connected.looked.join(', ').replace(/, ([^,]+)$/, ' or $1')}.`,
      'Name one with KUBECONFIG or --kubeconfig, or judge objects from files with -f.',
    );
  const unknown = settings.context !== null && field === 'contexts';
  return failed(
    unknown ? 2 : 3,
    [file, field, `expected ${expected}`].filter((part) => part !== '').join(': '),
  );
};
