import type { SignKind } from './sign.ts';

/** CoreDNS forwards to itself and ends: https://coredns.io/plugins/loop/#troubleshooting. */
export const dnsLoop: SignKind = {
  sign: 'dns-loop',
  hint: /\bLoop\b/,
  wordings: [
    /plugin\/loop: Loop \((?<subject>[^)]{1,120})\) detected for zone/,
    /\bLoop \((?<subject>[^)]{1,120})\) detected for zone/,
  ],
};
