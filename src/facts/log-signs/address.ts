import { tableOf } from '../table.ts';

/** A peer as a log names it; `port` is null where it is not named and no scheme tells it. */
export type Address = { host: string; port: number | null };

/** The port of a scheme whose URLs mostly leave it out: https://www.iana.org/assignments/service-names-port-numbers. */
const ports: Readonly<Record<string, number>> = tableOf({
  http: 80,
  https: 443,
  ws: 80,
  wss: 443,
  amqp: 5672,
  amqps: 5671,
  redis: 6379,
  rediss: 6379,
  postgres: 5432,
  postgresql: 5432,
  mysql: 3306,
  mongodb: 27_017,
  nats: 4222,
  ldap: 389,
  ldaps: 636,
});

const scheme = /^(?:jdbc:)?([a-z][a-z0-9+.-]{0,30}):(?:thin:@?)?\/\//i;
/** What these name lies in no network, or names a bucket. */
const placeless = /^(?:unix|file|s3a?|gs|abfss?|wasbs?):/i;
const name = /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?$/;
const numbers = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const v6 = /^[0-9a-f:.]{2,45}(?:%[\w.-]{1,20})?$/;
/** What stands before a colon and a number without being a host: source files. */
const sourceFile =
  /\.(?:go|js|mjs|cjs|ts|py|rb|rs|java|kt|scala|cs|php|c|cc|cpp|h|ex|exs|erl|lua|pl|sh|conf|cfg|ya?ml|json|toml|ini|xml|properties|log|sql|html|css|tsx|jsx|vue)$/;

const portIn = (text: string | undefined): number | null => {
  const port = Number(text);
  return text !== undefined && /^\d{1,5}$/.test(text) && port > 0 && port < 65_536 ? port : null;
};

const split = (text: string): { host: string; port: string | undefined } => {
  const bracketed = /^\[([^\]]{1,60})\](?::(\d{1,5}))?/.exec(text);
  if (bracketed !== null) return { host: bracketed[1] ?? '', port: bracketed[2] };
  // Node writes ::1:5432 without brackets: the last number is the port.
  const colons = text.split(':').length - 1;
  if (colons > 1) {
    const end = text.lastIndexOf(':');
    return { host: text.slice(0, end), port: text.slice(end + 1) };
  }
  const [host = '', port] = text.split(':');
  return { host, port };
};

/**
 * The host and port in what a program calls its peer: `db`, `db.shop.svc:5432`, `[::1]:80`, `kafka/10.0.0.5:9092`, a URL,
 * a JDBC or MySQL source name. Null where there is none. User and password are never part of it.
 */
export const addressOf = (written: string): Address | null => {
  const text = written.slice(0, 2048).replace(/^[\s"'`‘’(<]+/, '');
  if (placeless.test(text)) return null;
  const protocol = scheme.exec(text);
  const driver = /@?(?:tcp|unix)[46]?\(([^)]{1,300})\)/.exec(text.slice(0, 600))?.[1];
  const rest = driver ?? text.slice(protocol?.[0].length ?? 0);
  const authority = rest.split(/[\s/?#;,"'`<>|\\]/, 1)[0] === '' ? '' : beforePath(rest);
  const bare = authority.slice(authority.lastIndexOf('@') + 1).replace(/[).:’]+$/, '');
  const { host: found, port } = split(bare);
  const host = found.toLowerCase().replace(/\.$/, '');
  if (!isHost(host)) return null;
  return { host, port: portIn(port) ?? ports[protocol?.[1]?.toLowerCase() ?? ''] ?? null };
};

/** The part before path and query; of Java's `name/10.0.0.5:9092` the name with the port, of `/10.0.0.5:9092` the number. */
const beforePath = (rest: string): string => {
  const resolved = /^([\w.-]{0,253})\/(?:<unresolved>|(\d{1,3}(?:\.\d{1,3}){3}))(:\d{1,5})?(?![\w.])/.exec(
    rest,
  );
  if (resolved !== null)
    return `${resolved[1] === '' ? (resolved[2] ?? '') : (resolved[1] ?? '')}${resolved[3] ?? ''}`;
  // A password may hold a slash: only what follows the last @ of the first word counts.
  const word = rest.split(/[\s"'`<>|\\]/, 1)[0] ?? '';
  const at = word.split(/[?#]/, 1)[0]?.lastIndexOf('@') ?? -1;
  const user = word.slice(0, Math.max(0, at));
  const from = at !== -1 && !user.includes('://') && user.includes(':') ? word.slice(at + 1) : word;
  return from.split(/[/?#;,]/, 1)[0] ?? '';
};

const isHost = (host: string): boolean => {
  if (/^\d{4}-\d\d-\d\dt\d\d$/.test(host)) return false;
  if (host === '0.0.0.0' || host === '::' || host === '') return false;
  if (host.includes(':')) return v6.test(host);
  if (/^[\d.]+$/.test(host)) return numbers.test(host);
  return name.test(host) && !sourceFile.test(host);
};
