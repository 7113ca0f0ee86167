/** The braces keep all keys in one slot of a Redis Cluster, https://docs.bullmq.io/bull/patterns/redis-cluster */
export const PREFIX = '{kubewhy}';
export const QUEUE_NAME = 'calls';
/** A job of the watchdog's own: it says nothing but that somebody takes jobs. */
export const CANARY = 'canary';
