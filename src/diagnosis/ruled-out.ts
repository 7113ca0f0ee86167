import type { Cause } from '../causes/cause.ts';
import { causes } from '../causes/index.ts';
import type { Facts } from '../facts/facts.ts';
import { groupsOf, refOfOutside } from '../facts/outside/refs.ts';
import { keyOf } from '../facts/refs.ts';
import type { Neighbourhood } from '../facts/related.ts';
import { toFinding } from './chain.ts';
import type { Link } from './chain.ts';
import { speaksOf } from './spoken-areas.ts';

/** Of the kind it speaks about, a cause may have seen some: it rules out what it saw. */
const couldLook = (cause: Cause, facts: Facts): boolean =>
  !facts.gaps.some(
    ({ kind, partial }) =>
      cause.looksAt.some((look) => look === kind || (look === 'logs' && kind === 'Log')) &&
      !(partial === true && cause.about.some((about) => about === kind)),
  );

/** What belongs to no namespace, such as a node, is near where it was read at all. */
const isShown = (cause: Cause, facts: Facts, below: ReadonlySet<string>): boolean =>
  cause.shows?.(facts).some((ref) => ref.namespace === null || below.has(keyOf(ref))) === true;

/**
 * What is fine: the phrases of the causes that could look at something below the subject, and found nothing. What a finding
 * of another cause speaks of is not: the memory of a sandbox, the Job that an init container waits for.
 */
export const ruledOut = (facts: Facts, { below }: Neighbourhood, links: readonly Link[]): string[] => {
  const kinds = new Set([...below].map((key) => key.split('/')[0] ?? ''));
  for (const object of facts.outside)
    if (below.has(keyOf(refOfOutside(object)))) for (const group of groupsOf(object)) kinds.add(group);
  const found = new Set(links.map(({ judged }) => judged.cause.rulesOut));
  const concerned = causes.filter((cause) => cause.about.some((kind) => kinds.has(kind)));
  // Several causes share a phrase: it is said when all of them could look, and none of them is silent for another.
  const open = new Set(
    concerned
      .filter((cause) => !couldLook(cause, facts) || isShown(cause, facts, below))
      .map((cause) => cause.rulesOut),
  );
  const sentences = links.map((link) => toFinding(link).summary);
  return [...new Set(concerned.map((cause) => cause.rulesOut))].filter(
    (phrase) =>
      !found.has(phrase) && !open.has(phrase) && !sentences.some((sentence) => speaksOf(sentence, phrase)),
  );
};
