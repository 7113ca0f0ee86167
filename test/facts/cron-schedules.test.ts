import { describe, expect, test } from '@jest/globals';

import { dueBetween, isTimeZone, readSchedule } from '../../src/facts/cron-schedules.ts';

const from = Date.parse('2026-01-15T12:00:30Z');

const next = (text: string, timeZone?: string): string | null => {
  const read = readSchedule(text, timeZone);
  if (!read.ok) return `complaint: ${read.complaint}`;
  const at = read.schedule.after(from);
  return at === null ? null : new Date(at).toISOString();
};

describe('readSchedule', () => {
  test.each([
    ['*/5 * * * *', undefined, '2026-01-15T12:05:00.000Z'],
    ['5/15 * * * *', undefined, '2026-01-15T12:05:00.000Z'],
    ['0 3 * * *', undefined, '2026-01-16T03:00:00.000Z'],
    ['0 3 * * *', 'Europe/Berlin', '2026-01-16T02:00:00.000Z'],
    ['TZ=Europe/Berlin 0 3 * * *', undefined, '2026-01-16T02:00:00.000Z'],
    ['@daily', undefined, '2026-01-16T00:00:00.000Z'],
    ['@every 1h30m', undefined, '2026-01-15T13:30:30.000Z'],
    ['0 0 ? * WED', undefined, '2026-01-21T00:00:00.000Z'],
    ['0 0 1 * MON', undefined, '2026-01-19T00:00:00.000Z'],
    ['0 0 30 2 *', undefined, null],
  ])('%s in %s is due next at %s', (text, timeZone, at) => {
    expect(next(text, timeZone)).toBe(at);
  });

  test.each([
    ['* * * *', 'it has 4 fields, and not 5'],
    ['0 0 3 * * *', 'it has 6 fields, and not 5'],
    ['0 0 * * 7', 'days of the week go from 0 to 6'],
    ['0 0 L * *', 'L, W and # are not known'],
    ['61 * * * *', 'Invalid value for minute: 61'],
    ['@often', '@often is not known'],
    ['@every soon', 'soon is no duration'],
    ['', 'it has 1 field, and not 5'],
  ])('%s: %s', (text, complaint) => {
    expect(readSchedule(text, undefined)).toEqual({ ok: false, complaint });
  });
});

test('runs are counted to a limit, the end included', () => {
  const read = readSchedule('* * * * *', undefined);
  if (!read.ok) throw new Error(read.complaint);
  const until = Date.parse('2026-01-15T12:03:00Z');
  expect(dueBetween(read.schedule, from, until, 100).map((at) => new Date(at).toISOString())).toEqual([
    '2026-01-15T12:01:00.000Z',
    '2026-01-15T12:02:00.000Z',
    '2026-01-15T12:03:00.000Z',
  ]);
  expect(dueBetween(read.schedule, from, until, 2)).toHaveLength(2);
});

test('time zones are those of the IANA database', () => {
  expect(['Europe/Berlin', 'Etc/UTC', 'Europe/Berlim', 'Local'].map(isTimeZone)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
