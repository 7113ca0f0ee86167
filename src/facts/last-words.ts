import type { Evidence } from '../answer.ts';
import { logEvidence } from './evidence.ts';
import type { Facts } from './facts.ts';
import { complaintsIn, timesWords } from './log-lines.ts';
import { logOf } from './pods.ts';
import type { ContainerView } from './pods.ts';

/**
 * What the run of a container that ended said last. `line` is the one a sentence quotes, or null; `alarming` tells
 * whether it complains; `silent` that the log was read and is empty; `previous` which run's log it is.
 */
export type LastWords = {
  line: string | null;
  alarming: boolean;
  silent: boolean;
  previous: boolean;
  evidence: Evidence[];
};

export const lastWords = (facts: Facts, view: ContainerView): LastWords => {
  const log = logOf(facts, view);
  if (log === undefined) return { line: null, alarming: false, silent: false, previous: false, evidence: [] };
  const said = complaintsIn(log.lines);
  const newest = said.at(-1);
  return {
    line: newest?.headline ?? null,
    alarming: newest?.alarming === true,
    silent: newest === undefined,
    previous: log.previous,
    evidence: said.map((one) =>
      // Of a stack trace the count stands behind its first line, where a reader begins.
      logEvidence(
        view,
        log,
        one.text.replace(/\n|$/, (end) => `${timesWords(one)}${end}`),
      ),
    ),
  };
};
