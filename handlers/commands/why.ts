import type { Command } from '../command.ts';
import { takeOptions } from '../options.ts';
import { targetOf } from '../target.ts';

export const why: Command = {
  name: 'why',
  aliases: ['diagnose', 'explain', 'describe'],
  usage: '[KIND/]NAME [-n NAMESPACE] [--cluster NAME] [--me]',
  summary: 'Says why a pod, workload, Service, Ingress, volume claim or node is broken, with the evidence.',
  examples: [
    'why checkout',
    'why pod/web-7d4b9c6f5-x2x8q -n shop',
    'why deploy checkout -n shop --me',
    'why node worker-2',
  ],
  effect: 'reads',
  where: ['slack', 'terminal'],
  parse: (words) => {
    const taken = takeOptions(words);
    if (!taken.ok) return taken.complaint;
    if (taken.options.help) return { type: 'help', topic: 'why' };
    const target = targetOf(taken.options);
    return 'type' in target ? target : { type: 'why', target, me: taken.options.me };
  },
};
