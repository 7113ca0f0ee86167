import type { Finding, ObjectRef } from '../answer.ts';
import { keyOf } from '../facts/refs.ts';
import { depths } from './depths.ts';
import type { Judged } from './judge.ts';

/** The worst first. */
export const severities = { critical: 0, warning: 1, info: 2 } as const;
/** The surest first. */
export const confidences = { certain: 0, likely: 1, possible: 2 } as const;

/** A finding beside what it came from, so that the summary can join root and effect. `isPast`: there is no use in mending it. */
export type Link = { judged: Judged; because: number[]; depth: number; isPast: boolean };

/** Whether what is found on an object is a thing of the past by another finding, which names the object so. */
const outdates = ({ lead }: Judged, { members }: Judged): boolean =>
  lead.outdates?.some((ref) => members.some((member) => keyOf(member) === keyOf(ref))) === true;

/** What each finding follows from: the others that are about an object it names, or that outdate its own. */
const rootsOf = (all: readonly Judged[]): ReadonlyMap<Judged, readonly Judged[]> => {
  const about = new Map<string, Judged[]>();
  for (const judged of all)
    for (const key of new Set(judged.members.map(keyOf))) {
      const known = about.get(key);
      if (known === undefined) about.set(key, [judged]);
      else known.push(judged);
    }
  const outdating = all.filter(({ lead }) => lead.outdates !== undefined);
  return new Map(
    all.map((judged) => {
      const follows = new Set(judged.follows.map(keyOf));
      const roots = new Set([...follows].flatMap((key) => about.get(key) ?? []));
      for (const other of outdating) if (outdates(other, judged)) roots.add(other);
      roots.delete(judged);
      return [judged, [...roots]];
    }),
  );
};

/** Behind these many pods stand: what is wrong with one of them may not reach those who ask. */
const fronts: readonly string[] = ['Service', 'Ingress'];

/** What is told of the object asked about, and all that comes from; empty where it is no front, or nothing is told of it. */
const leadingTo = (
  subject: ObjectRef | null,
  all: readonly Judged[],
  rootsFor: (judged: Judged) => readonly Judged[],
): ReadonlySet<Judged> => {
  if (subject === null || !fronts.includes(subject.kind)) return new Set();
  const own = keyOf(subject);
  const open = all.filter(
    ({ lead, members }) => lead.severity !== 'info' && members.some((member) => keyOf(member) === own),
  );
  const found = new Set<Judged>(open);
  for (const judged of open)
    for (const root of rootsFor(judged))
      if (!found.has(root)) {
        found.add(root);
        open.push(root);
      }
  return found;
};

/** Findings in the order of the chain: roots first, worst and surest before the rest, then what follows from them. */
export const chain = (all: readonly Judged[], subject: ObjectRef | null): Link[] => {
  const own = subject === null ? '' : keyOf(subject);
  const isOwn = (judged: Judged): number => (judged.members.some((member) => keyOf(member) === own) ? 0 : 1);
  const roots = rootsOf(all);
  const rootsFor = (judged: Judged): readonly Judged[] => roots.get(judged) ?? [];
  const depth = depths(all, rootsFor);
  const leads = leadingTo(subject, all, rootsFor);
  const beside = (judged: Judged): number => (leads.size === 0 || leads.has(judged) ? 0 : 1);
  const ordered = all
    .map((judged) => ({ judged, depth: depth.get(judged) ?? 0 }))
    .toSorted(
      (a, b) =>
        a.depth - b.depth ||
        beside(a.judged) - beside(b.judged) ||
        severities[a.judged.lead.severity] - severities[b.judged.lead.severity] ||
        confidences[a.judged.lead.confidence] - confidences[b.judged.lead.confidence] ||
        isOwn(a.judged) - isOwn(b.judged) ||
        b.judged.members.length - a.judged.members.length ||
        a.judged.lead.fingerprint.localeCompare(b.judged.lead.fingerprint),
    );
  const places = new Map(ordered.map(({ judged }, index) => [judged, index]));
  return ordered.map((one) => ({
    ...one,
    isPast: all.some((other) => outdates(other, one.judged)),
    because: (roots.get(one.judged) ?? [])
      .filter((root) => (depth.get(root) ?? 0) < one.depth)
      .flatMap((root) => places.get(root) ?? [])
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
const sentenceOf = ({ lead, members }: Judged): string =>
  members.length > 1 ? (lead.shared ?? lead.summary) : lead.summary;

export const toFinding = ({ judged, because, isPast }: Link): Finding => ({
  cause: judged.cause.id,
  severity: judged.lead.severity,
  confidence: judged.lead.confidence,
  object: judged.lead.object,
  summary: `${sentenceOf(judged)}${countOf(judged)}`,
  evidence: judged.lead.evidence,
  because,
  remedies: isPast ? [] : judged.lead.remedies,
});
