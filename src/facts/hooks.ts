import type { Container } from './objects.ts';

export type Handler = NonNullable<NonNullable<Container['lifecycle']>['postStart']>;

/** What a hook does, as a person would write it: its command, the address it asks, or how long it sleeps. */
export const handlerWords = ({ exec, httpGet, tcpSocket, sleep }: Handler): string => {
  if (exec?.command !== undefined) return exec.command.join(' ');
  if (httpGet !== undefined)
    return `GET ${httpGet.scheme?.toLowerCase() ?? 'http'}://${httpGet.host ?? 'POD'}:${String(httpGet.port ?? '')}${httpGet.path ?? '/'}`;
  if (tcpSocket !== undefined) return `connection to port ${String(tcpSocket.port ?? '')}`;
  return sleep?.seconds === undefined ? '' : `sleep ${sleep.seconds}`;
};

/**
 * How a hook failed, from the kubelet's sentence: `exit code 3: no db`, `connection refused`. Newer kubelets say in the
 * event only that it did, and the rest while the container waits in PostStartHookError.
 */
export const hookFailure = (message: string): string | null => {
  const error = / failed - error: (.*?)(?:, message: "(.*)")?$/s.exec(message);
  if (error === null) return null;
  const [, what = '', output = ''] = error;
  const code = /exited with (\d+)/.exec(what)?.[1];
  const said = output.replaceAll(String.raw`\n`, ' ').trim();
  if (code !== undefined) return `exit code ${code}${said === '' ? '' : `: ${said}`}`;
  return what.split(': ').at(-1) ?? what;
};
