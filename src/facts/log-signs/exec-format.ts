import type { SignKind } from './sign.ts';

/** The program is built for another processor, or is a script without its first line. */
export const execFormat: SignKind = {
  sign: 'exec-format',
  hint: /exec format error|Exec format|cannot execute binary/i,
  wordings: [
    /(?:exec|fork\/exec) "?(?<subject>\/[^\s":]{1,300})"?: exec format error/i,
    /(?<subject>\/[\w@%+=,./-]{1,300}): (?:cannot execute(?: binary file)?: )?[Ee]xec format error/,
    /(?<subject>\/[\w@%+=,./-]{1,300}): cannot execute binary file/,
    /exec format error|OSError: \[Errno 8\]/i,
  ],
};
