import type { SignKind } from './sign.ts';

const host = String.raw`(?<host>[A-Za-z0-9_][\w.-]{0,252})`;

/** Names are not answered at all: the server is away, refuses, or cannot ask further. Says nothing about the name. */
export const dnsFailure: SignKind = {
  sign: 'dns-failure',
  hint: /EAI_AGAIN|emporary failure in name|SERVFAIL|servfail|misbehaving|lookup|no servers could be reached|ETIMEOUT|Try again|plugin\/errors|could not be resolved|ESERVFAIL|EAI_FAIL|resolver|temporarily unavailable/i,
  wordings: [
    new RegExp(String.raw`\bgetaddrinfo EAI_(?:AGAIN|FAIL) ${host}`),
    new RegExp(String.raw`\bquery[A-Za-z]{1,6} E(?:TIMEOUT|SERVFAIL|REFUSED|CONNREFUSED) ${host}`),
    new RegExp(
      String.raw`\blookup ${host}(?: on \S{1,80})?: (?:server misbehaving|i/o timeout|read udp|dial udp|read tcp|Temporary failure|no answer|Try again|.{0,80}(?:i/o timeout|connection refused))`,
    ),
    /HTTPS?ConnectionPool\(host='?(?<host>[^',)]{1,253})\b.{0,600}Temporary failure in name resolution/,
    new RegExp(String.raw`[Ff]ailed to resolve '${host}' \(\[Errno -3\]`),
    new RegExp(String.raw`could not translate host name "${host}" to address: Temporary`),
    new RegExp(String.raw`php_network_getaddresses: getaddrinfo for ${host} failed: Temporary`),
    new RegExp(String.raw`UnknownHostException: ${host}: Temporary failure`),
    new RegExp(
      String.raw`(?:Error -3 connecting to|Cannot connect to host|Could not connect to Redis at) ${host}:.{0,80}Temporary failure`,
    ),
    new RegExp(String.raw`Unknown MySQL server host '${host}' \(-3\)`),
    new RegExp(
      String.raw`\b${host} could not be resolved \((?:110: Operation timed out|2: Server failure|5: )`,
    ),
    new RegExp(String.raw`plugin/errors: \d{1,3} ${host} [A-Z]{1,10}: (?<subject>.{1,200})$`),
    new RegExp(String.raw`server can't find ${host}: (?:SERVFAIL|REFUSED)`),
    new RegExp(String.raw`resolution of (?:host )?['"]?${host}['"]? (?:failed|timed out)`),
    new RegExp(String.raw`\b${host}:(?:\d{1,5}:)? Temporary failure in name resolution`),
    new RegExp(String.raw`Temporary failure in name resolution \(${host}:\d`),
    // .NET's wording of EAI_AGAIN.
    new RegExp(String.raw`Resource temporarily unavailable \(${host}:\d`),
    /\(0{0,8}1, 11\): Resource temporarily unavailable/,
    /\bTemporary failure in name resolution\b|\bEAI_AGAIN\b|\bno servers could be reached\b|\bSERVFAIL\b|: server misbehaving\b|\bfailed to lookup address information: Try again/,
  ],
};
