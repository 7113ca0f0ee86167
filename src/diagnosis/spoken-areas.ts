/** A plural in the form that both numbers begin with: `crashes` as `crash`, `policies` as `polic`. */
const stemOf = (noun: string): string =>
  noun
    .replace(/ies$/, '')
    .replace(/(?<=sh|ss|ch|x)es$/, '')
    .replace(/(?<=[a-z])s$/, '');

const patternOf = (area: string): RegExp => {
  const nouns = area.split(' and ').map((noun) => RegExp.escape(stemOf(noun)));
  return new RegExp(String.raw`\b(?:${nouns.join('|')})(?:s|es|y|ies)?\b`, 'i');
};

/** Where something happens is not what it is about. */
const place = /\b(?:on|of|from) nodes? \S+/gi;

/** Whether a sentence speaks of what an area such as `init containers` or `quotas and pod creation` is called by. */
export const speaksOf = (sentence: string, area: string): boolean =>
  patternOf(area).test(sentence.replaceAll(place, ''));
