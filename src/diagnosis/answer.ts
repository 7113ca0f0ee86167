import type { Answer, Finding, State } from '../answer.ts';
import { changesOf } from '../facts/changes/index.ts';
import type { Facts, Subject } from '../facts/facts.ts';
import { isFromFiles, unexaminedOf } from '../facts/gaps.ts';
import { keyOf, sameRef } from '../facts/refs.ts';
import { neighbourhood } from '../facts/related.ts';
import { serving } from '../facts/serving.ts';
import type { Serving } from '../facts/serving.ts';
import { unreadPeers } from '../facts/unread-peers.ts';
import { isBlind } from '../facts/well-by-itself.ts';
import { chain, toFinding } from './chain.ts';
import { concerning } from './concerning.ts';
import { group, judge } from './judge.ts';
import { ruledOut } from './ruled-out.ts';
import { summaryOf } from './summary.ts';
import { whereOf } from './where.ts';

const stateOf = (
  facts: Facts,
  subject: Subject,
  findings: readonly Finding[],
  { ready, total }: Serving,
): State => {
  const grave = findings.filter(({ severity }) => severity !== 'info');
  if (grave.length === 0) {
    // What files only make possible is not ruled out either.
    const doubtful = isFromFiles(facts) && findings.some(({ confidence }) => confidence === 'possible');
    return doubtful || isBlind(facts, subject) ? 'unknown' : 'healthy';
  }
  if (grave.every(({ severity }) => severity === 'warning'))
    return total > 0 && ready === 0 ? 'failing' : 'degraded';
  // Ready pods do not help a Service that cannot find them, or an Ingress or route that does not lead to them.
  const broken =
    /^(?:Service|Ingress|\w*Route)$/.test(subject.kind) &&
    findings.some(({ severity, object }) => severity === 'critical' && sameRef(object, subject));
  return !broken && ready > 0 ? 'degraded' : 'failing';
};

/**
 * The answer about one object: every cause judges the facts; kept is what concerns the subject or what it stands on,
 * and what follows from that for the things that stand on it.
 */
export const answer = (facts: Facts, subject: Subject): Answer => {
  const near = neighbourhood(facts, subject);
  const { sightings, unexamined } = judge(facts);
  const links = chain(group(concerning(sightings, near, subject), subject), subject);
  const findings = links.map(toFinding);
  const served = serving(facts, subject, near);
  const state = stateOf(facts, subject, findings, served);
  const told = new Set(links.flatMap(({ judged }) => judged.members).map(keyOf));
  const changes = changesOf(facts, near);
  return {
    apiVersion: 'kubewhy/v1',
    target: {
      cluster: facts.cluster,
      kind: subject.kind,
      namespace: subject.namespace,
      name: subject.name,
      uid: subject.uid,
    },
    state,
    summary: summaryOf(facts, subject, { state, near, links, changes, served }),
    findings,
    changes: changes.map(({ at, what, by }) => ({ at, what, by })),
    where: whereOf(facts, near, findings),
    ruledOut: ruledOut(facts, near, links),
    unexamined: [
      ...unexaminedOf(facts.gaps),
      ...unreadPeers(facts, (pod) => near.below.has(keyOf(pod)) || told.has(keyOf(pod))),
      ...unexamined,
    ],
  };
};
