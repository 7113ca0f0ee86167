import type { SignKind } from './sign.ts';

const host = String.raw`(?<host>[A-Za-z0-9_][\w.-]{0,252})`;

/** The name does not exist, by the answer of a name server or of the resolver. */
export const hostUnknown: SignKind = {
  sign: 'host-unknown',
  // A reference that was not replaced is no name: `$(DB_HOST)`.
  not: /\$[({]\w{1,60}[)}]/,
  hint: /no such host|ENOTFOUND|not known|UnknownHost|resolve|bad address|could not translate|getaddrinfo|nodename|host not found|NXDOMAIN|nxdomain|unknown host|No address associated|can't find|can't resolve|not found: 3|bootstrap urls|Name resolution failed|server host|could not find host|connection attempt failed: /i,
  wordings: [
    new RegExp(String.raw`\blookup ${host}(?: on \S{1,80})?: (?:no such host|NXDOMAIN)`),
    new RegExp(String.raw`\bgetaddrinfo ENOTFOUND ${host}|\bENOTFOUND ${host}`),
    new RegExp(String.raw`\bqueryA{1,4} ENOTFOUND ${host}`),
    new RegExp(String.raw`\bUnknownHostException: (?:[Ff]ailed to resolve '?)?${host}`),
    new RegExp(String.raw`\b[Ff]ailed to resolve (?:hostname )?'${host}' (?:\(\[Errno -(?:2|5)\]|after|\[A)`),
    /HTTPS?ConnectionPool\(host='?(?<host>[^',)]{1,253})\b.{0,600}(?:Name or service not known|No address associated with hostname|nodename nor servname)/,
    new RegExp(String.raw`could not translate host name "${host}" to address: (?!Temporary)`),
    new RegExp(String.raw`\b[Cc]ould not resolve (?:host(?:name)?|proxy|address):? '?"?${host}`),
    new RegExp(
      String.raw`\b(?:bad address|unable to resolve host address|unable to resolve host|[Uu]nknown host:?) ['"‘“]?${host}`,
    ),
    new RegExp(String.raw`\bhost not found in (?:upstream|resolver|"?\w+"?) "${host}`),
    new RegExp(String.raw`\b${host} could not be resolved \(3: Host not found`),
    new RegExp(String.raw`\b(?:server can't find|server host|Could not find host) ${host}: ?(?:NXDOMAIN|$)`),
    new RegExp(String.raw`\bgetaddrinfo: Name or service not known\b.{0,40}?(?:"|for )${host}`),
    new RegExp(
      String.raw`\bgetaddrinfo(?:\(3\))?(?: failed)?(?: for| \(?)"?${host}"?.{0,10}(?:Name or service not known|nodename)`,
    ),
    new RegExp(String.raw`php_network_getaddresses: getaddrinfo for ${host} failed: Name`),
    new RegExp(String.raw`Error -2 connecting to ${host}:`),
    new RegExp(String.raw`Cannot connect to host ${host}:\d.{0,60}Name or service not known`),
    new RegExp(String.raw`(?:Unknown MySQL server host|Unknown server host) '${host}' \((?!-3)`),
    new RegExp(String.raw`Name or service not known \(${host}:\d`),
    new RegExp(String.raw`tcp connect \(${host}:\d{1,5}\): non-existing domain|\bnxdomain\b.{0,40}"${host}"`),
    new RegExp(String.raw`Could not connect to Redis at ${host}:\d{1,5}: Name or service not known`),
    new RegExp(String.raw`Resolving ${host} \([^)]{1,260}\)\.\.\. failed: Name`),
    new RegExp(
      String.raw`(?:Name does not resolve|Name or service not known|Unknown host|[Hh]ost not found)[^\w]{1,6}${host}:\d`,
    ),
    new RegExp(
      String.raw`\b${host}:(?:\d{1,5}:)? (?:Name or service not known|Name does not resolve|Unknown host|nodename nor servname)`,
    ),
    new RegExp(
      String.raw`(?:host|hostname|address|to|resolve)[ :=]{1,2}["']?${host}["']?[^\w]{1,4}(?:Name or service not known|Name does not resolve|No such host is known)`,
    ),
    new RegExp(String.raw`[Ff]ailed to resolve '${host}:\d{1,5}': (?!Temporary)`),
    new RegExp(String.raw`\bcan't resolve '${host}'`),
    new RegExp(String.raw`\bhost ${host} not found: 3\(NXDOMAIN\)`, 'i'),
    new RegExp(String.raw`\bgetaddrinfo for host "${host}"[^:\n]{0,30}: Name or service not known`),
    new RegExp(String.raw`\bName resolution failed for target (?:dns:)?(?:/{2,3})?${host}`),
    // The whole message of java.net.UnknownHostException, behind that of PostgreSQL's driver.
    new RegExp(String.raw`\bThe connection attempt failed: ${host}$`),
    /\bNo resolvable bootstrap urls\b/,
    /No such host is known\. \((?<address>[^)]{1,260})\)/,
    /\b(?:Name or service not known|Name does not resolve|nodename nor servname provided|No address associated with (?:hostname|name)|No such host is known|Could not resolve host|no such host|NXDOMAIN|ENOTFOUND|failed to lookup address information: Name or service not known)\b/,
  ],
};
