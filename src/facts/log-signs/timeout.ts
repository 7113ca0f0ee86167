import type { SignKind } from './sign.ts';

/** No answer in time: a packet that is dropped, a host that is gone, or a peer that is too slow. */
export const timeout: SignKind = {
  sign: 'timeout',
  hint: /time?d? ?-?out|deadline|ETIMEDOUT|ESOCKETTIMEDOUT|ETIME\b|\(110\)/i,
  peer: true,
  wordings: [
    /\bi\/o timeout\b|\bcontext deadline exceeded\b|\bTLS handshake timeout\b|Client\.Timeout exceeded/,
    /\bE(?:SOCKET)?TIMEDOUT\b|\bDEADLINE_EXCEEDED\b|\bDeadline Exceeded\b|code = DeadlineExceeded/,
    /\b[Cc]onnect(?:ion|ing)?(?: attempt)?(?: to (?<address>[\w.[\]:-]{1,260}))? (?:has )?timed[ -]?out\b/,
    /\b(?:connect|connection|read|request|operation|query|handshake|socket|server selection|acquiring|upstream|lock wait|login|gateway)[\w ]{0,30} (?:timed[ -]?out\b|time-?out(?: (?:expired|exceeded|after|reached|error|occurred|waiting)\b|[.!:]?$))/i,
    /Can't connect to MySQL server on '[^']{1,260}' \(110\)/,
    /\b(?:Connect|Read|Socket|Request|Http|Query|Server|Pool|Login|Timeout|Gateway)\w{0,30}Timeout(?:Exception|Error)?\b|\bTimeout(?:Error|Exception|Expired)\b|\bMongoServerSelectionError\b/,
    /\btimed out (?:waiting|after|while|trying|connecting)\b|\bafter \d{1,9} ?m?s(?:econds)? of waiting\b/i,
    /\b(?:curl: \(28\)|Operation timed out)/,
    /\b[Tt]imeout (?:expired|exceeded|was reached|reached|occurred|error|of \d{1,9} ?ms exceeded|waiting)|: timed out$/,
  ],
};
