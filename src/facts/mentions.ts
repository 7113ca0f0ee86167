import { plainHost } from './host-names.ts';
import type { Container } from './objects.ts';

/** A host that the declaration of a container names, and where: the name of the variable, never its value. */
export type Mention = { host: string; port: number | null; from: string };

const url = /\b[a-z][a-z0-9+.-]*:\/\/(?:[^\s/@]*@)?(\[[\da-f:.]+\]|[a-z0-9][\w.-]*)(?::(\d{2,5}))?/gi;
const pair = /(?<![\w.:/@-])([a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*):(\d{2,5})(?![\w.])/gi;
const keyed = /\b(?:host|server|addr(?:ess)?)=([a-z0-9][\w.-]*)/gi;
/** What scripts ask before they go on: `nc -z db 5432`, `nslookup db`, `pg_isready -h db -p 5432`. */
const asked =
  /\b(?:nc|ncat|netcat|telnet|nslookup|ping|getent hosts|dig|host)(?: -\w+(?: \d+)?)* ([a-z][a-z0-9.-]*)(?: (\d{2,5}))?(?![\w.:/])/gi;
const flagged = /\s(?:-h|--host)[ =]([a-z][a-z0-9.-]*)(?:\s+(?:-p|-P|--port)[ =](\d{2,5}))?/gi;
const bare = /^[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?$/i;
/** Variables whose whole value is the name of a host. */
const named =
  /(?:HOST|HOSTNAME|ADDR|ADDRESS|SERVER|ENDPOINT|BROKERS?|UPSTREAM|SERVICE|PEERS?|NODES?|URL|URI)$/i;

/** Longer values are no addresses. */
const readAtMost = 4096;

const hostsIn = (text: string, from: string, whole: boolean): Mention[] => {
  const value = text.slice(0, readAtMost);
  const patterns = from === 'command' ? [url, pair, keyed, asked, flagged] : [url, pair, keyed];
  const found = patterns.flatMap((pattern) =>
    [...value.matchAll(pattern)].map(([, host = '', port]) => ({
      host,
      port: port === undefined ? null : Number(port),
      from,
    })),
  );
  if (whole && found.length === 0)
    for (const part of value.split(',').map((one) => one.trim()))
      if (bare.test(part) && !/^\d+$/.test(part)) found.push({ host: part, port: null, from });
  return found.map((mention) => ({ ...mention, host: plainHost(mention.host) }));
};

/** The hosts that environment, command and arguments of a container name, each once for each place. */
export const mentionsOf = (container: Container | undefined): Mention[] => {
  const words = [...(container?.command ?? []), ...(container?.args ?? [])];
  const all = [
    ...(container?.env ?? []).flatMap(({ name = '', value }) =>
      value === undefined ? [] : hostsIn(value, name, named.test(name)),
    ),
    ...words.flatMap((word) => hostsIn(word ?? '', 'command', false)),
  ];
  return [...new Map(all.map((one) => [`${one.host} ${one.port ?? ''} ${one.from}`, one])).values()];
};
