/** Token buckets: `burst` calls at once, then `perSecond` kept up. */
export type Buckets = {
  /** Takes one call from the bucket of `key`; @returns 0, or the whole seconds to wait (what Retry-After says). */
  take(key: string, rate: { perSecond: number; burst: number }): number;
};

export function createBuckets(now: () => number): Buckets {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    take(key, { perSecond, burst }) {
      const at = now();
      const bucket = buckets.get(key) ?? { left: burst, at };
      bucket.left = Math.min(burst, bucket.left + ((at - bucket.at) / 1_000) * perSecond);
      bucket.at = at;
      buckets.set(key, bucket);
      if (bucket.left < 1) return Math.max(1, Math.ceil((1 - bucket.left) / perSecond));
      bucket.left -= 1;
      return 0;
    },
  };
}
