import { z } from 'zod';

import { pasteFields } from '../../src/messages/paste-view.ts';
import { handOver } from '../ask.ts';
import { callId } from '../ids.ts';
import type { Modal } from '../modal.ts';

const metadata = z.object({
  channel: z.string(),
  responseUrl: z.string().nullable(),
  open: z.boolean(),
});

const read = (text: string): z.infer<typeof metadata> | null => {
  try {
    return metadata.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
};

/** What was pasted goes to the queue as it is; whether it is YAML the job finds out, which has the parser. */
export const paste: Modal = {
  id: 'paste',
  handle: async ({ team, user, view, metadata: carried, fields }, world) => {
    const [first] = pasteFields;
    const text = pasteFields.map((field) => fields[field] ?? '').join('\n');
    const place = read(carried);
    if (text.trim() === '') return { type: 'wrong', fields: { [first]: 'Paste an object as YAML or JSON.' } };
    if (place === null)
      return { type: 'wrong', fields: { [first]: 'This window is too old. Close it and open a new one.' } };
    const { channel, responseUrl, open } = place;
    return handOver(
      {
        name: 'pasted',
        id: callId(team, channel, `view:${view}`),
        askedAt: world.now().toISOString(),
        call: {
          text,
          asker: { team, user },
          reply: { mode: open ? 'open' : 'private', channel, user, thread: null, responseUrl },
        },
      },
      open,
      world,
    );
  },
};
