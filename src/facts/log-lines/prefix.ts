import { levelNamed, levelNumbered, levelWords } from './levels.ts';
import { readAtMost } from './log-line.ts';
import type { Level } from './log-line.ts';

const clock = String.raw`\d{1,2}:\d\d:\d\d(?:[.,]\d{1,9})?(?: [AP]M)?`;
const zoneName = '(?:UTC|GMT|[CEMW]?EST|[CEMPW]E?[SD]T|[AC]E[SD]T|MSK|IST|JST|KST|SGT|BST|BRT|Z)';
const zone = String.raw`(?: ?(?:[+-]\d\d:?\d\d(?: ${zoneName})?|${zoneName}))?(?![A-Za-z])`;
const months = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec';
/** RFC 3339 and its kin, nginx and Go's log, common log format, syslog, ctime, PHP and Tomcat, JUL, Redis, epoch seconds. */
const times = [
  String.raw`\d{4}[-/.]\d\d[-/.]\d\d(?:[T ,]{1,2}|::?)${clock}${zone}`,
  String.raw`\d{1,2}[-/ ](?:${months})[-/ ]\d{4}[: ]${clock}${zone}`,
  String.raw`(?:[A-Z][a-z]{2},? )?(?:${months}) {1,2}\d{1,2}(?:, \d{4})? ${clock}${zone}(?: \d{4})?`,
  String.raw`\d{8}[T ]${clock}${zone}`,
  String.raw`${clock}${zone}(?=[\s|\]])`,
  String.raw`\d\d/\d\d/\d{4}, ${clock}`,
  String.raw`1\d{9}\.\d{3,9}`,
];
const time = new RegExp(String.raw`^[[(<"]?(?:${times.join('|')})[\])>"]?(?: ?[:|-](?=\s))?[\s|:]{0,4}`);
const priority = /^<\d{1,3}>(?:1 )?|^\[Nest\] \d{1,10} {1,4}- /;
/** https://github.com/kubernetes/klog: level and date, time, thread, source. */
const klog = /^([IWEF])(?:\d{4} |\d{8} )\d\d:\d\d:\d\d\.\d{1,9} {1,12}\d{1,10} [\w./-]{1,100}:\d{1,6}\] ?/;
const bracketedLevel = new RegExp(
  String.raw`^[[(<|]\s{0,2}(${levelWords}|[TDIWEF])\s{0,4}[\])>|]:?[\s|]{0,8}`,
  'i',
);
const upperLevel = new RegExp(
  String.raw`^(${levelWords.toUpperCase()})(?:\s{0,4}[|:](?![:\w])|:(?=[\w.]{1,60}:)|(?=\s))[\s|]{0,12}(?!\d{4})`,
);
/** Bare small letters are a level only behind a time (zap, NLog) or with a colon in front of the message (winston, .NET). */
const smallLevel = new RegExp(String.raw`^(${levelWords})(?:\s{0,2}[|:]|(?=\s))[\s|]{1,12}`, 'i');
const mildLevel = /^(trace|trce|debug|dbug|info|notice|warn|warning|fail|crit):(?=\s|$)\s{0,12}/i;
const rubyLevel = /^([DIWEFA]), \[[^\]]{1,60}\] {1,3}[A-Z]{3,7} -- [\w.:-]{0,60}: /;
/** The shell scripts of images: `10-listen.sh: info: text`. */
const script = /^[\w./-]{1,100}\.sh: (debug|info|notice|warn|warning|error): /;
/** Redis: `1:M 01 Jan 2024 00:00:00.000 # text`, where `#` is a warning and `*` a notice. */
const redis = new RegExp(String.raw`^\d{1,7}:[XCSM] ${times[1] ?? ''} ([.*#-]) `);
const redisWarning = /^WARNING:? /;
/** Apache httpd: `[core:error] [pid 12:tid 140] [client 10.0.0.1:1234] text`. */
const apache =
  /^\[[\w-]{0,40}:(emerg|alert|crit|error|warn|notice|info|debug|trace\d)\] \[pid [^\]]{1,60}\] (?:\[client [^\]]{1,60}\] )?/;
