import type { WhyOutcome } from '../answer.ts';
import type { Message } from '../ports.ts';
import { header, message, section } from './blocks.ts';
import { code, lines, markup } from './mrkdwn.ts';
import type { Posts, WhyOptions } from './options.ts';
import { whyMessage } from './why-message.ts';
import { pathName } from './words.ts';

/** The answer about pasted objects. Several that nothing joins cannot be chosen by a button: no cluster has them. */
export const pastedMessage = (outcome: WhyOutcome, options: WhyOptions): Posts<Message> => {
  if (outcome.type === 'answer') return whyMessage(outcome, options);
  const names =
    outcome.type === 'ambiguous'
      ? outcome.matches.map((ref) => markup`• ${code(`${ref.kind} ${pathName(ref)}`, 300)}`)
      : [];
  const what =
    names.length === 0
      ? markup`I found no object in what you pasted that I know how to judge: a pod, a workload, a Service, a volume claim, a node.`
      : markup`You pasted several objects that stand for themselves. Paste one of them, with what belongs to it:\n${lines(names, 2500)}`;
  const next = markup`Try again with ${code(`${options.command} paste`)}.`;
  const words = names.length === 0 ? '❓ Nothing to judge' : '❓ Which of them?';
  return { parent: message([header(words), section(what), section(next)], [what, next]), details: [] };
};
