import { z } from 'zod';

/** Every rule's message is what was expected there, worded to follow "expected". */
const clusterName = z
  .string('a name')
  .regex(/^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$/i, 'a name of letters, digits, dots and dashes');
const text = z.string('a text').min(1, 'a text that is not empty');

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names */
const namespace = z
  .string('the name of a namespace')
  .regex(
    /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
    'the name of a namespace: lower-case letters, digits and dashes',
  );

const cluster = z.strictObject(
  { name: clusterName, kubeconfig: text.optional(), context: text.optional() },
  { error: 'a cluster with name and, where needed, kubeconfig and context' },
);

const channel = z.strictObject(
  {
    namespace: namespace.optional(),
    cluster: clusterName.optional(),
    answers: z.enum(['open', 'private'], 'open or private').optional(),
  },
  { error: 'what holds in this channel: namespace, cluster, answers' },
);

/** https://api.slack.com/types/conversation: channels have ids with C, older private ones with G. */
const channelId = z.string().regex(/^[CG][A-Z0-9]{2,}$/);

export const file = z.strictObject(
  {
    clusters: z.array(cluster, 'a list of clusters').min(1, 'at least one cluster').optional(),
    defaultCluster: clusterName.optional(),
    channels: z
      .record(channelId, channel, {
        error: (issue) =>
          issue.code === 'invalid_key'
            ? 'the id of a channel, as in C0123456789 (at the end of its "About" page)'
            : 'channels by their ids',
      })
      .optional(),
    command: z
      .string('a slash command')
      .regex(
        /^\/[a-z0-9_-]{1,31}$/,
        'a slash command: a slash and at most 31 lower-case letters, digits, dashes',
      )
      .optional(),
  },
  { error: 'a mapping of settings' },
);
export type File = z.infer<typeof file>;

/** The keys that may stand at a path of the file. */
export function keysAt(path: readonly PropertyKey[]): string[] {
  if (path.length === 0) return Object.keys(file.shape);
  return Object.keys(path[0] === 'clusters' ? cluster.shape : channel.shape);
}
