import type { Agent } from 'node:http';
import type { RequestOptions } from 'node:https';

import type { Read } from '../ports.ts';
import { agentFor } from './agent.ts';
import type { Access, Credentials } from './credentials.ts';
import type { Endpoint } from './endpoint.ts';
import { errorWords } from './error-code.ts';
import type { Context } from './kubeconfig-context.ts';
import type { Entry, Fields } from './kubeconfig-file.ts';
import { pathIn } from './kubeconfig-file.ts';
import { http } from './node-http.ts';

/** A credential plugin that takes longer is stuck, for example waiting for a browser. */
const pluginTimeout = 10_000;

/** Whether a context needs the client library: credential plugins, identity providers, proxies. */
export const needsClient = ({ cluster, user }: Context): boolean =>
  [cluster.fields['proxy-url'], user?.fields['exec'], user?.fields['auth-provider']].some(
    (value) => value !== undefined && value !== null && value !== '',
  );

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The client library sets neither what the plugin reads its API version from, nor resolves a relative command:
 * https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins
 */
const pluginOf = (user: Entry, exec: Fields): Fields => {
  const { apiVersion, command, env } = exec;
  const info = JSON.stringify({ apiVersion, kind: 'ExecCredential', spec: { interactive: false } });
  return {
    ...exec,
    command: typeof command === 'string' && command.includes('/') ? pathIn(user, command) : command,
    args: exec['args'] ?? [],
    env: [...(Array.isArray(env) ? env : []), { name: 'KUBERNETES_EXEC_INFO', value: info }],
  };
};

const absolute = (entry: Entry, fields: readonly string[]): Record<string, unknown> => {
  const paths = fields.flatMap((field) => {
    const path = entry.fields[field];
    return typeof path === 'string' && path !== '' ? [[field, pathIn(entry, path)]] : [];
  });
  return { ...entry.fields, ...Object.fromEntries(paths) };
};

/** One context as a kubeconfig of its own, with full paths. JSON is YAML. */
const kubeconfigOf = (context: Context, endpoint: Endpoint): string => {
  const { cluster, user } = context;
  const clusterFields = {
    ...absolute(cluster, ['certificate-authority']),
    'insecure-skip-tls-verify': endpoint.insecure || endpoint.server.protocol === 'http:',
  };
  const exec = user?.fields['exec'];
  const userFields = {
    ...(user === null ? {} : absolute(user, ['client-certificate', 'client-key', 'tokenFile'])),
    ...(user !== null && isFields(exec) ? { exec: pluginOf(user, exec) } : {}),
  };
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'own',
    contexts: [{ name: 'own', context: { cluster: 'own', user: 'own' } }],
    clusters: [{ name: 'own', cluster: clusterFields }],
    users: [{ name: 'own', user: userFields }],
  });
};

const headersOf = (options: RequestOptions): Record<string, string | string[]> => {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(options.headers ?? {}))
    if (value !== undefined) headers[name.toLowerCase()] = Array.isArray(value) ? value : String(value);
  if (typeof options.auth === 'string')
    headers['authorization'] = `Basic ${Buffer.from(options.auth).toString('base64')}`;
  // Throws here, where it becomes a failure, what would otherwise throw in the middle of a request.
  for (const [name, value] of Object.entries(headers))
    http.validateHeaderValue(name, [value].flat().join(''));
  return headers;
};

const deadline = async <T>(work: Promise<T>, milliseconds: number): Promise<T | 'late'> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((settle) => {
    timer = setTimeout(() => settle('late'), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

const refused = (reason: 'unauthorized' | 'timeout', message: string): Read<Access> => ({
  ok: false,
  failure: { reason, message },
});

/**
 * Credentials that only the client library can make; it is loaded at the first request, because that takes half a second.
 * Callers at the same time share one run of a plugin.
 */
export const clientCredentials = (context: Context, endpoint: Endpoint): Credentials => {
  const start = async () => {
    const { KubeConfig } = await import('@kubernetes/client-node');
    const config = new KubeConfig();
    config.loadFromString(kubeconfigOf(context, endpoint));
    return config;
  };
  const proxied = Boolean(context.cluster.fields['proxy-url']);
  let config: ReturnType<typeof start> | null = null;
  let running: Promise<Read<Access>> | null = null;
  let pool: { key: string; agent: Agent } | null = null;

  const poolFor = (options: RequestOptions): Agent => {
    if (proxied && options.agent instanceof http.Agent) return options.agent;
    const { cert, key, ca } = options;
    const brought = cert === undefined ? undefined : { cert, key, ca };
    const name = JSON.stringify(brought ?? null);
    if (pool?.key !== name) pool = { key: name, agent: agentFor(endpoint, brought) };
    return pool.agent;
  };

  const run = async (): Promise<Read<Access>> => {
    config ??= start();
    const options: RequestOptions = {};
    const plugin = (await config).applyToHTTPSOptions(options);
    try {
      const outcome = await deadline(plugin, pluginTimeout);
      if (outcome === 'late')
        return refused('timeout', `the credential plugin gave no answer within ${pluginTimeout / 1000} s`);
      return { ok: true, value: { headers: headersOf(options), agent: poolFor(options) } };
    } catch (error) {
      const words = errorWords(error).trim().slice(0, 500);
      return refused('unauthorized', `the kubeconfig's credentials could not be had: ${words}`);
    }
  };

  return {
    access() {
      running ??= run().finally(() => {
        running = null;
      });
      return running;
    },
    renew() {
      config = null;
    },
    close: () => pool?.agent.destroy(),
  };
};
