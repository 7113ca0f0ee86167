import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import type { WhyOutcome } from '../../src/answer.ts';
import { whyMessage } from '../../src/messages/why-message.ts';
import { askWhy, kubewhy } from '../terminal/kubewhy.ts';
import { eventually, kubectl, ownNamespace, skipped } from './kubectl.ts';

const secret = 'hunter2hunter2';
/** Octal escapes: the escape character, then U+202E and U+2066 in UTF-8. */
const line = String.raw`FATAL <!channel> <@U1> \140\140\140 <https://x|y> \033[31;1mred\033[0m \033]0;title\007 \342\200\256live\342\201\246 password=${secret}\n`;

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'hostile' },
  spec: {
    terminationGracePeriodSeconds: 1,
    containers: [
      {
        name: 'app',
        image: 'registry.lab/busybox:1.36',
        command: ['sh', '-c', `printf '${line}'; exit 1`],
        env: [{ name: 'API_TOKEN', value: secret }],
      },
    ],
  },
};
const control = new RegExp(
  String.raw`[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]`,
);

(skipped === null ? describe : describe.skip)(
  `a log that is written to do harm${skipped === null ? '' : `: ${skipped}`}`,
  () => {
    let namespace: Awaited<ReturnType<typeof ownNamespace>>;

    beforeAll(async () => {
      namespace = await ownNamespace(`kubewhy-hostile-${process.pid}`);
      await eventually(() => kubectl(['get', 'serviceaccount', 'default', '-n', namespace.name]), 30_000);
      await kubectl(['apply', '-n', namespace.name, '-f', '-'], JSON.stringify(pod));
      await eventually(async () => {
        const { answer } = await askWhy(['pod/hostile', '-n', namespace.name]);
        if (!JSON.stringify(answer).includes('FATAL')) throw new Error(answer.summary);
      });
    }, 150_000);
    afterAll(() => namespace.remove(), 60_000);

    test('is plain text in the terminal, its secret masked', async () => {
      const { exit, out } = await kubewhy(['why', 'pod/hostile', '-n', namespace.name]);
      expect(exit).toBe(1);
      expect(out).toContain('FATAL <!channel> <@U1> ``` <https://x|y> red');
      expect(out).toMatch(/password=\S*masked/);
      expect(out).not.toContain(secret);
      expect(out).not.toMatch(control);
    });

    test('is whole in JSON but for its secret, and moves no cursor', async () => {
      const { out } = await kubewhy(['why', 'pod/hostile', '-n', namespace.name, '-o', 'json']);
      expect(out).toContain('<!channel>');
      expect(out).not.toContain(secret);
      expect(out).not.toMatch(control);
      expect(JSON.parse(out)).toMatchObject({ findings: [{ cause: 'crash-loop' }] });
    });

    test('pings nobody and links nowhere in Slack', async () => {
      const { answer } = await askWhy(['pod/hostile', '-n', namespace.name]);
      const outcome: WhyOutcome = { type: 'answer', answer };
      const { parent, details } = whyMessage(outcome, { command: '/k8s', details: 'thread' });
      const messages = [parent, ...details];
      const sent = JSON.stringify(messages);
      expect(sent).not.toContain(secret);
      expect(sent).not.toMatch(control);
      expect(sent).not.toMatch(/\\u001b|\\u202e|\\u2066/i);
      // Slack reads no markup in rich text; everywhere else the characters that begin it are escaped.
      const read = messages.flatMap(({ text, blocks }) => [
        text,
        ...blocks.filter(({ type }) => type !== 'rich_text').map((block) => JSON.stringify(block)),
      ]);
      expect(read.join('\n')).toContain('&lt;!channel&gt;');
      for (const harm of ['<!channel', '<@U1', '<https://x']) expect(read.join('\n')).not.toContain(harm);
    });
  },
);
