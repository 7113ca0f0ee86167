import type { Evidence } from '../answer.ts';
import { logEvidence, statusEvidence } from './evidence.ts';
import type { Facts } from './facts.ts';
import { complaintsIn, timesWords } from './log-lines.ts';
import type { SaidLine } from './log-lines.ts';
import { lastEnd, logOf } from './pods.ts';
import type { ContainerView } from './pods.ts';
import { terminationMessage } from './termination-messages.ts';

/**
 * What the run of a container that ended said last. `line` is the one a sentence quotes, or null; `alarming` tells
 * whether it complains; `silent` that the log was read and is empty; `previous` which run's log it is; `left` that the
 * line is the message that the program left for the kubelet.
 */
export type LastWords = {
  line: string | null;
  alarming: boolean;
  silent: boolean;
  previous: boolean;
  left: boolean;
  evidence: Evidence[];
};

/** Of a stack trace the count stands behind its first line, where a reader begins. */
const counted = (one: SaidLine): string => one.text.replace(/\n|$/, (end) => `${timesWords(one)}${end}`);

const logged = (facts: Facts, view: ContainerView): LastWords => {
  const log = logOf(facts, view);
  const said = complaintsIn(log?.lines ?? []);
  const newest = said.at(-1);
  return {
    line: newest?.quote ?? null,
    alarming: newest?.alarming === true,
    silent: log !== undefined && newest === undefined,
    previous: log?.previous === true,
    left: false,
    evidence: log === undefined ? [] : said.map((one) => logEvidence(view, log, counted(one))),
  };
};

/** The message that a program leaves for the kubelet is its own last word; else it is what its log ends with. */
export const lastWords = (facts: Facts, view: ContainerView): LastWords => {
  const words = logged(facts, view);
  const end = lastEnd(view.status);
  const message = terminationMessage(view, end);
  if (message === null || (message.fromLog && words.line !== null)) return words;
  const said = complaintsIn(message.lines);
  const quoted = said.map((one) =>
    statusEvidence(view.ref, `${view.name}: message ${counted(one)}`, end?.finishedAt ?? null),
  );
  return {
    line: said.at(-1)?.quote ?? words.line,
    alarming: said.at(-1)?.alarming === true,
    silent: false,
    previous: words.previous,
    left: true,
    evidence: [...quoted, ...words.evidence],
  };
};
