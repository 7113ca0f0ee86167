import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** The kubectl that breaks and mends the cluster of KUBECONFIG. */
const program = process.env['KUBECTL'] ?? 'kubectl';

/** Runs kubectl and gives what it printed. Throws its complaint. */
export const kubectl = async (args: readonly string[], stdin = ''): Promise<string> => {
  const child = spawn(program, [...args], { stdio: 'pipe' });
  const ended = once(child, 'close');
  child.stdin.end(stdin);
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (child.exitCode !== 0) throw new Error(`kubectl ${args.join(' ')}: ${err}`);
  return out;
};

/** null where a cluster can be broken; else why these tests are skipped, to stand behind a title. */
export const skipped = ((): string | null => {
  if ((process.env['KUBECONFIG'] ?? '') === '') return 'skipped, because KUBECONFIG is not set';
  const { status, error } = spawnSync(program, ['get', 'namespaces', '--request-timeout=10s'], {
    stdio: 'ignore',
  });
  if (error !== undefined) return `skipped, because ${program} is not there: set KUBECTL to its path`;
  return status === 0 ? null : 'skipped, because the cluster of KUBECONFIG does not answer';
})();

/** Makes a namespace that is gone again after `remove`, whatever still runs in it. */
export const ownNamespace = async (
  name: string,
  labels: Readonly<Record<string, string>> = {},
): Promise<{ name: string; remove(): Promise<void> }> => {
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
  await kubectl(['create', '-f', '-'], JSON.stringify(namespace));
  return {
    name,
    async remove() {
      await kubectl(['delete', 'pods', '--all', '-n', name, '--grace-period=0', '--force']);
      await kubectl(['delete', 'namespace', name, '--wait=false']);
    },
  };
};

/** Asks `look` until it is content: a real cluster takes its time. Throws the last complaint after `ms`. */
export const eventually = async <T>(look: () => Promise<T>, ms = 120_000): Promise<T> => {
  const end = performance.now() + ms;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
};
