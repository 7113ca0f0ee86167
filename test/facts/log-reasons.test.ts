import { expect, test } from '@jest/globals';

import { complaintsIn } from '../../src/facts/log-lines.ts';
import { quoteAtMost, quoteOf } from '../../src/facts/log-lines/quote.ts';

/** What a sentence would quote of a log. */
const quoted = (log: string): string | undefined => complaintsIn(log.split('\n')).at(-1)?.quote;

test.each([
  [
    'MySQL: the error before the others, and none of the farewells',
    `2026-01-01T11:32:15.111Z 0 [Warning] [MY-010068] [Server] CA certificate ca.pem is self signed.
2026-01-01T11:32:15.501Z 1 [ERROR] [MY-012574] [InnoDB] Unable to lock ./ibdata1 error: 11
2026-01-01T11:32:15.502Z 1 [Note] [MY-012575] [InnoDB] Check that you do not already have another mysqld process.
2026-01-01T11:32:15.601Z 1 [ERROR] [MY-012592] [InnoDB] Operating system error number 11 in a file operation.
2026-01-01T11:32:15.701Z 1 [ERROR] [MY-012930] [InnoDB] Plugin initialization aborted with error Generic error.
2026-01-01T11:32:15.801Z 1 [ERROR] [MY-010334] [Server] Failed to initialize DD Storage Engine
2026-01-01T11:32:15.802Z 0 [ERROR] [MY-010020] [Server] Data Dictionary initialization failed.
2026-01-01T11:32:15.803Z 0 [ERROR] [MY-010119] [Server] Aborting`,
    'Unable to lock ./ibdata1 error: 11',
  ],
  [
    'PHP-FPM: the entry, and not the files that include it',
    `[26-Nov-2026 10:59:50] ERROR: [/usr/local/etc/php-fpm.d/www.conf:4] unknown entry 'pm.max_childs'
[26-Nov-2026 10:59:50] ERROR: Unable to include /usr/local/etc/php-fpm.d/www.conf from /usr/local/etc/php-fpm.conf at line 143
[26-Nov-2026 10:59:50] ERROR: failed to load configuration file '/usr/local/etc/php-fpm.conf'
[26-Nov-2026 10:59:50] ERROR: FPM initialization failed`,
    "[/usr/local/etc/php-fpm.d/www.conf:4] unknown entry 'pm.max_childs'",
  ],
  [
    'RabbitMQ: the sentence between the rulers',
    `2026-11-26 11:31:00.201000+00:00 [error] <0.216.0> BOOT FAILED
2026-11-26 11:31:00.201000+00:00 [error] <0.216.0> ===========
2026-11-26 11:31:00.201000+00:00 [error] <0.216.0> Feature flags: \`stream_queue\`: required feature flag not enabled!
2026-11-26 11:31:00.201000+00:00 [error] <0.216.0>
BOOT FAILED
===========
Exception during startup:
exit:{disabled_required_feature_flag,{incompatible_feature_flags,#{}}}`,
    'Feature flags: `stream_queue`: required feature flag not enabled!',
  ],
  [
    'Redis: its last word, and not a warning about the kernel',
    `1:M 26 Nov 2026 10:00:01.011 # WARNING: The TCP backlog setting of 511 cannot be enforced because somaxconn is set to 128.
1:M 26 Nov 2026 10:00:01.020 * Server initialized
1:M 26 Nov 2026 10:00:01.033 # Bad file format reading the append only file appendonly.aof.2.incr.aof: make a backup of your AOF file, then use ./redis-check-aof --fix <filename.manifest>`,
    'Bad file format reading the append only file appendonly.aof.2.incr.aof',
  ],
  [
    'PostgreSQL: FATAL with its DETAIL',
    `2026-11-26 11:29:56.123 UTC [1] FATAL:  could not create lock file
2026-11-26 11:29:56.123 UTC [1] DETAIL:  Lock file "postmaster.pid" is empty.
2026-11-26 11:29:56.123 UTC [1] HINT:  Another server may be starting.`,
    'could not create lock file: Lock file "postmaster.pid" is empty',
  ],
  [
    'a list that a complaint opens, and not its echo',
    `Invalid environment variables: {
  NEXTAUTH_URL: [ 'Invalid url' ]
}
file:///app/env.mjs:88
    throw new Error("Invalid environment variables");
          ^
Error: Invalid environment variables
    at onValidationError (file:///app/env.mjs:88:11)`,
    "Invalid environment variables: NEXTAUTH_URL: [ 'Invalid url' ]",
  ],
  [
    'what stands before a farewell of a server',
    `2026-11-26 11:28:51 ERROR [main] c.acme.Boot - no seat is left on bus 7
2026-11-26 11:28:52 ERROR [main] o.a.catalina.core.ContainerBase - Uncaught; shutting down`,
    'no seat is left on bus 7',
  ],
  [
    'what the program went on after is no reason',
    `ERROR could not read /etc/app/overrides.yaml: no such file, continuing with defaults
ERROR no seat is left
FATAL Aborting`,
    'no seat is left',
  ],
  [
    'a farewell far from any complaint is all there is',
    [
      'ERROR one request was refused: 10.0.0.7:80',
      ...Array.from({ length: 20 }, (_, index) => `INFO served ${index}`),
      'FATAL failed to initialize storage',
    ].join('\n'),
    'failed to initialize storage',
  ],
  ['a farewell alone', 'INFO started\nFATAL Aborting', 'Aborting'],
])('%s', (_, log, expected) => {
  expect(quoted(log)).toBe(expected);
});

