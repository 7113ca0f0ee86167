import type { SignKind } from './sign.ts';

/** Files that only one process may have open are held by another one. `subject` is the file or folder. */
export const locked: SignKind = {
  sign: 'locked',
  hint: /lock|in use|another (?:process|instance)|already running|boltdb/i,
  // A row, a table or a migration is no file.
  not: /lock wait|LockNotAvailable|lock timeout|deadlock|change log lock|advisory lock|already in use: bind|[Aa]ddress already in use/,
  wordings: [
    /\bUnable to lock (?:the lock file: )?(?<subject>\.{0,2}\/[^\s()]{1,300})/,
    /\bLock file has been locked by another process: (?<subject>\/[^\s]{1,300}?)\.?(?:\s|$)/,
    /\bFile '(?<subject>[^']{1,300})' is locked by another process/,
    /\bfailed to obtain node locks?, tried \[{1,2}(?<subject>\/[^\],\s]{1,300})/,
    /\block file "(?<subject>[^"]{1,300})" already exists/,
    /\bWhile lock file: (?<subject>\/[^\s:]{1,300}): Resource temporarily unavailable/,
    /\bFailed to acquire lock on file \.lock in (?<subject>\/[^\s.]{1,300})/,
    /\bCannot acquire directory lock on "(?<subject>[^"]{1,300})"/,
    /\bLock held by (?:this virtual machine|another program)(?:: (?<subject>\/\S{1,300}))?/,
    /\block DB directory: resource temporarily unavailable\b|\bunable to open boltdb: timeout\b|\b(?:opening|cannot open|failed to open) (?:bolt )?(?:db|database)\b.{0,80}\btimeout\b/i,
    /\bdatabase is locked\b|\bDatabase may be already in use\b|\b(?:locked|in use|opened|used) by another (?:process|instance)\b|\b[Aa]nother (?:\w{1,30} )?(?:process|instance) is (?:already )?(?:using|running)\b/,
  ],
};
