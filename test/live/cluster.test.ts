import { describe, expect, test } from '@jest/globals';

import { connectCluster } from '../../src/cluster/connect.ts';

const configured = process.env['KUBECONFIG'] !== undefined;
const title = configured
  ? 'the cluster of KUBECONFIG'
  : 'the cluster of KUBECONFIG: skipped, because KUBECONFIG is not set';

(configured ? describe : describe.skip)(title, () => {
  const connected = connectCluster({ kubeconfigPaths: null });
  const cluster = async () => {
    const result = await connected;
    if (!result.ok) throw new Error(JSON.stringify(result.complaint));
    return result.cluster;
  };

  test('lists in pages, and items carry their kind', async () => {
    const page = await (await cluster()).list('Namespace', { namespace: null, limit: 1 });
    expect(page).toMatchObject({
      ok: true,
      value: { items: [{ kind: 'Namespace' }], next: expect.any(String) },
    });
    const next = page.ok ? (page.value.next ?? '') : '';
    const second = await (await cluster()).list('Namespace', { namespace: null, limit: 1, next });
    expect(second).toMatchObject({ ok: true, value: { items: [{ kind: 'Namespace' }] } });
    expect(second).not.toEqual(page);
  });

  test('reads metadata alone', async () => {
    const query = { namespace: null, fields: 'metadata.name=default', metadataOnly: true };
    const page = await (await cluster()).list('Namespace', query);
    const items = page.ok ? page.value.items : [];
    expect(items.map((item) => Object.keys(item).toSorted())).toEqual([['apiVersion', 'kind', 'metadata']]);
  });

  test('tells what is not there from what cannot be asked', async () => {
    const absent = await (await cluster()).get('Pod', 'default', 'kubewhy-no-such-pod');
    expect(absent).toEqual({ ok: true, value: null });
    const wrong = await (await cluster()).list('Pod', { namespace: 'default', fields: 'spec.color=red' });
    expect(wrong).toEqual({
      ok: false,
      failure: { reason: 'rejected', message: expect.stringContaining('field label not supported') },
    });
    const log = { container: 'c', previous: true, tailLines: 1, limitBytes: 1 };
    const gone = await (await cluster()).log({ ...log, namespace: 'default', pod: 'kubewhy-no-such-pod' });
    expect(gone).toMatchObject({ ok: false, failure: { reason: 'rejected' } });
  });

  test('keeps the keys of a ConfigMap and no value', async () => {
    const map = await (await cluster()).get('ConfigMap', 'kube-system', 'kube-root-ca.crt');
    expect(map).toMatchObject({ ok: true, value: { data: { 'ca.crt': '' } } });
  });
});
