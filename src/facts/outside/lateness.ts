import type { Facts } from '../facts.ts';
import type { Health } from './health.ts';

/** What an object waits for is there by then, or will not come by itself. */
const waitMs = 10 * 60 * 1000;
/** Databases and machines of clouds take longer than that to be made. */
const workMs = 30 * 60 * 1000;

const waits = /NotReady$|^(?:Waiting|Pending$)/;

/**
 * For how long an object that is at work or waits has said so, where that is longer than such things take; null where it is
 * not, or where its condition does not say since when.
 */
export const latenessOf = (facts: Facts, health: Health): number | null => {
  if (health.state !== 'busy') return null;
  const forMs = Date.parse(facts.now) - Date.parse(health.told.at ?? '');
  return forMs > (waits.test(health.told.reason ?? '') ? waitMs : workMs) ? forMs : null;
};
