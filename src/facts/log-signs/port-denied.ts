import type { SignKind } from './sign.ts';

/** A port below 1024 needs NET_BIND_SERVICE or root: https://man7.org/linux/man-pages/man7/capabilities.7.html. */
export const portDenied: SignKind = {
  sign: 'port-denied',
  hint: /permission denied|EACCES|SocketException|AccessDenied/i,
  wordings: [
    /\bbind\(\) to \S{0,60}:(?<port>\d{1,5}) failed \(13: /,
    /\blisten (?:tcp|udp)[46]? \S{0,60}:(?<port>\d{1,5}): bind: permission denied/,
    /\blisten EACCES: permission denied \S{0,60}:(?<port>\d{1,5})/,
    /\b(?:bind|listen)(?:ing)?\b[^\n]{0,60}?(?:\d|\]|\*):(?<port>\d{1,5})\b[^\n]{0,80}[Pp]ermission ?[Dd]enied/,
    /\b(?:bind|listen|binding|listening)\b[^\n]{0,80}(?<!code)[: ](?<port>\d{1,5})\b[^\n]{0,40}[Pp]ermission denied/i,
    /[Pp]ermission denied[^\n]{0,40}(?:bind|listen|make_sock)[^\n]{0,60}:(?<port>\d{1,5})\b/i,
    /\(13\)Permission denied: AH00072: make_sock: could not bind to address \S{0,60}:(?<port>\d{1,5})/,
    // A socket that is a file has no port.
    /\b(?:bind|listen)(?:ing)?\b(?![^\n]{0,60}(?:domain socket|unix|\.sock))[^\n]{0,60}[Pp]ermission denied|BindException: Permission denied/i,
  ],
};
