/** Trigger ids: single use, and only for a few seconds (https://docs.slack.dev/interactivity/handling-user-interaction). */

export type TriggerError = 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id';

export type Triggers = {
  /** A new trigger id for what `user` just did. */
  create(user: string): string;
  /** Spends a trigger id. */
  exchange(trigger: string): { ok: true; user: string } | { ok: false; error: TriggerError };
};

export function createTriggers(now: () => number, livesMs: number): Triggers {
  const known = new Map<string, { user: string; until: number; used: boolean }>();
  return {
    create(user) {
      const trigger = `${now()}.${known.size + 1}.${crypto.randomUUID().replaceAll('-', '')}`;
      known.set(trigger, { user, until: now() + livesMs, used: false });
      return trigger;
    },
    exchange(trigger) {
      const found = known.get(trigger);
      if (found === undefined) return { ok: false, error: 'invalid_trigger_id' };
      if (found.used) return { ok: false, error: 'exchanged_trigger_id' };
      if (now() > found.until) return { ok: false, error: 'expired_trigger_id' };
      found.used = true;
      return { ok: true, user: found.user };
    },
  };
}
