import { expect, test } from '@jest/globals';

import type { KindName } from '../../src/facts/objects.ts';
import type { Cluster, ListQuery, Read, Page } from '../../src/ports.ts';

const names = <K extends KindName>(read: Read<Page<K>>): string[] => {
  if (!read.ok) throw new Error(read.failure.message);
  return read.value.items.map(({ metadata }) => metadata?.name ?? '');
};

const asked = {
  namespace: 'shop',
  pod: 'web-1',
  container: 'app',
  previous: false,
  tailLines: 10,
  limitBytes: 100,
};

/** What every implementation of the port does with the shop of shop-recording.ts. */
export const itIsACluster = (clusterOf: () => Cluster): void => {
  test.each<[ListQuery, string[]]>([
    [{ namespace: null }, ['api-1', 'web-1', 'web-2']],
    [{ namespace: 'shop' }, ['web-1', 'web-2']],
    [{ namespace: 'nowhere' }, []],
    [{ namespace: 'shop', labels: 'app=web,tier!=front' }, ['web-2']],
    [{ namespace: null, labels: 'app in (api, web),!tier' }, ['api-1']],
    [{ namespace: null, labels: 'tier notin (front)' }, ['api-1', 'web-2']],
    [{ namespace: null, labels: 'tier' }, ['web-1', 'web-2']],
    [{ namespace: null, fields: 'spec.nodeName=node-a' }, ['api-1', 'web-1']],
    [{ namespace: null, fields: 'metadata.name=web-2,metadata.namespace=shop' }, ['web-2']],
    [{ namespace: 'shop', fields: 'status.phase!=Running' }, ['web-2']],
  ])('lists the pods of %j', async (query, expected) => {
    expect(names(await clusterOf().list('Pod', query))).toEqual(expected);
  });

  test('selects events by the object they are about and by type', async () => {
    const read = await clusterOf().list('Event', {
      namespace: 'shop',
      fields: 'involvedObject.uid=u-web-2,involvedObject.kind=Pod,type!=Normal',
    });
    expect(names(read)).toEqual(['web-2.1']);
    expect(read.ok && read.value.items.map(({ kind, apiVersion }) => `${apiVersion} ${kind}`)).toEqual([
      'v1 Event',
    ]);
    expect(read.ok && 'eventTime' in (read.value.items[0] ?? {})).toBe(false);
  });

  test('reads a list page by page', async () => {
    const first = await clusterOf().list('Pod', { namespace: null, limit: 2 });
    expect(names(first)).toEqual(['api-1', 'web-1']);
    const next = first.ok ? first.value.next : null;
    expect(next).toEqual(expect.any(String));
    const second = await clusterOf().list('Pod', { namespace: null, limit: 2, next: next ?? '' });
    expect(names(second)).toEqual(['web-2']);
    expect(second.ok && second.value.next).toBe(null);
  });

  test('reads metadata alone, with kind and apiVersion', async () => {
    const read = await clusterOf().list('Pod', { namespace: 'other', metadataOnly: true });
    expect(read).toEqual({
      ok: true,
      value: {
        items: [
          {
            apiVersion: 'v1',
            kind: 'Pod',
            metadata: expect.objectContaining({ name: 'api-1', uid: 'u-api-1', labels: { app: 'api' } }),
          },
        ],
        next: null,
      },
    });
  });

  test('gets one object, and null for one that does not exist', async () => {
    const cluster = clusterOf();
    expect(await cluster.get('Node', null, 'node-a')).toMatchObject({
      ok: true,
      value: { kind: 'Node', metadata: { uid: 'u-node-a' } },
    });
    for (const name of ['gone', '', '..', 'web-1/log', 'a b', 'web%2d1'])
      expect(await cluster.get('Pod', 'shop', name)).toEqual({ ok: true, value: null });
  });

  test('a namespaced object without a namespace could not be looked at', async () => {
    expect(await clusterOf().get('Pod', null, 'web-1')).toMatchObject({
      ok: false,
      failure: { reason: 'rejected' },
    });
  });

  test('keeps the keys of ConfigMaps and Secrets, and no value', async () => {
    const cluster = clusterOf();
    const map = await cluster.get('ConfigMap', 'shop', 'settings');
    expect(map).toMatchObject({ ok: true, value: { data: { MODE: '' }, binaryData: { LOGO: '' } } });
    const secret = await cluster.get('Secret', 'shop', 'keys');
    expect(secret).toMatchObject({ ok: true, value: { type: 'Opaque', data: { password: '' } } });
    const maps = await cluster.list('ConfigMap', { namespace: 'shop' });
    const secrets = await cluster.list('Secret', { namespace: 'shop' });
    expect(names(secrets)).toEqual(['keys']);
    expect(secrets.ok && Object.keys(secrets.value.items[0] ?? {}).toSorted()).toEqual([
      'apiVersion',
      'kind',
      'metadata',
    ]);
    expect(JSON.stringify([map, secret, maps, secrets])).not.toMatch(/fast-lane|aGVsbG8|aHVudGVyMg/);
  });

  test.each([
    ['labels', 'app in web'],
    ['labels', 'a b'],
    ['fields', 'spec.color=red'],
    ['fields', 'nonsense'],
  ])('rejects the selector %s %s', async (field, selector) => {
    const read = await clusterOf().list('Pod', { namespace: 'shop', [field]: selector });
    expect(read).toMatchObject({ ok: false, failure: { reason: 'rejected' } });
  });

  test('reads the end of a log, and cuts it', async () => {
    const cluster = clusterOf();
    expect(await cluster.log(asked)).toEqual({ ok: true, value: 'one\ntwo\nthree\n' });
    expect(await cluster.log({ ...asked, tailLines: 2 })).toEqual({ ok: true, value: 'two\nthree\n' });
    expect(await cluster.log({ ...asked, tailLines: 2, limitBytes: 5 })).toEqual({
      ok: true,
      value: 'two\nt',
    });
  });

  test.each([
    [{ previous: true }, 'previous terminated container "app" in pod "web-1" not found'],
    [{ pod: 'web-9' }, 'pods "web-9" not found'],
    [{ container: 'sidecar' }, 'container sidecar is not valid for pod web-1'],
    [{ pod: 'web-2' }, 'container "app" in pod "web-2" is waiting to start: ImagePullBackOff'],
  ])('says why there is no log for %j', async (other, message) => {
    expect(await clusterOf().log({ ...asked, ...other })).toEqual({
      ok: false,
      failure: { reason: 'rejected', message },
    });
  });
};
