import type { SignKind } from './sign.ts';

/** A peer answers that it cannot serve. `subject` is the HTTP status. */
export const serverError: SignKind = {
  sign: 'server-error',
  hint: /\b50[0234]\b/,
  peer: true,
  wordings: [
    /\b(?<subject>50[0234]) (?:Server Error|Internal Server Error|Bad Gateway|Service (?:Temporarily )?Unavailable|Gateway Time-?out)\b/i,
    /\bstatus(?: ?code)?[ :=]{1,3}(?:code )?\(?(?<subject>50[0234])\b/i,
    /\breturned error: (?<subject>50[0234])\b|\b(?:unexpected|bad|got|received) (?:response|status)[^\d\n]{1,40}(?<subject>50[0234])\b/i,
  ],
};
