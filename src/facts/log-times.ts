const stamp = /\b(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,]\d{1,9})?(Z|[+-]\d\d:?\d\d)?/;
/** Month, day and time of day, without a year and in the zone of the node: https://github.com/kubernetes/klog */
const klog = /^[IWEF](\d\d)(\d\d) (\d\d:\d\d:\d\d)\.\d/;
/** Seconds since 1970 in a field of JSON, as zap writes them. */
const epoch = /"(?:ts|time|timestamp)":(1\d{9})(?:\.\d{1,9})?[,}]/;

/** Of a long line the beginning: times stand in front, or in one of the first fields. */
const unitsAtMost = 300;

/**
 * When a line was written by its own account, in milliseconds since 1970; null where it does not say. A time without a zone
 * is taken for UTC, one without a year for the last that is not after `now` (RFC 3339).
 */
export const writtenAt = (line: string, now: string): number | null => {
  const text = line.slice(0, unitsAtMost);
  const seconds = epoch.exec(text)?.[1];
  if (seconds !== undefined) return Number(seconds) * 1000;
  const [, month, day, clock] = klog.exec(text) ?? [];
  const dayMs = 24 * 60 * 60 * 1000;
  if (month !== undefined && day !== undefined && clock !== undefined) {
    const year = new Date(now).getUTCFullYear();
    const times = [year, year - 1].map((one) => Date.parse(`${one}-${month}-${day}T${clock}Z`));
    return times.find((time) => time < Date.parse(now) + dayMs) ?? null;
  }
  const [, date, time, zone = 'Z'] = stamp.exec(text) ?? [];
  const at = Date.parse(`${date ?? ''}T${time ?? ''}${zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')}`);
  return Number.isNaN(at) ? null : at;
};
