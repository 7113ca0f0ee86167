/**
 * Every number the workspace holds the app to, in one place.
 * Sources: https://docs.slack.dev/reference/block-kit (size limits), https://docs.slack.dev/apis/web-api/rate-limits,
 * https://docs.slack.dev/interactivity/handling-user-interaction (3 s, response_url), https://docs.slack.dev/apis/events-api
 * (retries), https://docs.slack.dev/apis/events-api/using-socket-mode (connections),
 * https://github.com/slackapi/bolt-js/issues/2509 (sum of all block text).
 */

/** Characters, unless the name says otherwise. */
export const sizes = {
  message: { blocks: 50, attachments: 100, text: 40_000, textOnUpdate: 4_000, allBlockText: 13_200 },
  view: { blocks: 100, bytes: 250_000, title: 24, submit: 24, close: 24, privateMetadata: 3_000, stack: 3 },
  id: 255,
  section: { text: 3_000, fields: 10, field: 2_000 },
  header: 150,
  context: { elements: 10, text: 3_000 },
  actions: 25,
  button: { text: 75, value: 2_000, url: 3_000, accessibilityLabel: 75 },
  overflow: 5,
  choices: 10,
  select: { options: 100, groups: 100, groupLabel: 75, placeholder: 150 },
  option: { text: 75, value: 150, description: 75, url: 3_000 },
  confirm: { title: 100, text: 300, button: 30 },
  image: { alt: 2_000, title: 2_000, url: 3_000 },
  input: { label: 2_000, hint: 2_000, value: 3_000 },
  table: { rows: 100, columns: 20, text: 10_000 },
  markdown: 12_000,
  richText: { indent: 8 },
} as const;

/** What time and counting allow. Tests shorten the waits; the defaults are Slack's. */
export type WorkspaceLimits = {
  /** chat.postMessage: messages a second in one channel, kept up. */
  perChannelPerSecond: number;
  /** chat.postMessage: messages in one channel at once, before the rate counts. Slack says "short bursts" without a number. */
  burst: number;
  /** Whether the calls a minute of each method's tier count as well. */
  tiers: boolean;
  /** How long the app has to acknowledge a command, a click or an event. */
  ackMs: number;
  triggerMs: number;
  responseUrlMs: number;
  responseUrlUses: number;
  connections: number;
  /** Waits before the second, third and fourth delivery of an event that was not acknowledged. */
  retryWaitsMs: readonly number[];
};

export const slackLimits: WorkspaceLimits = {
  perChannelPerSecond: 1,
  burst: 3,
  tiers: true,
  ackMs: 3_000,
  triggerMs: 3_000,
  responseUrlMs: 30 * 60_000,
  responseUrlUses: 5,
  connections: 10,
  retryWaitsMs: [0, 60_000, 300_000],
};

/** Calls a minute for each tier of methods; `special` methods are not counted. */
export const tierPerMinute = { 2: 20, 3: 50, 4: 100 } as const;
export type Tier = keyof typeof tierPerMinute | 'special';
