/** What the mount program said, of a FailedMount message that quotes it; else the message without its frame. */
export const mountClause = (message: string): string => {
  const output = /\bOutput: (.*)$/s.exec(message)?.[1];
  if (output === undefined) return message.replace(/^.*? for volume "[^"]+"\s*:?\s*/s, '');
  const [first = ''] = output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^Running (?:scope|as unit)/.test(line));
  return first.replace(/^mount(?:\.\w+)?: (?:\/\S+: )?/, '').replace(/\.$/, '');
};

/** The sentences of mount and its helpers, each with what helps. */
const known: readonly (readonly [RegExp, (node: string) => string])[] = [
  [
    /unknown filesystem type|mount\.<type> helper|helper program|executable file not found/,
    (node) =>
      `Install the client of this file system on node ${node} (nfs-common or nfs-utils, cifs-utils, ceph-common)`,
  ],
  [
    /access denied by server|permission denied|mount error\(13\)/i,
    (node) => `Let the server export the path to node ${node}, or correct the credentials`,
  ],
  [
    /timed? ?out|no route to host|connection refused|host is down|unreachable|mount error\((?:110|111|112|113|115)\)/i,
    (node) => `Check that the storage server runs and that node ${node} reaches it`,
  ],
  [
    /failed to resolve server|name or service not known|could not resolve/i,
    () => 'Correct the name of the server; the node resolves it itself, without the DNS of the cluster',
  ],
  [
    /wrong fs type|bad superblock|can't read superblock|corrupt|fsck|structure needs cleaning/i,
    () => 'Check the file system on the volume (fsck), or restore it',
  ],
  [
    /no such file or directory|no such device/i,
    () => 'Correct the path: the server or the node does not have it',
  ],
];

export const mountRemedy = (message: string, node: string): string | null =>
  known.find(([pattern]) => pattern.test(message))?.[1](node) ?? null;
