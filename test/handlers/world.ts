import type { ChannelSettings, HandlerWorld } from '../../handlers/world.ts';
import type { Call, Enqueued } from '../../src/calls.ts';
import { askedAt, memoryStore, nothing } from '../jobs/memory.ts';

/** A world of values for handlers: what was handed over lies in `calls`. */
export const newWorld = (settings: Partial<ChannelSettings> = {}, enqueued: Enqueued = { ok: true }) => {
  const calls: Call[] = [];
  const memory = memoryStore();
  const world: HandlerWorld = {
    enqueue: async (call) => {
      if (enqueued.ok) calls.push(call);
      return enqueued;
    },
    store: memory.store,
    settings: () => ({ answers: 'open', namespace: null, cluster: null, ...settings }),
    command: '/k8s',
    clusters: () => ['prod'],
    now: () => new Date(askedAt),
    log: { debug: nothing, warn: nothing },
  };
  return { world, calls, memory };
};
