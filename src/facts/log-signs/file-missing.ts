import type { SignKind } from './sign.ts';

/** A file or folder the program wants is not there. */
export const fileMissing: SignKind = {
  sign: 'file-missing',
  hint: /no such file|ENOENT|FileNotFound|could not find|cannot find|does not exist|NoSuchFile|failed to open stream|not a directory|Can't open|NotFound/i,
  wordings: [
    /\bENOENT: no such file or directory, \w{1,20} '(?<subject>[^']{1,300})'/,
    /\[Errno 2\] No such file or directory: '(?<subject>[^']{1,300})'/,
    /\b(?:open|stat|lstat|read|chdir|exec|fork\/exec|openat|readlink) (?<subject>[^\s:"]{1,300}): no such file or directory/,
    /(?:open\(\)|stat\(\)|opendir\(\)) "(?<subject>[^"]{1,300})" failed \(2: /,
    /(?:NoSuchFileException|FileNotFoundException): (?:File (?:file:)?)?(?<subject>[^\s(,;]{1,300})/,
    /Could not find file '(?<subject>[^']{1,300})'/,
    /No such file or directory @ \w{1,40} - (?<subject>\S{1,300})/,
    /(?:can't|cannot|could not|failed to|unable to|Can't) (?:open|access|stat|read|load|find)(?: config(?:uration)?| file| input file| directory)*:? ?['"‘]?(?<subject>\.{0,2}\/[^\s'"’:,]{1,300})/i,
    /(?:^|: )(?:line \d{1,6}: |\d{1,6}: )?(?<subject>\.{0,2}\/[\w@%+=,./-]{1,300}): [Nn]o such file or directory/,
    /\((?<subject>\/[^)\s]{1,300})\): [Ff]ailed to open stream: No such file/,
    /(?<subject>\/[\w@%+=,./-]{1,300}) (?:does not exist|not found|is missing)/,
    /\bno such file or directory\b|\bENOENT\b|\bFileNotFoundError\b|kind: NotFound, message: "No such file/i,
  ],
};
