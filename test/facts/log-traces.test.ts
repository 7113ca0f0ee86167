import { expect, test } from '@jest/globals';

import { complaintsIn } from '../../src/facts/log-lines.ts';

/** Logs as the runtimes write them, without the empty lines, which are not read. */
const traces: { name: string; log: string; headline: string; lines: number }[] = [
  {
    name: 'Go panic',
    log: `2026/01/01 10:00:00 listening
panic: runtime error: invalid memory address or nil pointer dereference
[signal SIGSEGV: segmentation violation code=0x1 addr=0x28 pc=0x6316f1]
goroutine 1 [running]:
main.(*server).start(0x0, {0x7f0e, 0x3})
	/app/main.go:30 +0xd1
main.main()
	/app/main.go:12 +0x1d
created by net/http.(*Server).Serve in goroutine 1
	/usr/local/go/src/net/http/server.go:3285 +0x4b4
exit status 2`,
    headline: 'panic: runtime error: invalid memory address or nil pointer dereference',
    lines: 10,
  },
  {
    name: 'Go panic that was recovered and raised again',
    log: `panic: no config [recovered, repanicked]
goroutine 1 [running]:
main.main.func1()
	/app/main.go:3 +0x18
panic({0x6b1880?, 0x737dc0?})
	/usr/local/go/src/runtime/panic.go:860 +0x13a
main.main()
	/app/main.go:3 +0x26e`,
    headline: 'panic: no config',
    lines: 8,
  },
  {
    name: 'Go trace below a line of zap',
    log: `2026-01-01T10:00:00.000Z	ERROR	setup	unable to start manager	{"error": "no kind is registered"}
main.main
	/workspace/main.go:86
runtime.main
	/usr/local/go/src/runtime/proc.go:283`,
    headline: 'unable to start manager: no kind is registered',
    lines: 5,
  },
  {
    name: 'Go deadlock',
    log: `fatal error: all goroutines are asleep - deadlock!
goroutine 1 [chan receive]:
main.main()
	/app/main.go:3 +0x1f`,
    headline: 'fatal error: all goroutines are asleep - deadlock!',
    lines: 4,
  },
  {
    name: 'JVM exception with causes',
    log: `Exception in thread "main" java.lang.IllegalStateException: Failed to start pool
	at Main.connect(Main.java:3)
	at Main.main(Main.java:4)
Caused by: org.postgresql.util.PSQLException: Connection to db:5432 refused.
	at org.postgresql.core.v3.ConnectionFactoryImpl.openConnectionImpl(ConnectionFactoryImpl.java:342)
	... 12 more
Caused by: java.net.ConnectException: Connection refused
	at java.base/sun.nio.ch.Net.pollConnect(Native Method)
	... 17 common frames omitted`,
    headline:
      'java.net.ConnectException: Connection refused (java.lang.IllegalStateException: Failed to start pool)',
    lines: 9,
  },
  {
    name: 'JVM exception below the line of a logger',
    log: `2026-01-01T10:00:00.123Z ERROR 1 --- [           main] o.s.boot.SpringApplication               : Application run failed
org.springframework.beans.factory.BeanCreationException: Error creating bean with name 'dataSource'
	at org.springframework.beans.factory.support.ConstructorResolver.instantiate(ConstructorResolver.java:651) ~[spring-beans-6.1.3.jar!/:6.1.3]
Caused by: java.lang.IllegalArgumentException: Could not resolve placeholder 'DB_URL' in value "\${DB_URL}"
	at org.springframework.util.PropertyPlaceholderHelper.parseStringValue(PropertyPlaceholderHelper.java:180)`,
    headline: `java.lang.IllegalArgumentException: Could not resolve placeholder 'DB_URL' in value "\${DB_URL}" (org.springframework.beans.factory.BeanCreationException: Error creating bean with name 'dataSource')`,
    lines: 5,
  },
  {
    name: 'report of Spring Boot',
    log: `2026-01-01T10:00:00.123Z ERROR 1 --- [           main] o.s.b.d.LoggingFailureAnalysisReporter   :
***************************
APPLICATION FAILED TO START
***************************
Description:
Web server failed to start. Port 8080 was already in use.
Action:
Identify and stop the process that's listening on port 8080 or configure this application to listen on another port.`,
    headline: 'Web server failed to start. Port 8080 was already in use.',
    lines: 7,
  },
  {
    name: 'Node error event',
    log: `node:events:505
    throw er; // Unhandled 'error' event
    ^
Error: connect ECONNREFUSED 10.0.0.5:5432
    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:2021:16)
Emitted 'error' event on Socket instance at:
    at emitErrorNT (node:internal/streams/destroy:170:8)
    at process.processTicksAndRejections (node:internal/process/task_queues:90:21) {
  errno: -111,
  code: 'ECONNREFUSED',
  syscall: 'connect',
  address: '10.0.0.5',
  port: 5432
}
Node.js v24.21.0`,
    headline: 'Error: connect ECONNREFUSED 10.0.0.5:5432',
    lines: 15,
  },
  {
    name: 'Node missing module, with the package manager around it',
    log: `> shop@1.0.0 start
> node server.js
node:internal/modules/cjs/loader:1568
  throw err;
  ^
Error: Cannot find module 'express'
Require stack:
- /app/server.js
    at Module._resolveFilename (node:internal/modules/cjs/loader:1564:15)
    at Object.<anonymous> (/app/server.js:1:1)
    at Module._compile (node:internal/modules/cjs/loader:1929:14) {
  code: 'MODULE_NOT_FOUND',
  requireStack: [ '/app/server.js' ]
}
Node.js v24.21.0
npm error Lifecycle script \`start\` failed with error:
npm error code 1
npm error path /app`,
    headline: "Error: Cannot find module 'express'",
    lines: 13,
  },
  {
    name: 'Node error with its cause',
    log: `node:internal/modules/run_main:107
    triggerUncaughtException(
    ^
[TypeError: fetch failed] {
  [cause]: Error: getaddrinfo ENOTFOUND orders
      at GetAddrInfoReqWrap.onlookupall [as oncomplete] (node:dns:123:26) {
    errno: -3008,
    code: 'ENOTFOUND',
    syscall: 'getaddrinfo',
    hostname: 'orders'
  }
}
Node.js v24.21.0`,
    headline: 'Error: getaddrinfo ENOTFOUND orders (TypeError: fetch failed)',
    lines: 13,
  },
  {
    name: 'Node several addresses',
    log: `AggregateError [ECONNREFUSED]:
    at internalConnectMultiple (node:net:1134:18)
    at afterConnectMultiple (node:net:1715:7) {
  code: 'ECONNREFUSED',
  [errors]: [
    Error: connect ECONNREFUSED ::1:5432
        at createConnectionError (node:net:1678:14) {
      errno: -111,
    },
    Error: connect ECONNREFUSED 127.0.0.1:5432
        at createConnectionError (node:net:1678:14) {
    }
  ]
}`,
    headline: 'Error: connect ECONNREFUSED ::1:5432',
    lines: 14,
  },
  {
    name: 'Node syntax error',
    log: `/app/server.js:1
const x = ;
          ^
SyntaxError: Unexpected token ';'
    at wrapSafe (node:internal/modules/cjs/loader:1861:18)
Node.js v24.21.0`,
    headline: "SyntaxError: Unexpected token ';'",
    lines: 6,
  },
  {
    name: 'Node thrown string',
    log: `node:internal/modules/run_main:107
    triggerUncaughtException(
    ^
boom
(Use \`node --trace-uncaught ...\` to show where the exception was thrown)
Node.js v24.21.0`,
    headline: 'boom',
    lines: 6,
  },
  {
    name: 'Python traceback',
    log: `starting
Traceback (most recent call last):
  File "/app/main.py", line 2, in <module>
    os.environ['DB_URL']
    ~~~~~~~~~~^^^^^^^^^^
  File "<frozen os>", line 679, in __getitem__
KeyError: 'DB_URL'`,
    headline: "KeyError: 'DB_URL'",
    lines: 6,
  },
  {
    name: 'Python chained tracebacks',
    log: `Traceback (most recent call last):
  File "/app/main.py", line 3, in <module>
    sock.connect(sa)
ConnectionRefusedError: [Errno 111] Connection refused
The above exception was the direct cause of the following exception:
Traceback (most recent call last):
  File "/app/main.py", line 5, in <module>
    raise RuntimeError('cannot start') from e
RuntimeError: cannot start`,
    headline: 'RuntimeError: cannot start',
    lines: 9,
  },
  {
    name: 'Python exception that is logged',
    log: `[2026-01-01 10:00:00 +0000] [7] [ERROR] Exception in worker process
Traceback (most recent call last):
  File "/usr/lib/python3/site-packages/gunicorn/arbiter.py", line 609, in spawn_worker
    worker.init_process()
ModuleNotFoundError: No module named 'shop'
[2026-01-01 10:00:00 +0000] [7] [INFO] Worker exiting (pid: 7)
[2026-01-01 10:00:00 +0000] [1] [ERROR] Worker (pid:7) exited with code 3
[2026-01-01 10:00:00 +0000] [1] [ERROR] Shutting down: Master
[2026-01-01 10:00:00 +0000] [1] [ERROR] Reason: Worker failed to boot.`,
    headline: "ModuleNotFoundError: No module named 'shop'",
    lines: 5,
  },
  {
    name: 'Python validation of settings',
    log: `Traceback (most recent call last):
  File "/app/main.py", line 9, in <module>
    settings = Settings()
pydantic_core._pydantic_core.ValidationError: 2 validation errors for Settings
database_url
  Field required [type=missing, input_value={}, input_type=dict]
    For further information visit https://errors.pydantic.dev/2.5/v/missing
api_key
  Field required [type=missing, input_value={}, input_type=dict]
    For further information visit https://errors.pydantic.dev/2.5/v/missing`,
    headline:
      'pydantic_core._pydantic_core.ValidationError: 2 validation errors for Settings: database_url Field required',
    lines: 10,
  },
  {
    name: 'Ruby',
    log: `/app/server.rb:12:in 'TCPSocket#initialize': Connection refused - connect(2) for "db" port 5432 (Errno::ECONNREFUSED)
	from /app/server.rb:12:in 'Object#connect'
	from /app/server.rb:20:in '<main>'`,
    headline: 'Connection refused - connect(2) for "db" port 5432 (Errno::ECONNREFUSED)',
    lines: 3,
  },
  {
    name: '.NET exception with inner exceptions',
    log: `Unhandled exception. System.InvalidOperationException: Cannot start
 ---> Npgsql.NpgsqlException (0x80004005): Failed to connect to 10.0.0.5:5432
 ---> System.Net.Sockets.SocketException (111): Connection refused
   at Npgsql.Internal.NpgsqlConnector.Connect(NpgsqlTimeout timeout)
   --- End of inner exception stack trace ---
   at Npgsql.NpgsqlConnection.Open() in /src/Npgsql/NpgsqlConnection.cs:line 12
   --- End of inner exception stack trace ---
   at Program.<Main>$(String[] args) in /src/Program.cs:line 5`,
    headline:
      'System.Net.Sockets.SocketException (111): Connection refused (System.InvalidOperationException: Cannot start)',
    lines: 8,
  },
  {
    name: '.NET console logger',
    log: `info: Microsoft.Hosting.Lifetime[0]
      Application started without error handler
fail: Shop.Startup[13]
      Cannot read the queue orders
info: Microsoft.Hosting.Lifetime[0]
      Application is shutting down...`,
    headline: 'Cannot read the queue orders',
    lines: 2,
  },
  {
    name: 'Rust panic',
    log: `thread 'main' panicked at src/main.rs:3:5:
called \`Result::unwrap()\` on an \`Err\` value: Os { code: 111, kind: ConnectionRefused, message: "Connection refused" }
note: run with \`RUST_BACKTRACE=1\` environment variable to display a backtrace`,
    headline:
      'panicked: called `Result::unwrap()` on an `Err` value: Os { code: 111, kind: ConnectionRefused, message: "Connection refused" }',
    lines: 3,
  },
  {
    name: 'Rust panic with a backtrace, older form',
    log: `thread 'tokio-runtime-worker' panicked at 'no queue', src/main.rs:3:5
stack backtrace:
   0: rust_begin_unwind
             at /rustc/90b35a623/library/std/src/panicking.rs:578:5
   1: core::panicking::panic_fmt`,
    headline: 'panicked: no queue',
    lines: 5,
  },
  {
    name: 'Rust error with its causes',
    log: `Error: cannot start the shop
Caused by:
    0: error connecting to the database
    1: Connection refused (os error 111)`,
    headline: 'Connection refused (os error 111) (Error: cannot start the shop)',
    lines: 4,
  },
  {
    name: 'PHP',
    log: `PHP Fatal error:  Uncaught PDOException: SQLSTATE[HY000] [2002] Connection refused in /app/index.php:3
Stack trace:
#0 /app/index.php(3): PDO->__construct('mysql:host=db')
#1 {main}
  thrown in /app/index.php on line 3`,
    headline: 'PDOException: SQLSTATE[HY000] [2002] Connection refused',
    lines: 5,
  },
  {
    name: 'Elixir',
    log: `10:00:00.000 [error] GenServer Shop.Repo terminating
** (DBConnection.ConnectionError) tcp connect (db:5432): connection refused - :econnrefused
    (db_connection 2.4.0) lib/db_connection/connection.ex:92: DBConnection.Connection.connect/2
    (stdlib 4.0) gen_server.erl:123: :gen_server.try_dispatch/4
Last message: nil
State: nil`,
    headline: '(DBConnection.ConnectionError) tcp connect (db:5432): connection refused - :econnrefused',
    lines: 6,
  },
  {
    name: 'shell',
    log: `starting
/app/run.sh: line 3: DB_URL: unbound variable`,
    headline: '/app/run.sh: line 3: DB_URL: unbound variable',
    lines: 1,
  },
];

