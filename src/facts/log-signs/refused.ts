import type { SignKind } from './sign.ts';

/** Somebody is there and nobody listens on the port. */
export const refused: SignKind = {
  sign: 'refused',
  hint: /refused|actively|Couldn't connect|could not be established|not available|connect error: 111|Failed to connect|UnableToConnect|Errno 111|\(111\)/i,
  peer: true,
  wordings: [
    /\bECONNREFUSED\b|\beconnrefused\b|\bConnectionRefused\b/,
    /\bConnection (?:to (?<address>[\w.[\]:-]{1,260}) )?(?:was )?refused\b(?! by (?:policy|rule|filter|admin))/i,
    /\bconnection to the server (?<address>\S{1,260}) was refused/,
    /actively refused it/,
    /\bFailed to connect to \S{1,253} port \d{1,5}(?: after \d{1,9} ms)?: (?:Couldn't|Could not) connect to server/,
    /could not be established\. (?:Node|Broker) may not be available/,
    /delayed connect error: 111\b/,
    /\bUnableToConnect on\b|\[Errno 111\]|Can't connect to MySQL server on '[^']{1,260}' \(111\)/,
  ],
};
