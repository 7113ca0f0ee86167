import type { SignKind } from './sign.ts';

/** No further thread or process may be started: a limit on their number is reached, and not one of the heap. */
export const threadLimit: SignKind = {
  sign: 'thread-limit',
  hint: /native thread|pthread_create|fork|newosproc|new thread/i,
  wordings: [
    /\b(?<subject>unable to create (?:new )?native thread)\b/,
    /\b(?<subject>pthread_create)(?:\(\))?[^\n]{0,60}(?:failed|EAGAIN|Resource temporarily unavailable)/,
    /\b(?<subject>failed to create new OS thread|can't start new thread)\b/,
    /\b(?<subject>fork): (?:retry: )?(?:Resource temporarily unavailable|no more processes)/i,
  ],
};
