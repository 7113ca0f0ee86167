import { existsSync, readFileSync } from 'node:fs';

import { expect, test } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

import { between, table } from '../../scripts/docs/markdown.ts';
import { pages } from '../../scripts/docs/pages.ts';
import { keysAt } from '../../src/config/schema.ts';
import { healthPaths } from '../../src/health/health.ts';

test('what is written from declarations is up to date; npm run docs writes it', async () => {
  for (const { path, text } of await pages())
    expect({ path, text: existsSync(path) ? readFileSync(path, 'utf8') : 'nothing' }).toEqual({ path, text });
  // The schemas need a compiler.
}, 120_000);

const readme = readFileSync('README.md', 'utf8');
const environment = readFileSync('src/config/environment.ts', 'utf8');
const variables = new Set(
  Array.from(environment.matchAll(/\(env, '([A-Z_]+)'/g), ([, name = '']) => name).filter(
    (name) => !['HOME', 'XDG_DATA_HOME'].includes(name),
  ),
);

test('the README has a line for each variable that is read, and for no other', () => {
  const lines = Array.from(readme.matchAll(/^\| `([A-Z_]+)`/gm), ([, name = '']) => name);
  expect(lines.toSorted()).toEqual([...variables].toSorted());
});

test('the README has a line for each key of kubewhy.yaml, and for no other', () => {
  const lines = Array.from(readme.matchAll(/^\| `([a-z][A-Za-z]+)`/gm), ([, name = '']) => name);
  expect(lines.toSorted()).toEqual(keysAt([]).toSorted());
});

test('the links between the pages lead somewhere', () => {
  const lost = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'].flatMap((page) =>
    Array.from(readFileSync(page, 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g), ([, link = '']) => link)
      .filter((link) => !existsSync(link))
      .map((link) => `${page}: ${link}`),
  );
  expect(lost).toEqual([]);
});

const probe = z.object({ httpGet: z.object({ path: z.enum(healthPaths), port: z.literal('health') }) });
const confined = z.object({
  allowPrivilegeEscalation: z.literal(false),
  readOnlyRootFilesystem: z.literal(true),
  capabilities: z.strictObject({ drop: z.tuple([z.literal('ALL')]) }),
});
const deployment = z.object({
  kind: z.literal('Deployment'),
  spec: z.object({
    replicas: z.literal(1),
    template: z.object({
      spec: z.object({
        serviceAccountName: z.literal('kubewhy'),
        securityContext: z.object({
          runAsNonRoot: z.literal(true),
          seccompProfile: z.strictObject({ type: z.literal('RuntimeDefault') }),
        }),
        initContainers: z.array(z.object({ securityContext: confined })),
        containers: z.tuple([
          z.object({
            env: z.array(z.object({ name: z.string() })),
            livenessProbe: probe,
            readinessProbe: probe,
            securityContext: confined,
          }),
        ]),
      }),
    }),
  }),
});

test('deploy/kubewhy.yaml is confined, asks health where it is, and sets only variables that are read', () => {
  const documents = parseAllDocuments(readFileSync('deploy/kubewhy.yaml', 'utf8')).map((each) => each.toJS());
  const { spec } = deployment.parse(documents.at(-1));
  const [container] = spec.template.spec.containers;
  expect(container.env.map(({ name }) => name).filter((name) => !variables.has(name))).toEqual([]);
  expect(container.livenessProbe.httpGet.path).toBe('/livez');
  expect(container.readinessProbe.httpGet.path).toBe('/readyz');
});

test('a table is as wide as its cells, and a text goes between its marks', () => {
  expect(table(['a', 'long head'], [['x|y', 'z']])).toBe(
    ['| a    | long head |', '| ---- | --------- |', String.raw`| x\|y | z         |`].join('\n'),
  );
  const marked = 'before\n<!-- a: written by npm run docs -->\nold\n<!-- /a -->\nafter\n';
  expect(between(marked, 'a', 'new')).toBe(
    'before\n<!-- a: written by npm run docs -->\n\nnew\n\n<!-- /a -->\nafter\n',
  );
  expect(() => between('nothing', 'a', 'new')).toThrow('are not there');
});
