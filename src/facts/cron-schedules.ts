import { Cron } from 'croner';

import { tableOf } from './table.ts';

/** When something is due: the first time after one, or null where none comes. Times are milliseconds. */
export type Schedule = { after: (time: number) => number | null };
export type ReadSchedule = { ok: true; schedule: Schedule } | { ok: false; complaint: string };

/** The names that Kubernetes takes besides five fields: https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax */
const macros: { readonly [name: string]: string } = tableOf({
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
});

const units: { readonly [unit: string]: number } = tableOf({ ms: 1, s: 1000, m: 60_000, h: 3_600_000 });

/** A duration as Go writes it, `1h30m`, in milliseconds; undefined where it is none. */
const durationMs = (text: string): number | undefined => {
  if (!/^(?:\d+(?:\.\d+)?(?:ms|[smh]))+$/.test(text)) return undefined;
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ms|[smh])/g)].reduce(
    (sum, [, number, unit]) => sum + Number(number) * (units[unit ?? ''] ?? 0),
    0,
  );
};

/** Whether Go and ICU both know a time zone; Kubernetes does not take `Local`. */
export const isTimeZone = (name: string): boolean => {
  try {
    return (
      name !== 'Local' && Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
    );
  } catch {
    return false;
  }
};

/** What the parser here takes and that of Kubernetes does not: https://pkg.go.dev/github.com/robfig/cron/v3#hdr-CRON_Expression_Format */
const foreign = (pattern: string): string | undefined => {
  const fields = pattern.split(/\s+/);
  if (fields.length !== 5)
    return `it has ${fields.length} ${fields.length === 1 ? 'field' : 'fields'}, and not 5`;
  const days = fields[4] ?? '';
  if (/(?:^|[,-])7(?:$|[,/-])/.test(days)) return 'days of the week go from 0 to 6';
  if (fields.some((field) => /[#+]|\dL|^L$|W/.test(field.replaceAll(/WED/gi, ''))))
    return 'L, W and # are not known';
  return undefined;
};

const every = (text: string): ReadSchedule => {
  const period = durationMs(text);
  return period === undefined || period < 1000
    ? { ok: false, complaint: `${text} is no duration` }
    : { ok: true, schedule: { after: (time) => time + period } };
};

/**
 * Reads `spec.schedule` of a CronJob, in a time zone (UTC where none is set: that of the controller-manager). The
 * complaint says what is wrong with it.
 */
export const readSchedule = (text: string, timeZone: string | undefined): ReadSchedule => {
  const [, own, bare = text] = /^(?:CRON_)?TZ=(\S+)\s+(.*)$/.exec(text.trim()) ?? [];
  const plain = bare.trim();
  if (plain.startsWith('@every ')) return every(plain.slice('@every '.length).trim());
  const pattern = macros[plain.toLowerCase()] ?? plain;
  if (pattern.startsWith('@')) return { ok: false, complaint: `${pattern} is not known` };
  const complaint = foreign(pattern);
  if (complaint !== undefined) return { ok: false, complaint };
  try {
    const cron = new Cron(pattern, {
      paused: true,
      mode: '5-part',
      sloppyRanges: true,
      timezone: timeZone ?? own ?? 'Etc/UTC',
    });
    return { ok: true, schedule: { after: (time) => cron.nextRun(new Date(time))?.getTime() ?? null } };
  } catch (error) {
    return {
      ok: false,
      complaint: Error.isError(error) ? error.message.replace(/^Cron\w+: /, '') : String(error),
    };
  }
};

/** The times that are due after one and until another, at most as many as asked for. */
export const dueBetween = (schedule: Schedule, from: number, until: number, atMost: number): number[] => {
  const due: number[] = [];
  for (
    let at = schedule.after(from);
    at !== null && at <= until && due.length < atMost;
    at = schedule.after(at)
  )
    due.push(at);
  return due;
};
