import type { SignKind } from './sign.ts';

/** No room or no inode is left on a file system, or a quota of it is used up. */
export const diskFull: SignKind = {
  sign: 'disk-full',
  // The kernel says the same where the watches of a user are used up.
  not: /inotify|fsnotify|file watch|FSWatcher/i,
  hint: /no space|ENOSPC|enospc|disk full|disk quota|EDQUOT|StorageFull|not enough (?:disk )?space|enough free disk|disk usage exceeded|low disk watermark|flood stage|No usable temporary/i,
  wordings: [
    /\bENOSPC: [\w ]{1,60}, \w{1,20} '(?<subject>[^']{1,300})'/,
    /\[Errno 28\] No space left on device: '(?<subject>[^']{1,300})'/,
    /\b(?:write|open|mkdir|create|copy_file_range|fallocate|truncate|fsync|rename|link|sync) (?<subject>\/[^\s:]{1,300}): no space left on device/,
    /(?:file|directory|path|to|extend file|open\(\)|pwritev?\(\)) "(?<subject>[^"]{1,300})"[^\n]{0,80}[Nn]o space left/,
    /: (?<subject>\/[\w@%+=,./-]{1,300}): [Nn]o space left on device/,
    /\b[Nn]o space left on device\b|\bENOSPC\b|\benospc\b|\b[Dd]isk quota exceeded\b|\bEDQUOT\b|\b(?:[Dd]isk|database or disk) (?:is )?full\b|\bNot enough (?:disk )?space\b|\bThere is not enough space on the disk\b|\bflood stage disk watermark\b|\bStorageFull\b/,
  ],
};