test('a listing of threads complains of nothing, and is not the last line', () => {
  const thread = [
    '"worker-1" #1 daemon prio=5 os_prio=0 tid=0x00007f1c nid=0x6d waiting on condition',
    '   java.lang.Thread.State: TIMED_WAITING (parking)',
    '\tat sun.misc.Unsafe.park(Native Method)',
    '\t- parking to wait for  <0x00e0> (a java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject)',
    '\tat java.util.concurrent.locks.LockSupport.parkNanos(LockSupport.java:215)',
  ];
  const log = [
    'ERROR licence key expired',
    'Full thread dump OpenJDK 64-Bit Server VM:',
    ...thread,
    ...thread,
  ];
  expect(complaintsIn(log).map(({ text }) => text)).toEqual(['ERROR licence key expired']);
  expect(complaintsIn([...log.slice(1), 'done']).map(({ text, alarming }) => ({ text, alarming }))).toEqual([
    { text: 'done', alarming: false },
  ]);
});

test.each([
  ['Error: boom', 'boom'],
  [
    'Exception in thread "main" org.apache.kafka.common.errors.SaslAuthenticationException: Authentication failed: credentials for user events-reader could not be verified',
    'SaslAuthenticationException: Authentication failed: credentials for user events-reader could not be verified',
  ],
  [
    "org.springframework.beans.factory.BeanCreationException: Error creating bean with name 'pay' defined in class path resource [a/B.class]: Invocation of init method failed; nested exception is java.lang.IllegalStateException: pay.currency 'EURO' is unknown",
    "java.lang.IllegalStateException: pay.currency 'EURO' is unknown",
  ],
  [
    'connect() failed (111: Connection refused) while connecting to upstream, client: 10.244.0.1, server: _, request: "GET /ping HTTP/1.1", upstream: "fastcgi://127.0.0.1:9000"',
    'connect() failed (111: Connection refused) while connecting to upstream, upstream: "fastcgi://127.0.0.1:9000"',
  ],
  [
    "Parameter 0 of constructor in com.acme.orders.OrderController required a bean of type 'com.acme.orders.TaxClient' that could not be found.",
    "Parameter 0 of constructor in OrderController required a bean of type 'com.acme.orders.TaxClient' that could not be found",
  ],
  [
    'sqlalchemy.exc.OperationalError: (psycopg2.OperationalError) connection to server at "pg-main.dba.acme.io" (10.96.3.4), port 5432 failed: FATAL:  database "reports_prod" does not exist',
    'connection to server at "pg-main.dba.acme.io" (10.96.3.4), port 5432 failed: FATAL: database "reports_prod" does not exist',
  ],
  [
    'error loading config from "/etc/prometheus/prometheus.yml": couldn\'t load configuration (--config.file="/etc/prometheus/prometheus.yml"): parsing YAML file /etc/prometheus/prometheus.yml: yaml: line 5: mapping values are not allowed in this context',
    'parsing YAML file /etc/prometheus/prometheus.yml: yaml: line 5: mapping values are not allowed in this context',
  ],
  [
    "DBException in initAndListen, terminating: Location28662: Cannot start server. Detected data files in /data/db created by the 'mmapv1' storage engine, but the specified storage engine was 'wiredTiger'.",
    "Detected data files in /data/db created by the 'mmapv1' storage engine, but the specified storage engine was 'wiredTiger'",
  ],
  [
    'rpc error: code = Unknown desc = failed to exec in container: failed to start exec "4d1c6b1a7f3e4d1c6b1a7f3e4d1c6b1a7f3e": OCI runtime exec failed: exec failed: unable to start container process: exec: "curl": executable file not found in $PATH',
    'OCI runtime exec failed: exec failed: unable to start container process: exec: "curl": executable file not found in $PATH',
  ],
])('the quotation of %s', (headline, expected) => {
  expect(quoteOf(headline)).toBe(expected);
  expect(expected.length).toBeLessThanOrEqual(quoteAtMost);
});

test('a long sentence loses its middle between words', () => {
  const said = quoteOf(`the key "alpha" ${'of many words '.repeat(20)}names no column "omega"`);
  expect(said).toMatch(/^the key "alpha" of .* … .* names no column "omega"$/);
  expect(said.length).toBeLessThanOrEqual(quoteAtMost);
  expect(quoteOf('x'.repeat(400))).toBe('…');
});
