import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Scaffolded = { ok: true; lines: string[] } | { ok: false; why: string };

const camel = (name: string): string =>
  name.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

const template = (name: string): string => `import type { Facts } from '../facts/facts.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause, Found } from './cause.ts';

export const ${camel(name)}: Cause = {
  id: '${name}',
  title: 'TODO: a short noun phrase, as in "Image does not exist"',
  rulesOut: 'TODO: what is fine when this finds nothing, as in "image pulls"',
  signal: 'TODO: the field, reason or message of the API that tells it, in one or two sentences.',
  looksAt: ['Pod'],
  about: ['Pod'],
  look: (facts: Facts) =>
    facts.objects.Pod.filter((pod) => pod.status?.reason === 'TODO').map((pod): Found => ({
      severity: 'critical',
      confidence: 'certain',
      object: refOf('Pod', pod),
      summary: \`TODO: one sentence about pod \${pod.metadata?.name ?? ''}, without a full stop\`,
      evidence: [],
      remedies: [{ title: 'TODO: what helps', command: null, action: null }],
      fingerprint: pod.metadata?.name ?? '',
    })),
};
`;

const fileOf = (text: string): string => /'\.\/([^']+)'/.exec(text)?.[1] ?? '';

/** The registry with the import in its place in the alphabet and the cause at the end of the list. */
const registered = (registry: string, name: string): string => {
  const line = `import { ${camel(name)} } from './${name}.ts';`;
  const lines = registry.split('\n');
  const last = lines.findLastIndex((each) => each.startsWith('import '));
  const after = lines.findIndex(
    (each) => each.startsWith('import { ') && fileOf(each).localeCompare(`${name}.ts`) > 0,
  );
  lines.splice(after < 0 ? last + 1 : after, 0, line);
  const end = lines.indexOf('];');
  lines.splice(end < 0 ? lines.length : end, 0, `  ${camel(name)},`);
  return lines.join('\n');
};

/**
 * Makes src/causes/NAME.ts and test/cases/NAME under `root`, and registers the cause at the end of the list.
 * `lines` says what to do next. A name that is no kebab-case word, or is taken, changes nothing.
 */
export const scaffoldCause = (root: string, name: string): Scaffolded => {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
    return { ok: false, why: `${name} is not in kebab-case: lower-case words with hyphens between.` };
  const file = join(root, 'src', 'causes', `${name}.ts`);
  const registry = join(root, 'src', 'causes', 'index.ts');
  if (existsSync(file)) return { ok: false, why: `src/causes/${name}.ts is already there.` };
  if (!existsSync(registry)) return { ok: false, why: `There is no src/causes/index.ts in ${root}.` };
  writeFileSync(file, template(name));
  writeFileSync(registry, registered(readFileSync(registry, 'utf8'), name));
  mkdirSync(join(root, 'test', 'cases', name), { recursive: true });
  writeFileSync(join(root, 'test', 'cases', name, '.gitkeep'), '');
  return {
    ok: true,
    lines: [
      `src/causes/${name}.ts    the declaration and look(), a pure function over the facts`,
      'src/causes/index.ts    its line, at the end: move it up past the causes it is more specific than',
      `test/cases/${name}/    its cases`,
      '',
      'Next:',
      '  1. Break a workload in a cluster you may break, so that it fails in this way.',
      `  2. npm run capture -- ${name} CASE KIND/NAME -n NAMESPACE   records what is read, beside the answer`,
      `     (then remove test/cases/${name}/.gitkeep)`,
      '  3. Fill in the TODOs, capture again or edit the .out, until the answer reads as you would say it.',
      '  4. npm run docs    writes docs/causes.md',
      '  5. npm test        the gates say what is missing',
    ],
  };
};
