/** Counts the requests that are being handled, so that an ending process lets them end. */
export type InFlight = {
  track<T>(work: Promise<T>): Promise<T>;
  /** Resolves once nothing is in flight, or after `milliseconds`; true when nothing was left. */
  drain(milliseconds: number): Promise<boolean>;
};

export const createInFlight = (): InFlight => {
  const running = new Set<Promise<unknown>>();
  return {
    track(work) {
      const settled = work.catch(() => undefined).finally(() => running.delete(settled));
      running.add(settled);
      return work;
    },
    async drain(milliseconds) {
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, milliseconds);
      await Promise.race([Promise.all(running), late]);
      clearTimeout(timer);
      return running.size === 0;
    },
  };
};
