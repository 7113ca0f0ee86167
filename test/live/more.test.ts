import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { askWhy } from '../terminal/kubewhy.ts';
import { eventually, kubectl, ownNamespace, skipped } from './kubectl.ts';
import { afterwards, alone, cases } from './more-cases.ts';

/** How long the workloads, which all start together, may take to break, and the kubelet to say so, in milliseconds. */
const untilBroken = 240_000;
/** What is wrong then is asked once more within this time, in milliseconds: many wrong answers must not take hours. */
const onceMore = 10_000;

const manifests = [...new Set(cases.map(({ manifest }) => manifest))];

(skipped === null ? describe : describe.skip)(
  `workloads broken in ways of their own${skipped === null ? '' : `: ${skipped}`}`,
  () => {
    let applied = 0;
    const namespaces = new Map<string, Awaited<ReturnType<typeof ownNamespace>>>();
    const namespaceOf = (manifest: string): string => {
      const found = namespaces.get(manifest) ?? namespaces.get('');
      if (found === undefined) throw new Error('There is no namespace');
      return found.name;
    };
    const apply = async (manifest: string): Promise<void> => {
      const file = join(import.meta.dirname, 'manifests', `${manifest}.yaml`);
      await kubectl(['apply', '-n', namespaceOf(manifest), '-f', '-'], await readFile(file, 'utf8'));
    };

    beforeAll(async () => {
      const wanted: [string, Readonly<Record<string, string>>][] = [['', {}], ...Object.entries(alone)];
      for (const [manifest, labels] of wanted) {
        const name = ['kubewhy-more', manifest, process.pid].filter((part) => part !== '').join('-');
        namespaces.set(manifest, await ownNamespace(name, labels));
        await eventually(() => kubectl(['get', 'serviceaccount', 'default', '-n', name]), 30_000);
      }
      for (const manifest of manifests) await apply(manifest);
      applied = performance.now();
      for (const [manifest, line] of afterwards) await kubectl([...line, '-n', namespaceOf(manifest)]);
    }, 400_000);
    afterAll(async () => {
      for (const namespace of namespaces.values()) await namespace.remove();
    }, 120_000);

    test.each(cases)(
      '$target: $cause',
      async ({ manifest, target, cause, words = /./ }) => {
        await eventually(
          async () => {
            const { exit, answer } = await askWhy([target, '-n', namespaceOf(manifest)]);
            const [first] = answer.findings;
            const said = first === undefined || first.severity === 'info' ? answer.state : first.cause;
            expect(`${said}: ${answer.summary}`).toMatch(new RegExp(`^${cause}:`));
            expect(answer.summary).toMatch(words);
            expect(exit).toBe(cause === 'healthy' ? 0 : 1);
            // The kubelet removes the log of a container that is gone; everything else can be read.
            expect(answer.unexamined.filter(({ what }) => !what.startsWith('the log of'))).toEqual([]);
          },
          Math.max(onceMore, applied + untilBroken - performance.now()),
        );
      },
      untilBroken + 30_000,
    );
  },
);
