import type { Trace } from './traces.ts';

/** Go, the JVM, .NET, Rust and Elixir. */
export const compiledTraces: readonly Trace[] = [
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
];
