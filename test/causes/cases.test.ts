import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import type { Answer } from '../../src/answer.ts';
import { replay } from './replay.ts';

const root = join(import.meta.dirname, '..', 'cases');
const cases = readdirSync(root).flatMap((cause) =>
  readdirSync(join(root, cause))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => ({
      cause,
      path: join(root, cause, file.replace(/\.yaml$/, '')),
      name: file.replace(/\.yaml$/, ''),
    })),
);

/** Roots are what a reader takes for the cause: of several, only one may be certain, unless two objects have the same fault. */
const otherCertainRoots = ({ findings }: Answer): string[] =>
  findings
    .slice(1)
    .filter(
      ({ because, cause, confidence, severity }) =>
        because.length === 0 &&
        cause !== findings[0]?.cause &&
        confidence === 'certain' &&
        severity !== 'info',
    )
    .map(({ cause }) => cause);

describe.each(cases)('$cause $name', ({ cause, name, path }) => {
  test('says what the case says, to the letter', async () => {
    const { text } = await replay(path);
    expect(`${text}\n`).toBe(readFileSync(`${path}.out`, 'utf8'));
  });

  test('names the cause, or what only comes near it does not, and no other one as certain', async () => {
    const { answer } = await replay(path);
    const found = answer.findings
      .filter(({ severity }) => severity !== 'info')
      .map((finding) => finding.cause);
    // Some causes are only worth mentioning, and leave their object well; so does what only comes near one.
    const named = answer.findings.some((finding) => finding.cause === cause);
    const well = found.length === 0 && answer.state === 'healthy';
    const right = cause === 'healthy' ? well : name.startsWith('near-') ? !found.includes(cause) : named;
    expect({ right, others: otherCertainRoots(answer) }).toEqual({ right: true, others: [] });
    expect(Array.from(answer.summary).length).toBeLessThanOrEqual(200);
  });
});
