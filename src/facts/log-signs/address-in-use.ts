import type { SignKind } from './sign.ts';

/** Somebody in the same network namespace listens on the port already. */
export const addressInUse: SignKind = {
  sign: 'address-in-use',
  hint: /in use|EADDRINUSE|eaddrinuse|already bound|Failed to bind|AddrInUse/i,
  wordings: [
    /\bEADDRINUSE\b[^\n]{0,60}?:(?<port>\d{1,5})\b/,
    /\bbind\(\) to \S{0,60}:(?<port>\d{1,5}) failed \(98: /,
    /\blisten (?:tcp|udp)[46]? \S{0,60}:(?<port>\d{1,5}): bind: address already in use/,
    /\bPort (?<port>\d{1,5}) (?:was|is) already in use/i,
    /\[Errno 98\][^\n]{0,80}\('[^']{0,60}', (?<port>\d{1,5})\)/,
    /\b(?:address|port|connection in use|bind|listen|listening on)[^\n]{0,80}[: ](?<port>\d{2,5})\b[^\n]{0,60}already in use/i,
    /(?:[Aa]ddress already in use|Connection in use|Failed to bind)[^\n]{0,60}[: ](?:\('[^']{0,60}', )?(?<port>\d{2,5})\b/,
    /\b[Aa]ddress (?:is )?already in use\b|\bEADDRINUSE\b|\beaddrinuse\b|\bAddrInUse\b|\bOnly one usage of each socket address/,
  ],
};
