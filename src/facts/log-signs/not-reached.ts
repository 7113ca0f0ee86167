import type { SignKind } from './sign.ts';

/** The peer could not be reached, and the line does not say why. */
export const notReached: SignKind = {
  sign: 'not-reached',
  hint: /reach|connect|no response/i,
  peer: true,
  wordings: [
    /\b[Cc]an(?:'t|not) reach (?:the )?database server at [`'"]?(?<address>[\w.[\]:-]{1,260})/,
    /(?<address>\b[\w.-]{1,253}:\d{1,5}) - no response/,
    // asyncio and MySQL's client leave out the reason or give it as a number.
    /\bConnect call failed \(|Can't connect to MySQL server on '/,
    /\b(?:cannot|can't|could not|couldn't|unable to|failed to|error|failure) (?:re-?)?connect(?:ing)? (?:to|with) (?:the |a )?(?:\w{1,30} ){0,3}(?:node |server |broker |host |at )?["'`[(]{0,2}(?<address>(?:[a-z][a-z+.-]{1,20}:\/\/)[^\s"'`\])]{1,300}|[A-Za-z0-9_][\w.-]{0,252}:\d{2,5})/i,
    /\b(?:cannot|can't|could not|couldn't|unable to|failed to) reach ["'`[(]{0,2}(?<address>(?:[a-z][a-z+.-]{1,20}:\/\/)[^\s"'`\])]{1,300}|[A-Za-z0-9_][\w.-]{0,252}:\d{2,5})/i,
  ],
};
