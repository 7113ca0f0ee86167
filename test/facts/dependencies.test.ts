import { describe, expect, test } from '@jest/globals';

import { isAddress, looksInternal, plainHost, serviceNames } from '../../src/facts/host-names.ts';
import { portsListened } from '../../src/facts/listening.ts';
import { mentionsOf } from '../../src/facts/mentions.ts';
import { denialIn } from '../../src/facts/rbac-denials.ts';

const named = (host: string) =>
  serviceNames(plainHost(host), 'shop').map(({ name, namespace, pod }) =>
    [pod, name, namespace].filter((one) => one !== null).join('.'),
  );

describe('the names a host can have in a cluster', () => {
  test.each([
    ['db', ['db.shop']],
    ['DB.', ['db.shop']],
    ['db.data', ['db.data', 'db.data.shop']],
    ['db.data.svc', ['db.data']],
    ['db.data.svc.cluster.local', ['db.data']],
    ['db-0.db.data.svc.cluster.local.', ['db-0.db.data']],
    ['db-0.db.data', ['db-0.db.data']],
    ['api.payments.example.com', []],
    ['10.96.0.1', []],
    ['[::1]', []],
    ['localhost', []],
    ['not_a_label', []],
  ])('%s', (host, names) => expect(named(host)).toEqual(names));

  test('addresses are told from names', () => {
    expect(['10.0.0.1', 'fd00::1', '::'].map(isAddress)).toEqual([true, true, true]);
    expect(['db', 'a.b.c', 'fade'].map(isAddress)).toEqual([false, false, false]);
  });

  test('names of the world outside are not looked for', () => {
    expect(['db', 'db.data', 'db.data.svc.cluster.local'].map(looksInternal)).toEqual([true, true, true]);
    expect(['example.com', 'api.payments.example.com', '10.0.0.1', 'localhost'].map(looksInternal)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

const hosts = (container: Parameters<typeof mentionsOf>[0]) =>
  mentionsOf(container).map(({ host, port, from }) => [host, port, from]);

describe('the hosts a declaration names', () => {
  test('in URLs, pairs, lists and variables for hosts, without what else a value holds', () => {
    const env = [
      { name: 'DATABASE_URL', value: 'postgres://shop:s3cret@db.data:5432/shop?sslmode=off' },
      { name: 'KAFKA_BROKERS', value: 'kafka-0.kafka:9092,kafka-1.kafka:9092' },
      { name: 'REDIS_HOST', value: 'cache' },
      { name: 'LOG_LEVEL', value: 'info' },
      { name: 'VERSION', value: '1.2.3' },
      { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'api', key: 'token' } } },
    ];
    expect(hosts({ name: 'api', env })).toEqual([
      ['db.data', 5432, 'DATABASE_URL'],
      ['kafka-0.kafka', 9092, 'KAFKA_BROKERS'],
      ['kafka-1.kafka', 9092, 'KAFKA_BROKERS'],
      ['cache', null, 'REDIS_HOST'],
    ]);
  });

  test('in what a script asks before it goes on', () => {
    const command = ['sh', '-c', 'until nc -z queue 5672; do sleep 1; done; pg_isready -h db -p 5433'];
    expect(hosts({ name: 'wait', command })).toEqual([
      ['queue', 5672, 'command'],
      ['db', 5433, 'command'],
    ]);
    expect(hosts(undefined)).toEqual([]);
  });
});

test.each([
  ['INFO Listening on http://0.0.0.0:8080', [8080]],
  ['Server started on port 3000', [3000]],
  ['Tomcat started on port(s): 8081 (http) with context path', [8081]],
  ['INFO:     Uvicorn running on http://127.0.0.1:8000 (Press CTRL+C to quit)', [8000]],
  ['level=info msg="listening" addr=:9090', [9090]],
  ['Serving HTTP on 0.0.0.0 port 8000 ...', [8000]],
  ['cannot listen on port 80: permission denied', []],
  ['connecting to db:5432', []],
  ['started 3 workers in 2000 ms', []],
])('the port in "%s"', (line, ports) => expect(portsListened([line])).toEqual(ports));

const said = (scope: string) =>
  `deployments.apps is forbidden: User "system:serviceaccount:shop:watcher" cannot list resource "deployments" in API group "apps" ${scope}`;

test('the sentence of the API server about a ServiceAccount, taken apart', () => {
  const denied = {
    account: { namespace: 'shop', name: 'watcher' },
    verb: 'list',
    resource: 'deployments',
    group: 'apps',
    object: null,
  };
  expect(denialIn(said('in the namespace "data"'))).toEqual({ ...denied, scope: 'data' });
  expect(denialIn(said('at the cluster scope'))).toEqual({ ...denied, scope: null });
  expect(denialIn('User "jane" cannot list resource "pods" in API group ""')).toBeNull();
});
