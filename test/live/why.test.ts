import { describe, expect, test } from '@jest/globals';

import type { Answer, Problems } from '../../src/answer.ts';
import { askWhy, kubewhy } from '../terminal/kubewhy.ts';
import { kubectl, skipped } from './kubectl.ts';
import { brokenOnPurpose, expected } from './scenarios.ts';

const broken = skipped === null ? await brokenOnPurpose() : [];
const why = skipped ?? (broken.length > 0 ? null : 'skipped, because no object says that it is broken');
const shop = broken.some(([, { namespace }]) => namespace === 'shop');
const webPods = shop ? await kubectl(['get', 'pods', '-n', 'shop', '-l', 'app=web', '-o', 'name']) : '';
const healthy = ['deployment/web', 'service/web', 'pdb/web', ...webPods.trim().split('\n')];
const title = 'workloads that are broken on purpose';

/** What holds for every answer, whatever it says. */
const holds = (answer: Answer): void => {
  const { findings, summary } = answer;
  expect(summary.length).toBeLessThanOrEqual(200);
  expect(summary).not.toMatch(/\n|undefined|null|NaN|\[object/);
  findings.forEach((finding, index) => {
    expect(finding.because.every((root) => root !== index && findings[root] !== undefined)).toBe(true);
    expect(finding.evidence).not.toEqual([]);
    expect(finding.summary).not.toMatch(/undefined|NaN|\[object/);
  });
  // A second root beside the first is either part of the chain or only suspected.
  const strays = findings.slice(1).filter(({ because }) => because.length === 0);
  expect(strays.filter(({ confidence }) => confidence === 'certain')).toEqual([]);
};

/** A table needs a row even where it is skipped. */
const nothing: (typeof broken)[number] = ['nothing', { kind: '', namespace: null, name: '', truth: '' }];

(why === null ? describe : describe.skip)(
  why === null ? `${title}, on the cluster of KUBECONFIG` : `${title}: ${why}`,
  () => {
    test.each(why === null ? broken : [nothing])('%s', async (key, { kind, name, namespace, truth }) => {
      const { exit, answer } = await askWhy([`${kind}/${name}`, '-n', namespace ?? '']);
      const [first] = answer.findings;
      const known = expected[key] ?? { cause: first?.cause, words: /./ };
      const told = `\nannotated: ${truth}\nsaid: ${answer.summary}`;
      expect(`${exit}${told}`).toBe(`1${told}`);
      expect(answer.target).toMatchObject({ kind, name, namespace });
      expect(answer.state).not.toBe('healthy');
      // The kubelet removes the log of a container that is gone; everything else can be read.
      expect(answer.unexamined.filter(({ what }) => !what.startsWith('the log of'))).toEqual([]);
      expect(`${first?.cause}${told}`).toBe(`${known.cause}${told}`);
      expect(answer.summary).toMatch(known.words);
      expect(first?.summary).toMatch(known.words);
      holds(answer);
    });

    test('the problems of all namespaces are grouped, worst first', async () => {
      const { exit, out } = await kubewhy(['problems', '-A', '-o', 'json']);
      const problems: Problems = JSON.parse(out);
      expect({ exit, apiVersion: problems.apiVersion, unexamined: problems.unexamined }).toEqual({
        exit: 1,
        apiVersion: 'kubewhy/v1',
        unexamined: [],
      });
      const grades = problems.groups.map(({ severity }) => ['critical', 'warning', 'info'].indexOf(severity));
      expect(grades).toEqual(grades.toSorted((a, b) => a - b));
      for (const { count, objects, summary } of problems.groups) {
        expect(objects.length).toBe(Math.min(count, 50));
        expect(summary).not.toMatch(/undefined|NaN/);
      }
      const causes = new Set(problems.groups.map(({ cause }) => cause));
      const wanted = broken.flatMap(([key]) => expected[key]?.cause ?? []);
      expect(wanted.filter((cause) => !causes.has(cause))).toEqual([]);
    });
  },
);

(shop ? describe : describe.skip)('the shop, where most works', () => {
  test.each(healthy)('%s is healthy', async (target) => {
    const { exit, answer } = await askWhy([target, '-n', 'shop']);
    expect(answer.summary).toMatch(/healthy/);
    expect({ exit, state: answer.state, findings: answer.findings, unexamined: answer.unexamined }).toEqual({
      exit: 0,
      state: 'healthy',
      findings: [],
      unexamined: [],
    });
    expect(answer.ruledOut.length).toBeGreaterThan(3);
    const { out } = await kubewhy(['why', target, '-n', 'shop']);
    expect(out).toContain('Checked and fine:');
  });

  test('a Service without endpoints blames the probe behind it, with its effect', async () => {
    const { answer } = await askWhy(['svc/catalog', '-n', 'shop']);
    const [root, ...effects] = answer.findings;
    expect(root).toMatchObject({ cause: 'readiness-failing', because: [] });
    expect(effects.map(({ cause }) => cause)).toContain('service-no-ready-endpoints');
    expect(effects.filter(({ because }) => !because.includes(0))).toEqual([]);
    expect(answer.summary).toMatch(/404.*Service catalog/);
  });

  test('the problems of one namespace leave the others out', async () => {
    const { out } = await kubewhy(['problems', '-n', 'shop', '-o', 'json']);
    const problems: Problems = JSON.parse(out);
    const namespaces = problems.groups.flatMap(({ objects }) => objects.map(({ namespace }) => namespace));
    expect(new Set(namespaces)).toEqual(new Set(['shop']));
  });
});
