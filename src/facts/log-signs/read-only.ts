import type { SignKind } from './sign.ts';

/** The file system is mounted read-only: `readOnlyRootFilesystem`, a read-only volume, or a disk that went bad. */
export const readOnly: SignKind = {
  sign: 'read-only',
  hint: /read-only file ?system|EROFS|ReadOnlyFileSystem/i,
  wordings: [
    /\bEROFS: [\w -]{1,60}, \w{1,20} '(?<subject>[^']{1,300})'/,
    /\[Errno 30\] Read-only file system: '(?<subject>[^']{1,300})'/i,
    /\b\w{2,20} (?<subject>\/[^\s:]{1,300}): read-only file system/i,
    /"(?<subject>\/[^"]{1,300})"[^\n]{0,60}(?:\(30: )?[Rr]ead-only file system/,
    /['‘](?<subject>\.{0,2}\/?[^'’\s]{1,300})['’]: [Rr]ead-only file system/,
    /: (?<subject>\/[\w@%+=,./-]{1,300}):? [Rr]ead-only file system/,
    /(?<subject>\/[\w@%+=,./-]{1,300}) \(Read-only file system\)|Read-only file system @ \w{1,40} - (?<subject>\/\S{1,300})|Read-only file system : '(?<subject>[^']{1,300})'/,
    /\bread-only file ?system\b|\bEROFS\b|\bReadOnlyFileSystemException\b/i,
  ],
};
