import { expect, test } from '@jest/globals';

import { commands } from '../../handlers/commands.ts';
import { complaintMessage, complaintText } from '../../src/messages/complaint.ts';
import { failureMessage, failureText } from '../../src/messages/failure.ts';
import { helpMessage, helpText } from '../../src/messages/help.ts';
import { homeView } from '../../src/messages/home.ts';
import { progressMessage } from '../../src/messages/progress.ts';
import { whyMessage } from '../../src/messages/why-message.ts';
import { answers } from './answers.ts';
import { expectPostable } from './slack-rules.ts';

const why = {
  name: 'why',
  aliases: ['explain'],
  usage: 'NAME [-n NAMESPACE]',
  summary: 'Says why a pod is broken, with the evidence.',
  examples: ['why checkout', 'why pod/web-1 -n shop'],
};
const problems = {
  name: 'problems',
  aliases: [],
  usage: '[-A]',
  summary: 'Lists what is wrong now.',
  examples: ['problems -A'],
};

test('progress names what is looked into', () => {
  const message = progressMessage('pod/<!here>', '/k8s');
  expectPostable(message);
  expect(message.text).toBe('⏳ Looking into `pod/&lt;!here&gt;` … (`/k8s why`)');
});

test('a failure says why, what to do, and its reference', () => {
  const failure = {
    reference: 'ab12cd',
    why: 'The queue did not answer.',
    whatToDo: 'Ask again in a minute.',
  };
  const message = failureMessage(failure);
  expectPostable(message);
  expect(message.text).toBe(
    '⚠️ No answer: The queue did not answer. Ask again in a minute. (reference `ab12cd`)',
  );
  expect(failureText(failure)).toBe(
    'No answer: The queue did not answer. Ask again in a minute. (reference ab12cd)',
  );
});

test('a complaint comes with lines that work', () => {
  const complaint = {
    message: 'I do not know `wy`. Did you mean `why`?',
    suggestions: ['why checkout', 'help'],
  };
  const message = complaintMessage({ ...complaint, command: '/k8s' });
  expectPostable(message);
  expect(message.text).toBe(
    'I do not know `wy`. Did you mean `why`?\nTry:\n• `/k8s why checkout`\n• `/k8s help`',
  );
  expect(complaintText(complaint)).toBe(
    'I do not know `wy`. Did you mean `why`?\nTry:\n  kubewhy why checkout\n  kubewhy help',
  );
});

test('help lists the commands, or explains one', () => {
  const all = helpMessage([why, problems], { command: '/k8s', topic: null });
  expectPostable(all);
  expect(all.text).toBe(
    [
      '*What /k8s can tell*',
      '`/k8s why NAME [-n NAMESPACE]`',
      'Says why a pod is broken, with the evidence. For example `/k8s why checkout`',
      '`/k8s problems [-A]`',
      'Lists what is wrong now. For example `/k8s problems -A`',
      'Slash commands do not work in threads: mention the bot there instead.',
    ].join('\n'),
  );
  const one = helpMessage([why, problems], { command: '/k8s', topic: 'explain' });
  expectPostable(one);
  expect(one.text).toContain('*Examples*\n• `/k8s why checkout`\n• `/k8s why pod/web-1 -n shop`');
  expect(helpText([why, problems])).toBe(
    [
      'kubewhy why NAME [-n NAMESPACE]',
      '  Says why a pod is broken, with the evidence.',
      '  kubewhy why checkout',
      '  kubewhy why pod/web-1 -n shop',
      '',
      'kubewhy problems [-A]',
      '  Lists what is wrong now.',
      '  kubewhy problems -A',
    ].join('\n'),
  );
  expect(helpText([why, problems], { topic: 'why' })).toMatch(/ {2}Also understood: explain$/);
});

test('the declared commands are what help takes', () => {
  expectPostable(helpMessage(commands, { command: '/k8s', topic: null }));
  expect(homeView({ command: '/k8s', clusters: ['prod', '<!here>'], commands }).type).toBe('home');
});

test('the home view says which clusters it sees and what to type', () => {
  const { blocks } = homeView({ command: '/k8s', clusters: ['prod', 'staging'], commands: [why] });
  const shown = JSON.stringify(blocks);
  expect(shown).toContain('Clusters: `prod`, `staging`');
  expect(shown).toContain('• `/k8s why checkout`');
  expect(JSON.stringify(homeView({ command: '/k8s', clusters: [], commands: [] }))).toContain(
    'No cluster is configured yet.',
  );
});

test('a choice carries what to ask about, nearest first', () => {
  const { parent } = whyMessage(answers.ambiguous, { command: '/k8s', details: 'thread' });
  const buttons = parent.blocks.flatMap((block) =>
    block.type === 'section' && block.accessory?.type === 'button' ? [block.accessory] : [],
  );
  expect(buttons).toHaveLength(10);
  expect(buttons[0]).toEqual({
    type: 'button',
    action_id: 'why',
    text: { type: 'plain_text', text: 'Why?', emoji: false },
    value: '{"kind":"Service","namespace":"shop","name":"web","cluster":"prod"}',
    accessibility_label: 'Why is Service shop/web broken?',
  });
});
