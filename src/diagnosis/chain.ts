import type { Finding, ObjectRef } from '../answer.ts';
import { keyOf } from '../facts/refs.ts';
import type { Judged } from './judge.ts';

const severities = { critical: 0, warning: 1, info: 2 } as const;
const confidences = { certain: 0, likely: 1, possible: 2 } as const;

/** A finding beside what it came from, so that the summary can join root and effect. */
export type Link = { judged: Judged; because: number[]; depth: number };

const causesOf = (judged: Judged, all: readonly Judged[]): Judged[] => {
  const follows = new Set(judged.follows.map(keyOf));
  return all.filter(
    (other) => other !== judged && other.members.some((member) => follows.has(keyOf(member))),
  );
};

/** How many steps a finding is away from its root; a circle of findings counts as one. */
const depthOf = (judged: Judged, all: readonly Judged[], above: readonly Judged[] = []): number => {
  const before = causesOf(judged, all).filter((other) => !above.includes(other));
  return before.length === 0
    ? 0
    : 1 + Math.max(...before.map((other) => depthOf(other, all, [...above, judged])));
};

/** Findings in the order of the chain: roots first, worst and surest before the rest, then what follows from them. */
export const chain = (all: readonly Judged[], subject: ObjectRef | null): Link[] => {
  const own = subject === null ? '' : keyOf(subject);
  const isOwn = (judged: Judged): number => (judged.members.some((member) => keyOf(member) === own) ? 0 : 1);
  const ordered = all
    .map((judged) => ({ judged, depth: depthOf(judged, all) }))
    .toSorted(
      (a, b) =>
        a.depth - b.depth ||
        severities[a.judged.lead.severity] - severities[b.judged.lead.severity] ||
        confidences[a.judged.lead.confidence] - confidences[b.judged.lead.confidence] ||
        b.judged.members.length - a.judged.members.length ||
        isOwn(a.judged) - isOwn(b.judged) ||
        a.judged.lead.fingerprint.localeCompare(b.judged.lead.fingerprint),
    );
  return ordered.map(({ judged, depth }) => ({
    judged,
    depth,
    because: causesOf(judged, all)
      .map((other) => ordered.findIndex((one) => one.judged === other))
      .filter((index) => (ordered[index]?.depth ?? 0) < depth)
      .toSorted((a, b) => a - b),
  }));
};

/** `(3 pods)`, `(31 pods in 9 namespaces)` where more than one object shows the same. */
export const countOf = ({ members }: Judged): string => {
  if (members.length < 2) return '';
  const kind = members[0]?.kind ?? '';
  const what = kind === 'Pod' ? 'pods' : `objects of kind ${kind}`;
  const namespaces = new Set(members.map(({ namespace }) => namespace)).size;
  return ` (${members.length} ${what}${namespaces > 1 ? ` in ${namespaces} namespaces` : ''})`;
};

/** The sentence about all who show the same. */
export const sentenceOf = ({ lead, members }: Judged): string =>
  members.length > 1 ? (lead.shared ?? lead.summary) : lead.summary;

export const toFinding = ({ judged, because }: Link): Finding => ({
  cause: judged.cause.id,
  severity: judged.lead.severity,
  confidence: judged.lead.confidence,
  object: judged.lead.object,
  summary: `${sentenceOf(judged)}${countOf(judged)}`,
  evidence: judged.lead.evidence,
  because,
  remedies: judged.lead.remedies,
});