test.each(traces)('$name', ({ log, headline, lines }) => {
  const newest = complaintsIn(log.split('\n')).at(-1);
  expect({ ...newest, text: newest?.text.split('\n').length }).toEqual({
    headline,
    text: lines,
    times: 1,
    alarming: true,
  });
});

test('lines of another writer inside a trace are not part of it', () => {
  const lines = [
    'java.lang.IllegalStateException: no pool',
    '\tat shop.Main.main(Main.java:3)',
    '2026-01-01T10:00:00Z INFO GET /healthz 200',
    'GET /orders 200',
    '\tat shop.Main.run(Main.java:9)',
    '{"level":"info","msg":"served"}',
    'Caused by: java.net.ConnectException: Connection refused',
    '\tat java.base/java.net.Socket.connect(Socket.java:633)',
    'Traceback (most recent call last):',
    '  File "/app/main.py", line 2, in <module>',
    '2026-01-01T10:00:00Z INFO GET /healthz 200',
    "KeyError: 'DB_URL'",
  ];
  expect(complaintsIn(lines)).toEqual([
    {
      text: [0, 1, 4, 6, 7].map((index) => lines[index]).join('\n'),
      headline: 'java.net.ConnectException: Connection refused (java.lang.IllegalStateException: no pool)',
      times: 1,
      alarming: true,
    },
    {
      text: [8, 9, 11].map((index) => lines[index]).join('\n'),
      headline: "KeyError: 'DB_URL'",
      times: 1,
      alarming: true,
    },
  ]);
});

