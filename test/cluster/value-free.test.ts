import { describe, expect, test } from '@jest/globals';

import { valueFree } from '../../src/cluster/value-free.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const metadata = { name: 's', namespace: 'n' };

const config = (auths: object): string => base64(JSON.stringify({ auths }));

describe('what is left of a Secret', () => {
  test('keys without values, and the registries of a pull secret', () => {
    const secret = valueFree('Secret', {
      metadata,
      type: 'kubernetes.io/dockerconfigjson',
      data: {
        '.dockerconfigjson': config({
          'https://index.docker.io/v1/': { username: 'u', password: 'hunter2' },
          'quay.io/team': { auth: base64('u:hunter2') },
        }),
      },
    });
    expect(secret).toEqual({
      metadata: {
        ...metadata,
        annotations: { 'kubewhy/registries': 'https://index.docker.io/v1/ quay.io/team' },
      },
      type: 'kubernetes.io/dockerconfigjson',
      data: { '.dockerconfigjson': '' },
    });
  });

  test('the older format, and a user in front of a host is left out', () => {
    const { metadata: left } = valueFree('Secret', {
      metadata,
      type: 'kubernetes.io/dockercfg',
      data: { '.dockercfg': base64(JSON.stringify({ 'https://u:hunter2@r.example.com': {} })) },
    });
    expect(left?.annotations).toEqual({ 'kubewhy/registries': 'https://r.example.com' });
  });

  test.each([
    ['another type', 'Opaque', config({ 'quay.io': {} })],
    ['no value', 'kubernetes.io/dockerconfigjson', ''],
  ])('%s: no note', (_, type, value) => {
    const secret = valueFree('Secret', { metadata, type, data: { '.dockerconfigjson': value } });
    expect(secret).toEqual({ metadata, type, data: { '.dockerconfigjson': '' } });
  });

  test.each(['not JSON', '[]', 'null', '{"auths": 3}'])(
    '%s in place of the registries names none',
    (text) => {
      const { metadata: left } = valueFree('Secret', {
        metadata,
        type: 'kubernetes.io/dockerconfigjson',
        data: { '.dockerconfigjson': base64(text) },
      });
      expect(left?.annotations?.['kubewhy/registries'] ?? '').not.toMatch(/\w{2}.*hunter/);
    },
  );

  test('a recording keeps what was noted when it was made', () => {
    const annotations = { 'kubewhy/registries': 'quay.io' };
    const secret = {
      metadata: { ...metadata, annotations },
      type: 'kubernetes.io/dockerconfigjson',
      data: { '.dockerconfigjson': '' },
    };
    expect(valueFree('Secret', secret)).toEqual(secret);
  });

  test('what kubectl apply keeps of the values goes too', () => {
    const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': 'hunter2' };
    const left = valueFree('ConfigMap', { metadata: { ...metadata, annotations }, data: { a: 'hunter2' } });
    expect(JSON.stringify(left)).not.toContain('hunter2');
  });
});
