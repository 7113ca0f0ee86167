import type { Agent } from 'node:http';

import type { Read } from '../ports.ts';

/** What a request carries: the headers that say who asks, and the pool of connections it takes. */
export type Access = { headers: Readonly<Record<string, string | string[]>>; agent: Agent };

/** Who asks. A failed `access` is a sentence for the reader, as a failed read is. */
export type Credentials = {
  access(): Promise<Read<Access>>;
  /** Forgets what is cached, because the server refused it: the next `access` starts afresh. */
  renew(): void;
  close(): void;
};
