import type { SignKind } from './sign.ts';

/** The peer answered and hung up. */
export const reset: SignKind = {
  sign: 'reset',
  hint: /reset|broken pipe|hang up|EPIPE|EOF|closed|gone away|disconnect|terminated|aborted|Empty reply/i,
  peer: true,
  wordings: [
    /\bconnection reset by peer\b|\bECONNRESET\b|\bConnection reset\b|\bConnectionReset(?:Error)?\b|\breset reason: (?:connection termination|remote reset)/i,
    /\bbroken pipe\b|\bEPIPE\b|\bsocket hang up\b|\bBrokenPipeError\b/i,
    /": (?:unexpected )?EOF\b|\bunexpected EOF\b|\bserver closed the connection unexpectedly\b|\bRemote end closed connection without response\b/,
    /\bMySQL server has gone away\b|\bLost connection to MySQL server\b|\bterminating connection due to administrator command\b|\bEmpty reply from server\b|\bupstream prematurely closed connection\b/,
  ],
};
