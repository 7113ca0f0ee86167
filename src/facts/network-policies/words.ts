import type { LabelSelector } from '../selectors.ts';
import { peersOf, rulesOf } from './policies.ts';
import type { Direction, NetworkPolicy, Peer, Rule } from './policies.ts';

/** `app=web, tier in (a, b)`; an empty selector is all. */
export const selectorWords = (selector: LabelSelector | undefined): string =>
  [
    ...Object.entries(selector?.matchLabels ?? {}).map(([key, value]) => `${key}=${value ?? ''}`),
    ...(selector?.matchExpressions ?? []).map(({ key = '', operator, values }) => {
      if (operator === 'Exists') return key;
      if (operator === 'DoesNotExist') return `no ${key}`;
      return `${key} ${operator === 'In' ? 'in' : 'not in'} (${(values ?? []).join(', ')})`;
    }),
  ].join(', ');

const isEmpty = (selector: LabelSelector | undefined): boolean => selectorWords(selector) === '';

const peerWords = ({ podSelector, namespaceSelector, ipBlock }: Peer): string => {
  if (ipBlock !== undefined) return ipBlock.cidr ?? 'some addresses';
  const pods = isEmpty(podSelector) ? 'all pods' : `pods with ${selectorWords(podSelector)}`;
  if (namespaceSelector === undefined) return isEmpty(podSelector) ? 'pods of its namespace' : pods;
  return isEmpty(namespaceSelector)
    ? `${pods} of any namespace`
    : `${pods} of namespaces with ${selectorWords(namespaceSelector)}`;
};

export const portsOfRule = ({ ports }: Rule): string =>
  (ports ?? [])
    .map(
      ({ port, endPort, protocol }) =>
        `${typeof port === 'object' ? '' : (port ?? 'all')}${endPort === undefined ? '' : `-${endPort}`}${protocol === undefined || protocol === 'TCP' ? '' : `/${protocol}`}`,
    )
    .join(', ');

const ruleWords = (rule: Rule): string => {
  const peers = peersOf(rule);
  const who = peers.length === 0 ? 'anybody' : peers.map(peerWords).slice(0, 2).join(' or ');
  const ports = portsOfRule(rule);
  return `${who}${ports === '' ? '' : ` on port ${ports}`}`;
};

/** Whom a policy lets through in one direction, at most two rules of it; null where it lets nobody. */
export const passingWords = (policy: NetworkPolicy, direction: Direction): string | null => {
  const rules = rulesOf(policy, direction);
  if (rules.length === 0) return null;
  return [...new Set(rules.map(ruleWords))].slice(0, 2).join('; ');
};

/** The declaration of a policy as evidence: whom it selects, in which direction, and whom it lets through. */
export const policyWords = (policy: NetworkPolicy, direction: Direction): string =>
  `podSelector: ${selectorWords(policy.spec?.podSelector) || 'all pods'}; ${direction.toLowerCase()}: ${passingWords(policy, direction) ?? 'nothing'}`;
