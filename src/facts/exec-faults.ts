import type { Facts, Log } from './facts.ts';
import { signsIn } from './log-signs/signs.ts';
import { logOf } from './pods.ts';
import type { ContainerView, EndedRun } from './pods.ts';
import { tableOf } from './table.ts';

/**
 * Why a program could not be executed although its container was started, as its log tells: the runtime writes its last
 * sentence there, and a shell that finds no command says so. `subject` is the file or command, or null.
 */
export type ExecFault = {
  kind: 'architecture' | 'interpreter' | 'permission' | 'command-not-found' | 'read-only';
  subject: string | null;
  line: string;
  log: Log;
};

/** What runc and crun write to the log in place of the program. */
const runtimeLine =
  /^(?:standard_init_linux\.go:\d+: )?exec(?: user process caused| (?<subject>\/[^\s:]+))?:? "?(?<why>exec format error|no such file or directory|permission denied)"?$/;

const kinds: { [why: string]: ExecFault['kind'] } = tableOf({
  'exec format error': 'architecture',
  'no such file or directory': 'interpreter',
  'permission denied': 'permission',
});

/** Where a write fails because the pod says that nothing may be written there. */
const isMadeReadOnly = ({ spec }: ContainerView, path: string | null): boolean => {
  const mount = (spec?.volumeMounts ?? [])
    .filter(
      ({ mountPath }) =>
        mountPath !== undefined && `${path ?? ''}/`.startsWith(`${mountPath.replace(/\/$/, '')}/`),
    )
    .toSorted((a, b) => (b.mountPath?.length ?? 0) - (a.mountPath?.length ?? 0))[0];
  if (mount !== undefined) return mount.readOnly === true;
  return spec?.securityContext?.readOnlyRootFilesystem === true;
};

/** The fault that ended a run, by its log; null where the log tells of none. */
export const execFault = (facts: Facts, view: ContainerView, end: EndedRun): ExecFault | null => {
  const log = logOf(facts, view);
  if (log === undefined || end.exitCode === 0) return null;
  const last = log.lines.at(-1)?.trim() ?? '';
  const { subject = null, why } = runtimeLine.exec(last)?.groups ?? {};
  const kind = kinds[why ?? ''];
  if (kind !== undefined) return { kind, subject, line: last, log };
  // What was said before the newest complaint was survived.
  const sign = signsIn(log.lines).find(({ past }) => !past);
  if (sign === undefined) return null;
  const found = { subject: sign.subject, line: sign.line, log };
  if (sign.sign === 'exec-format') return { kind: 'architecture', ...found };
  if (sign.sign === 'command-missing' && end.exitCode === 127) return { kind: 'command-not-found', ...found };
  if (sign.sign === 'permission' && end.exitCode === 126) return { kind: 'permission', ...found };
  return sign.sign === 'read-only' && isMadeReadOnly(view, sign.subject)
    ? { kind: 'read-only', ...found }
    : null;
};
