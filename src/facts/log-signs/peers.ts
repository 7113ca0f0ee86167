import { addressOf } from './address.ts';
import type { Address } from './address.ts';

/** A name or address with its port. */
const hostPort = String.raw`(?:[A-Za-z0-9_][\w.-]{0,252}|\[[0-9a-fA-F:.]{2,45}\]):\d{2,5}(?!\d)`;

/** The shapes in which clients name the peer they could not reach, from the surest to the vaguest. */
const shapes: readonly RegExp[] = [
  // Go's net/http: the URL is what was asked for, the dialled address what it resolved to.
  /\b(?:Get|Post|Put|Patch|Delete|Head|Options) \\?"(?<address>[a-z][\w+.-]{1,20}:\/\/[^"\s]{1,1500})\\?": (?!proxyconnect)/,
  // pgx: the name it was given, the port it dialled. librdkafka: the broker as configured.
  /\bhost=(?<host>[\w.-]{1,253}) .{0,300}?dial tcp \S{1,60}:(?<port>\d{1,5}): /,
  /\[thrd:(?<address>[^\]\s]{1,260})\]/,
  // urllib3, psql and libpq of all ages, PyMySQL and MySQL's own client.
  /\bHTTPS?ConnectionPool\(host='(?<host>[^']{1,253})', port=(?<port>\d{1,5})\)/,
  /connection to server (?:at|on) "(?<host>[^"]{1,253})"(?: \([^)]{1,60}\))?, port (?<port>\d{1,5})/,
  /host(?:name)? "(?<host>[^"]{1,253})"(?: \([^)]{1,60}\))? and accepting\s{1,4}TCP\/IP connections on port (?<port>\d{1,5})/,
  /MySQL server on '(?<address>[^']{1,260})'/,
  // nginx, node-fetch, Spring's RestTemplate, reqwest, curl, Ruby, Guzzle.
  /\bupstream: "(?<address>[^"]{1,600})"/,
  /\brequest (?:to|for) \\?"?(?<address>https?:\/\/[^\s",)]{1,600})/,
  /\bfor url \((?<address>[a-z]+:\/\/[^)\s]{1,600})\)/,
  /\bconnect(?:ing)? to (?:host )?(?<host>[\w.:-]{1,253}),? port:? (?<port>\d{1,5})/i,
  /\bconnect\(2\) for "?(?<host>[\w.-]{1,253})"? port (?<port>\d{1,5})/,
  /TCP connection to (?<address>[\w.-]{1,253}:\d{1,5})/,
  /\bconnect\(2\) for (?<address>[^\s)"]{1,260})/,
  // MongoDB's drivers, Kafka's, Redis's.
  /\baddress=(?<address>[^,\s}]{1,260}), type=UNKNOWN/,
  /\bnode -?\d{1,10} \((?<address>[^)\s]{1,260})\)/,
  /UnableToConnect on (?<address>[\w.-]{1,253}:\d{1,5})/,
  // Node, gRPC, Go, asyncio, aiohttp, Elixir, Erlang.
  /\b(?:ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ECONNRESET|EADDRNOTAVAIL|EPIPE) (?<address>[^\s,)}]{2,260})/,
  /\bipv[46]:(?<address>[\d.]{7,15}:\d{1,5}|%5B[^\s:]{1,60}%5D:\d{1,5})/,
  /\bdial (?:tcp|udp)[46]? (?<address>[^\s"]{2,260}): /,
  /Cannot connect to host (?<address>\S{1,260})/,
  /Connect call failed \('(?<host>[^']{1,253})', (?<port>\d{1,5})/,
  /\btcp connect \((?<address>[^)]{1,260})\)/,
  /to_address,\{"(?<host>[^"]{1,253})",(?<port>\d{1,5})\}/,
  // A connection that stood: the far end is behind the arrow.
  /\b(?:read|write) (?:tcp|udp)[46]? \S{1,80}->(?<address>[^\s:]{1,80}:\d{1,5}|\[[^\]]{1,60}\]:\d{1,5}): /,
  // busybox, GNU wget, the shell's own sockets.
  /remote host \((?<address>[^)\s]{1,260})\)/,
  /\/dev\/tcp\/(?<host>[^/\s]{1,253})\/(?<port>\d{1,5})/,
  /^Connecting to (?<address>[^\s|]{1,260})(?: \([^)]{1,260}\)(?:\||$)|\.\.\.)/,
  // Netty, JDBC, .NET and others: the address behind or before the fault.
  /(?:[Rr]efused|timed out|[Ff]ailed):? \(?(?:no further information: )?(?<address>[\w.-]{0,253}\/?[\w.-]{1,253}:\d{2,5})(?![\w.])/,
  /\b(?:[Cc]onnect(?:ion)?|connecting) to \[?(?<address>[\w.-]{0,253}\/(?:<unresolved>|[\d.]{7,15}):\d{1,5})/,
  /(?<address>\b[\w.-]{1,253}\/[\d.]{7,15}:\d{1,5})/,
  /(?<address>\b[a-z][a-z0-9+.-]{1,30}:\/\/[^\s"'<>)\]}]{1,600})/i,
  new RegExp(
    String.raw`\b(?:to|at|from|with|on|host|server|address|addr|broker|reach|endpoint|dial|tcp|connecting|resolve|node|peer|backend|database|redis|waiting for)[ =:]{1,3}["'[(]{0,2}(?<address>${hostPort})`,
    'i',
  ),
  new RegExp(String.raw`(?:^|[\s"'(\[=])(?<address>${hostPort})(?=[\s"'),\]:;]|$)`),
];

const addressIn = (groups: Readonly<Record<string, string | undefined>>): Address | null => {
  const named = groups['address'] ?? groups['host'];
  const address = named === undefined ? null : addressOf(decoded(named));
  if (address === null) return null;
  return groups['port'] === undefined ? address : { ...address, port: Number(groups['port']) };
};

/** gRPC writes brackets as %5B and %5D. */
const decoded = (text: string): string => text.replace(/^%5B/, '[').replace(/%5D/, ']');

/** The peer a match names; one that answers names on port 53 is a DNS server and no peer of the program. */
export const peerOf = (match: RegExpExecArray): Address | null => {
  const address = addressIn(match.groups ?? {});
  return address?.port === 53 ? null : address;
};

/** A server names who called it, which is no peer it wants to reach. */
const callers =
  /\bhandshake error from |\b(?:accepted|incoming|rejected) connection from |, client: (?![^\n]*upstream: )/;

/** The peer a text names in any of the shapes clients write, or null. */
export const peerIn = (text: string): Address | null => {
  if (callers.test(text)) return null;
  for (const shape of shapes) {
    const match = shape.exec(text);
    const peer = match === null ? null : peerOf(match);
    if (peer !== null) return peer;
  }
  return null;
};
