import type { SignKind } from './sign.ts';

/** A server refuses to start because a setting of the kernel is too low on its node. `subject` is its name. */
export const sysctlLow: SignKind = {
  sign: 'sysctl-low',
  hint: /vm\.max_map_count|fs\.(?:file-max|aio-max-nr|inotify)/,
  wordings: [
    /(?<subject>vm\.max_map_count|fs\.[\w.-]{1,60}) \[\d{1,12}\] (?:is )?(?:too low|likely too low)[^\n]{0,60}/,
    /(?<subject>vm\.max_map_count|fs\.[\w.-]{1,60})\b[^\n]{0,60}\b(?:is too low|too small|must be (?:at least|increased)|needs to be)\b/,
  ],
};
