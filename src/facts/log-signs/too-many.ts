import type { SignKind } from './sign.ts';

/** A limit on numbers is reached: connections, open files, requests. `subject` says of what. */
export const tooMany: SignKind = {
  sign: 'too-many',
  hint: /too many|inotify|file watchers|EMFILE|ENFILE|remaining connection slots|max number of clients|Too Many|Resource temporarily unavailable|rate limit|max_connections|pool exhausted|pool limit/i,
  peer: true,
  wordings: [
    /\binotify_(?:add_watch|init1?)\b.{0,300}(?<subject>No space left on device|Too many open files)|\bSystem limit for number of (?<subject>file watchers) reached|\b(?<subject>inotify) watch limit reached/,
    /\btoo many (?<subject>connections|clients|open files|requests|links|processes)\b/i,
    /\b(?<subject>remaining connection slots are reserved)\b|\b(?<subject>max number of clients reached)\b|\b(?<subject>rate limit(?:ed| exceeded)?)\b/i,
    /\b(?<subject>Resource temporarily unavailable)\b/,
    /\bEMFILE\b|\bENFILE\b|\b(?<subject>429 Too Many Requests)\b|\b(?<subject>connection pool exhausted)\b|\bQueuePool limit of size\b/,
  ],
};
