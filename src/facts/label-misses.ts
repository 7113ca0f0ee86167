import { templateLabels } from './controller-labels.ts';
import type { Facts } from './facts.ts';
import { farness } from './near.ts';
import { controllerOf } from './pods.ts';
import type { Labels } from './selectors.ts';
import { noLabels } from './selectors.ts';
import { podsAround, workloadsAround } from './services.ts';
import type { Placed, Service } from './services.ts';

/**
 * A workload or pod that has all labels of a selector but one. `carried` is what stands there instead, or null where
 * the label is missing altogether.
 */
export type LabelMiss = { owner: string; key: string; value: string; carried: string | null; edits: number };

const missIn = (
  selector: readonly [string, string | undefined][],
  owner: string,
  labels: Labels,
): LabelMiss[] => {
  const differing = selector.filter(([key, value]) => labels[key] !== value);
  const [first] = differing;
  if (first === undefined || differing.length > 1) return [];
  const [key, value = ''] = first;
  const wanted = `${key}=${value}`;
  const same = labels[key];
  const moved = Object.entries(labels).find(([, other]) => other === value)?.[0];
  const carried = same === undefined ? (moved === undefined ? null : `${moved}=${value}`) : `${key}=${same}`;
  return [{ owner, key, value, carried, edits: carried === null ? wanted.length : farness(wanted, carried) }];
};

const closeEnough = ({ key, value, carried, edits }: LabelMiss, labels: number): boolean =>
  labels > 1 || (carried !== null && edits <= Math.max(2, `${key}=${value}`.length / 3));

/** What comes nearest to the selector of a Service in its namespace: workloads by their template, then pods. */
export const nearestMiss = (facts: Facts, service: Service): LabelMiss | undefined =>
  lackingMatch(facts, service, service.spec?.selector ?? {});

/** The same for the labels that anything in a namespace asks for. */
export const lackingMatch = (facts: Facts, place: Placed, wanted: Labels): LabelMiss | undefined => {
  const selector = Object.entries(wanted);
  const workloads = workloadsAround(facts, place).flatMap(({ ref, labels }) =>
    missIn(Object.entries(templateLabels(wanted)), `${ref.kind} ${ref.name}`, labels),
  );
  const bare = podsAround(facts, place).flatMap(({ metadata }) =>
    missIn(selector, `pod ${metadata?.name ?? ''}`, metadata?.labels ?? {}),
  );
  return [...workloads, ...bare]
    .filter((miss) => closeEnough(miss, selector.length))
    .toSorted((a, b) => a.edits - b.edits)[0];
};

/**
 * A label that something sets on running pods, such as the role in a database cluster: pods have all other labels, and
 * the template of their workload does not have this one.
 */
export const givenLabel = (
  facts: Facts,
  service: Service,
): { key: string; value: string; pods: number } | null => {
  const selector = Object.entries(service.spec?.selector ?? {});
  const pods = podsAround(facts, service).filter(
    (pod) =>
      controllerOf(pod) !== undefined && missIn(selector, '', pod.metadata?.labels ?? noLabels).length > 0,
  );
  for (const [key, value = ''] of selector) {
    if (!/(?:^|[-/._])(?:\w*role)$/i.test(key)) continue;
    const others = selector.filter(([other]) => other !== key);
    const fitting = pods.filter(({ metadata }) => others.every(([k, v]) => metadata?.labels?.[k] === v));
    const declared = workloadsAround(facts, service).some(
      ({ labels }) => labels[key] !== undefined && others.every(([k, v]) => labels[k] === v),
    );
    if (fitting.length > 0 && !declared) return { key, value, pods: fitting.length };
  }
  return null;
};
