import type { SignKind } from './sign.ts';

/** A shell, or a program on its behalf, does not find a command. */
export const commandMissing: SignKind = {
  sign: 'command-missing',
  hint: /not found|executable file|ENOENT|Missing script/i,
  wordings: [
    /\b(?:ba|da|a|z|k)?sh: (?:line )?(?:\d{1,6}: )?(?:exec: )?(?<subject>[\w@%+=:,./-]{1,200}): (?:command )?not found/,
    /(?:^|[\s/])[\w./-]{1,200}\.(?:sh|bash): (?:line )?(?:\d{1,6}: )?(?:exec: )?(?<subject>[\w@%+=:,./-]{1,200}): (?:command )?not found/,
    /(?:^|: )line \d{1,6}: (?<subject>[\w@%+=:,./-]{1,200}): command not found/,
    /exec: "(?<subject>[^"]{1,200})": executable file not found in \$PATH/,
    /spawn (?<subject>\S{1,200}) ENOENT/,
    /[Mm]issing script: "?(?<subject>[\w:.-]{1,100})/,
    /env: (?:can't execute )?['‘"]?(?<subject>[\w./ -]{1,200}?)['’"]?: No such file or directory/,
  ],
};
