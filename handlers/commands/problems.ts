import { complain, type Command } from '../command.ts';
import { namespaceOf, takeOptions } from '../options.ts';

const small = /^(in|the|ns|namespace|namespaces?\/?)$/i;

export const problems: Command = {
  name: 'problems',
  aliases: ['problem', 'issues', 'broken'],
  usage: '[-n NAMESPACE | -A] [--cluster NAME] [--me]',
  summary:
    'Lists everything that is wrong now, worst first, collapsed by shared cause: in all namespaces unless -n, the channel or the kubeconfig context names one.',
  examples: ['problems', 'problems -n shop', 'problems -A --me'],
  effect: 'reads',
  where: ['slack', 'terminal'],
  parse: (words) => {
    const taken = takeOptions(words);
    if (!taken.ok) return taken.complaint;
    const { options } = taken;
    if (options.help) return { type: 'help', topic: 'problems' };
    const places = options.words
      .map((word) => word.replace(/^(ns|namespace)\//i, '').replace(/[?!.,]+$/, ''))
      .filter((word) => word !== '' && !small.test(word));
    const [place] = places;
    if (places.length > 1) {
      return complain(
        '`problems` looks at one namespace or at all of them.',
        `problems -n ${place}`,
        'problems -A',
      );
    }
    const everywhere = options.all || place?.toLowerCase() === 'all' || place?.toLowerCase() === 'everywhere';
    const named = place === undefined ? null : namespaceOf(place);
    if (place !== undefined && named === null) {
      return complain(`\`${place.slice(0, 80)}\` cannot be a namespace.`, 'problems -n shop', 'problems -A');
    }
    return {
      type: 'problems',
      namespace: everywhere ? null : (options.namespace ?? named),
      all: everywhere,
      cluster: options.cluster,
      me: options.me,
    };
  },
};
