import { expect, test } from '@jest/globals';

import { complaintsIn } from '../../src/facts/log-lines.ts';

test.each([
  [
    'Kafka: what was thrown, and not that it exits',
    `[2026-11-26 12:40:01,001] ERROR Fatal error during KafkaServer startup. Prepare to shutdown (kafka.server.KafkaServer)
kafka.common.InconsistentClusterIdException: The Cluster ID 9X doesn't match stored clusterId Some(Lm3) in meta.properties.
	at kafka.server.KafkaServer.startup(KafkaServer.scala:244)
[2026-11-26 12:40:01,100] ERROR Exiting Kafka. (kafka.Kafka$)`,
    "kafka.common.InconsistentClusterIdException: The Cluster ID 9X doesn't match stored clusterId Some(Lm3) in meta.properties",
  ],
  [
    'HAProxy: the place in the file, and not that there are errors',
    `[ALERT]    (1) : config : parsing [/usr/local/etc/haproxy/haproxy.cfg:31] : unknown keyword 'blance' in 'backend' section
[ALERT]    (1) : config : Error(s) found in configuration file : /usr/local/etc/haproxy/haproxy.cfg
[ALERT]    (1) : config : Fatal errors found in configuration.`,
    "(1) : config : parsing [/usr/local/etc/haproxy/haproxy.cfg:31] : unknown keyword 'blance' in 'backend' section",
  ],
  [
    'git-sync: the word of git, and not that it gives up',
    `fatal: Remote branch release-2.9 not found in upstream origin
{"logger":"","ts":"2026-11-26 12:40:00","level":"error","msg":"too many failures, aborting","failCount":1}`,
    'fatal: Remote branch release-2.9 not found in upstream origin',
  ],
  [
    'Alertmanager: the list that the error opens',
    String.raw`ts=2026-11-26T12:40:00.030Z level=error msg="Loading configuration file failed" err="yaml: unmarshal errors:\n  line 22: field recievers not found"`,
    'Loading configuration file failed: yaml: unmarshal errors: line 22: field recievers not found',
  ],
  [
    'Terraform: the error inside its frame, and not its message',
    `╷
│ Error: Error acquiring the state lock
│\u0020
│ Error message: ConditionalCheckFailedException: The conditional request failed
╵`,
    'Error acquiring the state lock',
  ],
  [
    'Flyway: the reason on the line below the complaint',
    `ERROR: Validate failed: Migrations have failed validation
Migration checksum mismatch for migration version 7
-> Applied to database : 1320493212`,
    'Validate failed: Migrations have failed validation: Migration checksum mismatch for migration version 7',
  ],
  [
    'Rails: what stands before the farewell where nothing complains',
    `=> Booting Puma
A server is already running. Check /app/tmp/pids/server.pid.
Exiting`,
    'A server is already running. Check /app/tmp/pids/server.pid',
  ],
])('%s', (_, log, quote) => {
  expect(complaintsIn(log.split('\n')).at(-1)?.quote).toBe(quote);
});
