import type { Facts } from '../facts.ts';
import type { OutsideObject } from '../objects.ts';
import { matches } from '../selectors.ts';
import { at, isFields, listAt, textAt } from './json.ts';

const selectorOf = (value: unknown): { matchLabels: Record<string, string> } => ({
  matchLabels: Object.fromEntries(
    Object.entries(isFields(value) ? value : {}).map(([key, one]) => [key, String(one)]),
  ),
});

/** Why one listener takes no route of a namespace; null where it does, or where that cannot be told. */
const refusedBy = (facts: Facts, listener: unknown, place: string, home: string): string | null => {
  const from = textAt(listener, 'allowedRoutes', 'namespaces', 'from') ?? 'Same';
  if (from === 'Same') return place === home ? null : 'of its own namespace only';
  const labels = at(listener, 'allowedRoutes', 'namespaces', 'selector', 'matchLabels');
  if (from !== 'Selector' || !isFields(labels)) return null;
  const namespace = facts.objects.Namespace.find(({ metadata }) => metadata?.name === place);
  if (namespace === undefined || matches(selectorOf(labels), namespace.metadata?.labels)) return null;
  const words = Object.entries(labels).map(([key, value]) => `${key}=${String(value)}`);
  return `from namespaces with the label ${words.join(', ')} only, which ${place} has not`;
};

/**
 * Why a Gateway takes no route of this namespace: `Gateway infra/web takes routes of its own namespace only`. Null where
 * one of its listeners does, or where it was not read.
 * https://gateway-api.sigs.k8s.io/reference/spec/#allowedroutes
 */
export const whyNotTaken = (
  facts: Facts,
  route: OutsideObject,
  gateway: OutsideObject | undefined,
): string | null => {
  if (gateway === undefined) return null;
  const [place, home] = [route.metadata?.namespace ?? '', gateway.metadata?.namespace ?? ''];
  const refusals = listAt(gateway.spec, 'listeners').map((one) => refusedBy(facts, one, place, home));
  const [first] = refusals;
  if (first === undefined || first === null || refusals.includes(null)) return null;
  return `Gateway ${place === home ? '' : `${home}/`}${gateway.metadata?.name ?? ''} takes routes ${first}`;
};
