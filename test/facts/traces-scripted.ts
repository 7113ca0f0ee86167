import type { Trace } from './traces.ts';

/** Node, Python, Ruby, PHP and the shell. */
export const scriptedTraces: readonly Trace[] = [
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
    name: 'shell',
    log: `starting
/app/run.sh: line 3: DB_URL: unbound variable`,
    headline: '/app/run.sh: line 3: DB_URL: unbound variable',
    lines: 1,
  },
  {
    name: 'npm alone',
    log: `npm error code ENOENT
npm error syscall open
npm error path /app/package.json
npm error errno -2
npm error enoent Could not read package.json: Error: ENOENT: no such file or directory, open '/app/package.json'
npm error A complete log of this run can be found in: /home/node/.npm/_logs/x-debug-0.log`,
    headline:
      "npm error enoent Could not read package.json: Error: ENOENT: no such file or directory, open '/app/package.json'",
    lines: 6,
  },
];
