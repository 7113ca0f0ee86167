import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from '@jest/globals';

import { complaintsIn } from '../../src/facts/log-lines.ts';
import { signsIn } from '../../src/facts/log-signs/signs.ts';

const head = /^(?<sign>[\w-]+)(?: host=(?<host>\S+))?(?: port=(?<port>\d+))?(?: subject=(?<subject>.+))?$/;

/** The logs of a file: `--- sign host=… port=… subject=…` or `--- nothing`, and below it what the container wrote. */
const logsOf = (file: string): { log: string[]; expected: unknown[] }[] =>
  readFileSync(join(import.meta.dirname, 'log-signs', `${file}.txt`), 'utf8')
    .split(/^--- /m)
    .slice(1)
    .map((part) => {
      const [said = '', ...log] = part.trimEnd().split('\n');
      const { sign, host = null, port, subject = null } = head.exec(said)?.groups ?? {};
      const found = { sign, host, port: port === undefined ? null : Number(port), subject, past: false };
      return { log, expected: said === 'nothing' ? [] : [found] };
    });

test.each(['peers', 'clients', 'others', 'healthy'].flatMap(logsOf))('$log.0', ({ log, expected }) => {
  expect(signsIn(log).map(({ line: _line, also: _also, at: _at, ...rest }) => rest)).toEqual(expected);
});

test.each(logsOf('healthy'))('nothing alarms in $log.0', ({ log }) => {
  expect(complaintsIn(log).filter(({ alarming }) => alarming)).toEqual([]);
});

const sign = { also: [], host: null, port: null, subject: null, past: false };

test('signs are told newest first, each once, with the line that is quoted', () => {
  const log = [
    '2026-01-01T10:00:00Z ERROR dial tcp 10.0.0.1:5432: connect: connection refused',
    '2026-01-01T10:00:01Z INFO trying again',
    '2026-01-01T10:00:02Z ERROR dial tcp 10.0.0.1:5432: connect: connection refused',
    'panic: open /etc/shop.yaml: no such file or directory',
    'goroutine 1 [running]:',
    'main.main()',
    '\t/app/main.go:3 +0x21c',
  ];
  expect(signsIn(log)).toEqual([
    {
      ...sign,
      sign: 'file-missing',
      line: 'panic: open /etc/shop.yaml: no such file or directory',
      at: 3,
      subject: '/etc/shop.yaml',
    },
    {
      ...sign,
      sign: 'refused',
      line: 'dial tcp 10.0.0.1:5432: connect: connection refused',
      at: 2,
      host: '10.0.0.1',
      port: 5432,
    },
  ]);
});

test('the root of a chain of causes is the sign, and the error above it names the peer', () => {
  const log = [
    '2026-01-01T10:00:00.000Z ERROR 1 --- [main] o.s.boot.SpringApplication : Application run failed',
    'org.postgresql.util.PSQLException: Connection to db.shop:5432 refused.',
    '\tat org.postgresql.Driver.connect(Driver.java:1)',
    'Caused by: java.net.ConnectException: Connection refused',
    '\tat java.base/java.net.Socket.connect(Socket.java:633)',
  ];
  expect(signsIn(log)).toEqual([
    {
      ...sign,
      sign: 'refused',
      line: 'java.net.ConnectException: Connection refused (org.postgresql.util.PSQLException: Connection to db.shop:5432 refused.)',
      at: 0,
      host: 'db.shop',
      port: 5432,
    },
  ]);
});

test.each([
  ['dial tcp: lookup db.shop.svc on 10.96.0.10:53: no such host', 'INFO connected to db.shop.svc:5432', true],
  ['dial tcp: lookup db.shop.svc on 10.96.0.10:53: no such host', 'db is ready', true],
  [
    'redis.exceptions.ConnectionError: Error 111 connecting to redis:6379. Connection refused.',
    'connected to mysql',
    false,
  ],
  [
    'redis.exceptions.ConnectionError: Error 111 connecting to redis:6379. Connection refused.',
    'redis is not ready',
    false,
  ],
  [
    'redis.exceptions.ConnectionError: Error 111 connecting to redis:6379. Connection refused.',
    'waiting until redis is ready',
    false,
  ],
  [
    'redis.exceptions.ConnectionError: Error 111 connecting to redis:6379. Connection refused.',
    'INFO Reconnected to redis',
    true,
  ],
  [
    'MongoServerSelectionError: Server selection timed out after 30000 ms',
    '{"level":30,"msg":"connected to the database"}',
    true,
  ],
  [
    'E0102 03:04:05.678901 1 leaderelection.go:436] failed to renew lease a/b: timed out',
    'I0102 03:04:05.678901 1 leaderelection.go:260] successfully acquired lease a/b',
    true,
  ],
  ['disk: no space left on device', 'connected to db', false],
])('%s, and then %s: past %s', (bad, later, past) => {
  expect(signsIn([bad, later]).map((found) => found.past)).toEqual([past]);
  expect(signsIn([later, bad]).map((found) => found.past)).toEqual([false]);
});

test('a host never holds user or password', () => {
  const urls = [
    'amqp://shop:s3cret@mq:5672/v',
    'postgres://u:p%40ss@db/shop',
    'redis://:s3cret@redis:6379',
    'mongodb://a:s3c/r@et@m1:27017,m2:27017/x',
  ];
  expect(
    urls
      .flatMap((url) => signsIn([`cannot open ${url}: connection refused`]))
      .map(({ host, port, subject }) => ({ host, port, subject })),
  ).toEqual([
    { host: 'mq', port: 5672, subject: null },
    { host: 'db', port: 5432, subject: null },
    { host: 'redis', port: 6379, subject: null },
    { host: 'm1', port: 27017, subject: null },
  ]);
});
