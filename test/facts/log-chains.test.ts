import { expect, test } from '@jest/globals';

import { complaintsIn } from '../../src/facts/log-lines.ts';
import { lastSigns } from '../../src/facts/spoken.ts';

/** What a sentence would quote of a log. */
const quoted = (log: string): string | undefined => complaintsIn(log.split('\n')).at(-1)?.quote;

test.each([
  [
    'Python: what was being handled, where the handler itself slips',
    `Traceback (most recent call last):
  File "/app/spool.py", line 41, in put
    with open(path, "wb") as f:
OSError: [Errno 28] No space left on device: '/var/lib/app/spool/0001'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/app/main.py", line 12, in <module>
    run()
  File "/app/spool.py", line 44, in put
    self.metrics.incr("spool_errors")
AttributeError: 'NoneType' object has no attribute 'incr'`,
    "OSError: [Errno 28] No space left on device: '/var/lib/app/spool/0001' (AttributeError: 'NoneType' object has no attribute 'incr')",
  ],
  [
    'Python: the last exception, where it is no slip',
    `Traceback (most recent call last):
  File "/app/a.py", line 1, in f
    return table["eu"]
KeyError: 'eu'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/app/a.py", line 9, in <module>
    raise ValueError("region eu is not served")
ValueError: region eu is not served`,
    'ValueError: region eu is not served',
  ],
  [
    'the JVM: the password, and not what its cryptography threw',
    `Exception in thread "main" org.apache.camel.FailedToStartRouteException: Failed to start route intake
	at org.apache.camel.impl.Boot.start(Boot.java:5)
Caused by: java.io.IOException: keystore password was incorrect
	at java.base/sun.security.pkcs12.PKCS12KeyStore.engineLoad(PKCS12KeyStore.java:2097)
Caused by: java.security.UnrecoverableKeyException: failed to decrypt safe contents entry: javax.crypto.BadPaddingException: Given final block not properly padded
	... 12 more`,
    'java.io.IOException: keystore password was incorrect (org.apache.camel.FailedToStartRouteException: Failed to start route intake)',
  ],
  [
    'NestJS: the provider that is missing',
    `[Nest] 1  - 11/26/2026, 10:59:50 AM     LOG [NestFactory] Starting Nest application...
[Nest] 1  - 11/26/2026, 10:59:50 AM   ERROR [ExceptionHandler] Nest can't resolve dependencies of the UsersService (UserRepository, ?). Please make sure that the argument MailerService at index [1] is available in the UsersModule context.`,
    "Nest can't resolve dependencies of the UsersService: UsersModule has no argument MailerService at index [1]",
  ],
  [
    'Erlang: the error before the end of the boot',
    `2026-11-26 12:00:01.120 [info] <0.9.0> Time to start RabbitMQ 3.13.2
[error] Error when reading /var/lib/rabbitmq/.erlang.cookie: Cookie file /var/lib/rabbitmq/.erlang.cookie must be accessible by owner only
{"init terminating in do_boot",{error,{"auth:init_setcookie",nothing}}}
Crash dump is being written to: /var/log/rabbitmq/erl_crash.dump...done
init terminating in do_boot ()`,
    'Error when reading /var/lib/rabbitmq/.erlang.cookie: Cookie file /var/lib/rabbitmq/.erlang.cookie must be accessible by owner only',
  ],
  [
    'Erlang: the end of the boot, where nothing else complains',
    `2026-11-26 12:00:01.120 [info] <0.9.0> Time to start
{"init terminating in do_boot",{{badmatch,{error,enoent}},[{app,start,2}]}}`,
    '{"init terminating in do_boot",{{badmatch,{error,enoent}},[{app,start,2}]}}',
  ],
])('%s', (_name, log, quote) => {
  expect(quoted(log)).toBe(quote);
});

const denied = `E1126 12:00:01.114812       1 leaderelection.go:332] error retrieving resource lock shop/op-lock: leases.coordination.k8s.io "op-lock" is forbidden: User "system:serviceaccount:shop:op" cannot get resource "leases" in API group "coordination.k8s.io" in the namespace "shop"`;

test.each([
  [
    'a lease that is lost for the denial before it',
    `${denied}
I1126 12:00:11.114900       1 leaderelection.go:285] failed to renew lease shop/op-lock: timed out waiting for the condition
E1126 12:00:11.115001       1 main.go:112] "problem running manager" err="leader election lost" logger="setup"`,
    true,
  ],
  [
    'a closing line without a reason of its own',
    `${denied}
E1126 12:00:11.115001       1 main.go:112] "the operator has ended unexpectedly"`,
    true,
  ],
  [
    'a panic is a reason of its own',
    `${denied}
panic: runtime error: invalid memory address or nil pointer dereference
goroutine 1 [running]:
main.main()
	/app/main.go:12 +0x1`,
    false,
  ],
  [
    'what the program went on after is not why it ended',
    `${denied}, retrying
E1126 12:00:11.115001       1 main.go:112] "no seat is left"`,
    false,
  ],
])('%s', (_name, log, last) => {
  expect(
    lastSigns(log.split('\n'))
      .filter(({ sign }) => sign.sign === 'rbac-denied')
      .map((said) => said.last),
  ).toEqual([last]);
});
