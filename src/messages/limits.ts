/**
 * What Slack takes, in characters unless said otherwise. One table, so that a limit that moves is changed once.
 * Sources: https://docs.slack.dev/reference/block-kit/blocks, …/block-kit/block-elements/button-element,
 * https://docs.slack.dev/reference/methods/chat.update (fallback text) and
 * https://github.com/slackapi/bolt-js/issues/2509 (the sum over all blocks, which Slack does not document).
 */
export const limits = {
  /** Blocks of one message. */
  blocks: 50,
  /** Blocks of an App Home view. */
  viewBlocks: 100,
  /** What a plain_text_input takes. */
  inputText: 3_000,
  /** All texts of all blocks of one message together. */
  total: 13_200,
  section: 3_000,
  header: 150,
  /** Elements of one context block. */
  contextElements: 10,
  contextText: 3_000,
  buttonText: 75,
  buttonValue: 2_000,
  accessibilityLabel: 75,
  /** A rich_text_preformatted element; Slack names no limit, so the section's is kept. */
  preformatted: 3_000,
  /** `text` beside blocks: chat.update refuses 4,000 (`msg_too_long`). */
  fallback: 3_000,
  /** Messages one answer may put into a thread: Slack takes about one a second in a channel. */
  threadMessages: 5,
} as const;
