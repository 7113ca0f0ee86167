import type { LogSign } from './log-signs/sign.ts';
import type { Trouble } from './troubles.ts';

const waits = 'it waits for it';
const endings: ReadonlyMap<LogSign['sign'], string> = new Map([
  ['refused', 'connection refused'],
  ['timeout', 'no answer in time'],
  ['unreachable', 'no route to it'],
  ['reset', 'connection reset'],
  ['host-unknown', 'no such host'],
  ['dns-failure', 'the name could not be resolved'],
]);

/** How the attempt ended, in a word; null where neither the log tells it nor the asker still waits. */
export const howItEnded = (sign: LogSign | null, what: Trouble['what']): string | null =>
  endings.get(sign?.sign ?? 'crash') ?? (what === 'waits' ? waits : null);
