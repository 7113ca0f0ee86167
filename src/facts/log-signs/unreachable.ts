import type { SignKind } from './sign.ts';

/** No way to the address: a node that is gone, no network in the pod, a rule that rejects. */
export const unreachable: SignKind = {
  sign: 'unreachable',
  hint: /no route to host|unreachable|EHOSTUNREACH|ENETUNREACH|NoRouteToHost|ENETDOWN|EADDRNOTAVAIL/i,
  peer: true,
  wordings: [
    /\bno route to host\b/i,
    /\b(?:[Nn]etwork|[Hh]ost|[Dd]estination(?: [Hh]ost| [Nn]et)?) is unreachable\b|\bDestination (?:Host|Net|Port) Unreachable\b|\bnetwork is unreachable\b/,
    /\bE(?:HOST|NET)UNREACH\b|\bNoRouteToHostException\b|\b(?:Host|Network)Unreachable\b/,
  ],
};
