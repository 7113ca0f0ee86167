import { createHash } from 'node:crypto';

/**
 * The id of a call: the same for every delivery of one request, different for all others. 32 hexadecimal characters,
 * so it holds no `:`, which BullMQ refuses in a job id (https://docs.bullmq.io/guide/jobs/job-ids).
 */
export const callId = (team: string, channel: string, key: string): string =>
  createHash('sha256')
    .update(JSON.stringify([team, channel, key]))
    .digest('hex')
    .slice(0, 32);

/** The short form that people read out to each other and find in the log. */
export const referenceOf = (id: string): string => id.slice(0, 8);
