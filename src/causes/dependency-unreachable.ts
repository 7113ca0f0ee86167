import type { Evidence, ObjectRef } from '../answer.ts';
import { howItEnded } from '../facts/attempt-words.ts';
import { isBroken } from '../facts/dependencies.ts';
import type { Dependency } from '../facts/dependencies.ts';
import { needsItself } from '../facts/dependency-circles.ts';
import { peerClause, peerEvidence, peerRemedies } from '../facts/dependency-words.ts';
import { logEvidence, specEvidence } from '../facts/evidence.ts';
import { missedPeers } from '../facts/explanations.ts';
import type { MissedPeer } from '../facts/explanations.ts';
import { lastWords } from '../facts/last-words.ts';
import { timesWords } from '../facts/log-lines.ts';
import { downProxy } from '../facts/node-networks.ts';
import type { Pod } from '../facts/objects.ts';
import { familyOf } from '../facts/pods.ts';
import { keyOf } from '../facts/refs.ts';
import { capital } from '../facts/sentences.ts';
import { isHeadless } from '../facts/services.ts';
import { spokenEvidence } from '../facts/spoken.ts';
import { troublesOf } from '../facts/troubles.ts';
import type { Cause } from './cause.ts';

/** By all that was seen the peer answers, to whom Services lead: the DNS is one of them. */
const isServed = ({ peer, verdict }: Dependency): boolean =>
  verdict.state === 'dns-doubtful' ||
  (verdict.state === 'answers' && peer.type === 'service' && !isHeadless(peer.service));

/** A peer that is seen to be broken, by the line that names it; or one that is outside, or that the DNS does not know. */
const confidenceOf = (
  { dependency, sign, trouble }: ReturnType<typeof missedPeers>[number],
  proxyDown: boolean,
): 'likely' | 'possible' => {
  const { verdict } = dependency;
  if (verdict.state === 'sibling') return verdict.sibling.sure ? 'likely' : 'possible';
  const told = sign?.host !== null || trouble.what === 'waits';
  if ((isBroken(dependency) || proxyDown) && told) return 'likely';
  return verdict.state === 'outside' || (verdict.state === 'unread' && verdict.denied)
    ? 'likely'
    : 'possible';
};

/** The line of the log that tells it. */
const quoted = ({ spoken, sign, said }: MissedPeer): Evidence[] => {
  if (spoken === null) return [];
  if (said !== undefined && said !== null)
    return [logEvidence(spoken.view, spoken.log, `${said.text}${timesWords(said)}`)];
  return sign === null ? [] : [spokenEvidence(spoken, sign)];
};

/** What a container of the same pod declares that serves only later. */
const siblingEvidence = ({ verdict }: Dependency): Evidence[] => {
  if (verdict.state !== 'sibling' || verdict.sibling.how !== 'later') return [];
  const { view } = verdict.sibling;
  const ports = (view.spec?.ports ?? []).flatMap(({ containerPort }) => containerPort ?? []);
  const declared = ports.length === 0 ? '' : `, containerPort ${ports.join(', ')}`;
  const place = view.role === 'app' ? 'containers' : 'initContainers';
  return [specEvidence(view.ref, `${view.name}: in ${place}${declared}`)];
};

const nodeOf = ({ spec }: Pod): ObjectRef[] =>
  spec?.nodeName === undefined ? [] : [{ kind: 'Node', namespace: null, name: spec.nodeName }];

/** What cannot be reached and is a root by itself: the workloads that need it show the same. */
const sharedBy = ({ dependency: { host, port, peer, verdict } }: MissedPeer): string | null =>
  ['absent', 'outside', 'wrong-port'].includes(verdict.state)
    ? `${'ref' in peer ? keyOf(peer.ref) : host} ${port ?? ''} ${verdict.state}`
    : null;

/** By what they cannot reach, the workloads that show it. */
const askersOf = (all: readonly MissedPeer[]): ReadonlyMap<string, number> =>
  new Map(
    [...Map.groupBy(all, (one) => sharedBy(one) ?? '')].map(([key, same]) => [
      key,
      new Set(same.map(({ trouble: { view } }) => familyOf(view.pod))).size,
    ]),
  );

export const dependencyUnreachable: Cause = {
  id: 'dependency-unreachable',
  title: 'Something the container needs cannot be reached',
  rulesOut: 'known errors in logs',
  signal:
    'The last complaint in the log of a container that exits, is killed or is not ready names a host that refused, did not answer or does not resolve. The host is followed to its Service or pod, and what is wrong there is the root; a name that no Service has, a port that the Service does not serve and a host outside the cluster are told apart. A port on loopback or a Unix socket leads to the container of the same pod that should serve it, where that does not run or starts only later.',
  looksAt: ['Pod', 'Service', 'EndpointSlice', 'logs'],
  about: ['Pod'],
  // Whatever the log of a container in trouble complains of, known or not.
  shows: (facts) =>
    troublesOf(facts).flatMap(({ view }) => (lastWords(facts, view).alarming ? [view.ref] : [])),
  look: (facts) => {
    const all = missedPeers(facts);
    const askers = askersOf(all);
    return all.map((one) => {
      const shared = sharedBy(one);
      const isShared = shared !== null && (askers.get(shared) ?? 0) > 1;
      const { trouble, dependency, mention, sign } = one;
      const { view, words, effect } = trouble;
      const own = view.ref.namespace;
      const at = dependency.port === null ? dependency.host : `${dependency.host}:${dependency.port}`;
      const ending = howItEnded(sign, trouble.what);
      const attempt = ending === null ? '' : ` (${ending})`;
      const cannot = `cannot reach ${at}${attempt}`;
      const circle = needsItself(facts, view.pod);
      const proxy = isServed(dependency) ? downProxy(facts, view.pod) : undefined;
      const clause =
        proxy === undefined
          ? `${peerClause(dependency, own, trouble.since)}${circle ? ', and its pods need this one in turn' : ''}`
          : `kube-proxy of node ${view.pod.spec?.nodeName ?? '?'} is down`;
      const named =
        mention === null
          ? []
          : [
              specEvidence(
                view.ref,
                `${view.name}: ${mention.from} names ${dependency.verdict.state === 'sibling' ? at : dependency.host}`,
              ),
            ];
      return {
        severity: 'critical',
        confidence: confidenceOf(one, proxy !== undefined),
        object: view.ref,
        summary: `${words} because it ${cannot}: ${clause}`,
        brief: `${capital(effect)} because it cannot reach ${at}: ${clause}`,
        effect:
          dependency.verdict.state === 'dns-down'
            ? `${effect} because names do not resolve`
            : `${effect} without ${at}`,
        evidence: [
          ...quoted(one),
          ...named,
          ...peerEvidence(dependency),
          ...siblingEvidence(dependency),
          ...trouble.evidence,
        ],
        remedies: circle
          ? [
              {
                title: 'Let one of them start without the other and try again later',
                command: null,
                action: null,
              },
            ]
          : proxy === undefined
            ? peerRemedies(dependency, own)
            : [],
        follows: circle ? [] : proxy === undefined ? dependency.follows : nodeOf(view.pod),
        ...(isShared
          ? { shared: `${at} cannot be reached${attempt}: ${clause}`, fingerprint: shared }
          : { fingerprint: `${familyOf(view.pod)} ${view.name} ${dependency.host}` }),
      };
    });
  },
};
