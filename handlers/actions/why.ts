import { z } from 'zod';

import { clickKey, type Action } from '../action.ts';
import { ask } from '../ask.ts';
import { complain } from '../command.ts';

const value = z.object({
  kind: z.string().max(100).nullable().default(null),
  namespace: z.string().max(63).nullable().default(null),
  name: z.string().min(1).max(253),
  cluster: z.string().max(253).nullable().default(null),
});

const read = (text: string): z.infer<typeof value> | null => {
  try {
    return value.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
};

/** The button that asks about one object. Its answer stands where the button stands. */
export const why: Action = {
  id: 'why',
  handle: (input, world) => {
    const object = read(input.value);
    const request = { ...input, key: clickKey('why', input) };
    if (object === null) {
      return ask(
        complain('This button does not say which object it is about.', 'why checkout'),
        request,
        world,
      );
    }
    const words = object.kind === null ? object.name : `${object.kind} ${object.name}`;
    return ask({ type: 'why', target: { words, ...object }, me: input.ephemeral }, request, world);
  },
};
