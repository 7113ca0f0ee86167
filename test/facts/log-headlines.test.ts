import { expect, test } from '@jest/globals';

import { complaintsIn, headlineOf } from '../../src/facts/log-lines.ts';

test.each([
  ['2026-01-01T00:00:01Z FATAL no', 'no'],
  ['[2026-01-01 00:00:00,123] error', 'error'],
  ['panic: x', 'panic: x'],
  ['Error: boom', 'Error: boom'],
  ['2026/01/01 10:00:00 main.go:12: cannot open config', 'cannot open config'],
  [
    '2026/01/01 10:00:00 [emerg] 1#1: host not found in upstream "api" in /etc/nginx/nginx.conf:9',
    'host not found in upstream "api" in /etc/nginx/nginx.conf:9',
  ],
  ['E0102 03:04:05.678901       1 main.go:12] cannot list nodes', 'cannot list nodes'],
  [
    'E0102 03:04:05.678901       1 leaderelection.go:436] "Failed to update lease" err="Put \\"https://10.96.0.1:443/x\\": context deadline exceeded" lease="kube-system/x"',
    'Failed to update lease: Put "https://10.96.0.1:443/x": context deadline exceeded',
  ],
  ['<3>Jan  1 10:00:00 disk broken', 'disk broken'],
  ['Jan  1 10:00:00 disk broken', 'disk broken'],
  ['[Thu Jan 01 10:00:00.123456 2026] [core:error] [pid 12] AH00094: bad', 'AH00094: bad'],
  [
    '01-Jan-2026 10:00:00.123 SEVERE [main] org.apache.catalina.core.StandardService.initInternal Failed',
    'org.apache.catalina.core.StandardService.initInternal Failed',
  ],
  [
    '2026-01-01T10:00:00.123Z ERROR 1 --- [           main] o.s.boot.SpringApplication               : Application run failed',
    'Application run failed',
  ],
  ['10:00:00.123 [main] ERROR com.shop.Main - cannot start', 'cannot start'],
  ['2026-01-01 10:00:00,123 ERROR [main] com.shop.Main: cannot start', 'cannot start'],
  [
    '2026-01-01 10:00:00.000 UTC [1] FATAL:  password authentication failed for user "shop"',
    'password authentication failed for user "shop"',
  ],
  ['2026-01-01T10:00:00.000000Z 0 [ERROR] [MY-010119] [Server] Aborting', 'Aborting'],
  [
    "1:M 01 Jan 2026 10:00:00.000 # Fatal error, can't open config file",
    "Fatal error, can't open config file",
  ],
  ['ERROR:root:no queue', 'no queue'],
  ['ERROR:    Application startup failed. Exiting.', 'Application startup failed. Exiting.'],
  ['F, [2026-01-01T10:00:00.123456 #1] FATAL -- : no database', 'no database'],
  ['[2026-01-01 10:00:00 +0000] [7] [ERROR] Exception in worker process', 'Exception in worker process'],
  [
    '[2026-01-01 10:00:00.123][1][critical][main] [source/server/server.cc:412] error initializing configuration',
    'error initializing configuration',
  ],
  [
    '2026-01-01T10:00:00.000Z\tERROR\tsetup\tunable to start manager\t{"error": "no kind is registered"}',
    'unable to start manager: no kind is registered',
  ],
  [
    '[01-Jan-2026 10:00:00 UTC] PHP Fatal error:  Allowed memory size of 134217728 bytes exhausted',
    'PHP Fatal error:  Allowed memory size of 134217728 bytes exhausted',
  ],
  ['\u001B[31m2026-01-01 10:00:00\u001B[0m \u001B[1;31mERROR\u001B[0m red', 'red'],
  ['[2026-01-01 10:00:00,000: ERROR/MainProcess] no broker', 'no broker'],
  ['%3|1767261600.000|FAIL|rdkafka#producer-1| kafka:9092: no broker', 'kafka:9092: no broker'],
  [
    '[Nest] 1  - 01/01/2026, 10:00:00 AM   ERROR [ExceptionHandler] no module',
    '[ExceptionHandler] no module',
  ],
  ['10:00:00.000 [error] no repo', 'no repo'],
  [
    'time="2026-01-01T10:00:00Z" level=fatal msg="cannot connect" error="dial tcp: refused"',
    'cannot connect: dial tcp: refused',
  ],
  [
    'ts=2026-01-01T10:00:00.000Z caller=main.go:1 level=error msg="Error loading config" err="open /etc/x.yml: no such file or directory"',
    'Error loading config: open /etc/x.yml: no such file or directory',
  ],
  [
    '{"level":"error","ts":1767261600.1,"caller":"cmd/main.go:9","msg":"cannot start","error":"dial tcp: refused"}',
    'cannot start: dial tcp: refused',
  ],
  [
    '{"level":50,"time":1767261600000,"pid":1,"hostname":"web-1","err":{"type":"Error","message":"connect ECONNREFUSED 10.0.0.1:5432","stack":"Error: connect ECONNREFUSED 10.0.0.1:5432\\n    at TCPConnectWrap.afterConnect (node:net:1611:16)"},"msg":"cannot start"}',
    'cannot start: connect ECONNREFUSED 10.0.0.1:5432',
  ],
  [
    '{"name":"web","hostname":"x","pid":1,"level":60,"err":{"message":"boom","name":"TypeError","stack":"TypeError: boom\\n    at a (/app/b.js:1:2)"},"msg":"boom","time":"2026-01-01T10:00:00.000Z","v":0}',
    'TypeError: boom',
  ],
  [
    '{"time":"2026-01-01T10:00:00Z","level":"ERROR","msg":"sync failed","err":"no queue"}',
    'sync failed: no queue',
  ],
  [
    '{"asctime":"2026-01-01 10:00:00","levelname":"ERROR","message":"job failed","exc_info":"Traceback (most recent call last):\\n  File \\"/app/a.py\\", line 2, in <module>\\n    run()\\nKeyError: \'DB_URL\'"}',
    "job failed: KeyError: 'DB_URL'",
  ],
  [
    '{"@t":"2026-01-01T10:00:00Z","@mt":"Cannot reach {Host}","@l":"Error","@x":"System.Exception: outer\\n ---> System.Net.Sockets.SocketException (111): Connection refused\\n   at A.B()\\n   --- End of inner exception stack trace ---\\n   at C.D()","Host":"db"}',
    'Cannot reach {Host}: System.Net.Sockets.SocketException (111): Connection refused (System.Exception: outer)',
  ],
  [
    '{"thread":"main","level":"ERROR","loggerName":"com.shop.Main","message":"cannot start","thrown":{"commonElementCount":0,"message":"no pool","name":"java.lang.IllegalStateException","extendedStackTrace":"java.lang.IllegalStateException: no pool\\n\\tat com.shop.Main.main(Main.java:5)\\nCaused by: java.net.ConnectException: Connection refused\\n\\tat a.B.c(B.java:1)\\n"}}',
    'java.net.ConnectException: Connection refused (cannot start: java.lang.IllegalStateException: no pool)',
  ],
  [
    '{"t":{"$date":"2026-01-01T10:00:00.000+00:00"},"s":"E","c":"CONTROL","id":20557,"ctx":"initandlisten","msg":"DBException in initAndListen, terminating","attr":{"error":"Location28596: Unable to determine status of lock file"}}',
    'DBException in initAndListen, terminating: Location28596: Unable to determine status of lock file',
  ],
  [
    '{"@timestamp":"2026-01-01T10:00:00Z","log.level":"ERROR","message":"no shard","error.type":"java.lang.X","error.message":"disk"}',
    'no shard: disk',
  ],
  ['{"level":"error","error":null,"msg":"gone"}', 'gone'],
])('the headline of %s', (line, said) => {
  expect(headlineOf(line)).toBe(said);
});

test.each([
  'level=info msg="request done" error=null',
  'time="2026-01-01T10:00:00Z" level=warning msg="" err=<nil>',
  '{"level":30,"msg":"retrying after error: connection refused"}',
  '{"severity":"INFO","message":"no error"}',
  'compiled with 0 errors',
  'no error was found',
  'errors: 0, failed: 0',
  'summary: passed=12 failed=0',
  'I0102 03:04:05.678901       1 main.go:12] cannot happen',
  '2026-01-01 10:00:00 DEBUG failed over',
  'starting with --exit-on-error',
])('%s is no alarm', (line) => {
  expect(complaintsIn([line]).map(({ alarming }) => alarming)).toEqual([false]);
});