/** Celery: `[time: ERROR/MainProcess] text`; librdkafka: `%3|time|FAIL|client| text`. */
const celery = /^(DEBUG|INFO|WARNING|ERROR|CRITICAL)\/[\w.-]{1,60}\] /;
const rdkafka = /^%([0-7])\|\d{1,12}\.\d{1,6}\|\w{1,20}\|[^|]{1,100}\| /;
/** ClickHouse: `[ 1 ] {query} <Error> Application: text`. */
const clickhouse =
  /^\[ \d{1,9} \] \{[^}]{0,80}\} <(Fatal|Critical|Error|Warning|Notice|Information|Debug|Trace)> [^:]{1,80}: /;
const python = /^[\w.]{1,60}:(?=\S)/;

/** Process, thread, logger and source that stand between time and message. */
const between = [
  /^\d{1,10} --- \[[^\]]{1,80}\] (?:\[[^\]]{0,80}\] )?[\w.$[\]/-]{1,100}\s{0,40}:(?: |$)/,
  /^\d{1,10}#\d{1,10}: (?:\*\d{1,10} )?/,
  /^\[(?:pid[: ]?|main|thread[-\w]*|[\w.-]*-(?:thread|exec|worker|pool)[\w.-]*|\d{1,10}|source\/[^\]]{1,100}|MY-\d+|Server|InnoDB|InitServer)\]:?\s{0,4}/i,
  /^\[[\w .#:/-]{1,60}\]\s{1,4}(?=\[?(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|SEVERE)\b)/,
  /^[A-Za-z_$][\w$]{0,40}(?:\.[\w$]{1,60}){1,12}(?<!Exception|Error|Failure|Throwable)(?:\s{1,40}-|\s{0,40}:)\s{1,4}/,
  /^\d{1,10} (?=\[)/,
  // The server of ZooKeeper, its thread and source.
  /^\[myid:\d{0,9}\] - /,
  /^\[[\w.-]{1,80}:[\w.$]{1,120}@\d{1,7}\] - /,
  // The logger and the thread of JBoss and Quarkus.
  /^\[[a-z]\w{0,60}(?:\.\w{1,60}){1,12}\] \([^()]{1,80}\) (?:ERROR: )?/,
  // The logger and the node of Elasticsearch.
  /^\[[a-z](?:\.\w{1,60}){1,12}\s{0,24}\] \[[\w.-]{1,63}\] /,
  // The logger of Logstash.
  /^\[[a-z]\w{0,40}(?:\.\w{1,60}){1,12}\s{0,24}\] /,
  // The process of Erlang.
  /^<\d{1,6}\.\d{1,9}\.\d{1,6}>(?:\s{1,4}|$)/,
  /^(?:[\w-]{1,60}\/){0,6}[\w-]{1,60}\.(?:go|py|c|cc|cpp|rs):\d{1,6}(?::|\])?\s{1,4}/,
  /^[\w./-]{1,100}\.go:\d{1,6}:[\w.()*]{1,80}\(\) /,
  /^(?:-|--|:|\|)\s{1,4}/,
];

/** A plain line without what stands in front of its message. `record` tells whether anything did. */
export type Stripped = { level: Level | null; said: string; record: boolean };

/** Takes time, level, process, logger and source off a plain line; a line without them comes back as it is. */
export const withoutPrefix = (line: string): Stripped => {
  let said = line.slice(0, readAtMost);
  let level: Level | null = null;
  let timed = false;
  let record = false;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const match = pattern.exec(said);
    if (match !== null) {
      said = said.slice(match[0].length);
      record = true;
    }
    return match;
  };
  for (let round = 0; round < 8; round += 1) {
    const before = said;
    take(priority);
    const own =
      take(klog) ?? take(rubyLevel) ?? take(apache) ?? take(celery) ?? take(script) ?? take(clickhouse);
    if (own !== null) return { level: levelNamed(own[1] ?? ''), said, record };
    const syslog = take(rdkafka);
    if (syslog !== null) return { level: levelNumbered(Number(syslog[1])), said, record };
    const mark = take(redis);
    if (mark !== null && mark[1] !== '#') return { level: 'info', said, record };
    if (mark !== null) return { level: take(redisWarning) === null ? null : 'warn', said, record };
    if (take(time) !== null) timed = true;
    const named =
      take(bracketedLevel) ??
      take(upperLevel) ??
      (timed && level === null ? take(smallLevel) : null) ??
      take(mildLevel);
    if (named !== null) {
      level ??= levelNamed(named[1] ?? '');
      if (named[0].endsWith(':')) take(python);
    }
    if (record) for (const pattern of between) take(pattern);
    if (said === before) break;
  }
  return { level, said, record };
};
