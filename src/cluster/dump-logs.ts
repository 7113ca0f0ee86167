import type { RecordedLog } from './recording-format.ts';

/** As `kubectl cluster-info dump` prints logs: https://github.com/kubernetes/kubectl/blob/master/pkg/cmd/clusterinfo/clusterinfo_dump.go */
const start = /^==== START logs for container (\S+) of pod ([^/\s]+)\/(\S+) ====\r?$/;

/** What the command writes where the API server gave no log. */
const failed = /^(?:Create log|Request log|Log) error: /;

/**
 * Takes the logs out of what `kubectl cluster-info dump` printed: into one stream between the objects, or into the
 * `logs.txt` of a pod. `rest` is the text without them.
 */
export const takeDumpLogs = (text: string): { rest: string; logs: RecordedLog[] } => {
  if (!text.includes('==== START logs for container ')) return { rest: text, logs: [] };
  const logs: RecordedLog[] = [];
  const rest: string[] = [];
  let open: { log: RecordedLog; lines: string[]; end: string } | null = null;
  const close = (): void => {
    if (open === null) return;
    const { log, lines } = open;
    if (!failed.test(lines[0] ?? '')) logs.push({ ...log, text: lines.join('\n') });
    open = null;
  };
  for (const line of text.split('\n')) {
    const begun = start.exec(line);
    if (begun !== null) {
      // A log that was cut off has no end.
      close();
      const [, container = '', namespace = '', pod = ''] = begun;
      const log = { namespace, pod, container, previous: false, text: '' };
      open = {
        log,
        lines: [],
        end: `==== END logs for container ${container} of pod ${namespace}/${pod} ====`,
      };
    } else if (open === null) rest.push(line);
    else if (line.trimEnd() === open.end) close();
    else open.lines.push(line);
  }
  close();
  return { rest: rest.join('\n'), logs };
};