test('the same trace again is the same complaint', () => {
  const trace = ['Error: no seat 17', '    at seat (/app/a.js:1:2)'];
  expect(
    complaintsIn([...trace, 'trying again', 'Error: no seat 18', '    at seat (/app/a.js:1:2)']),
  ).toEqual([
    {
      text: 'Error: no seat 18\n    at seat (/app/a.js:1:2)',
      headline: 'Error: no seat 18',
      times: 2,
      alarming: true,
    },
  ]);
});

test('a long trace loses its middle, neither its beginning nor its root', () => {
  const frames = (name: string): string[] =>
    Array.from({ length: 60 }, (_, index) => `\tat shop.${name}.call${index}(${name}.java:${index})`);
  const [said] = complaintsIn([
    'java.lang.IllegalStateException: first',
    ...frames('First'),
    'Caused by: java.net.ConnectException: root',
    ...frames('Root'),
  ]);
  const lines = said?.text.split('\n') ?? [];
  expect(lines.length).toBeLessThanOrEqual(33);
  expect(said?.text.length).toBeLessThanOrEqual(4096);
  expect(lines[0]).toBe('java.lang.IllegalStateException: first');
  expect(lines).toContain('…');
  expect(lines).toContain('Caused by: java.net.ConnectException: root');
});

test('a long line keeps both ends', () => {
  const [said] = complaintsIn([`ERROR begin ${'x '.repeat(30_000)}end`]);
  expect(said?.text.length).toBeLessThanOrEqual(4096);
  expect(said?.text).toMatch(/^ERROR begin .*….*end$/);
});
