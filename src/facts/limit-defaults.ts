import type { Evidence, ObjectRef } from '../answer.ts';
import { specEvidence } from './evidence.ts';
import type { Facts } from './facts.ts';
import type { Pod } from './objects.ts';
import { requestOf } from './placement/requests.ts';
import { containersOf } from './pods.ts';
import type { ContainerView } from './pods.ts';
import { quantity } from './quantities.ts';
import { refOf, sameRef } from './refs.ts';

/** A request that containers did not make: a LimitRange of their namespace did. `range` is null where it was not read, or is not sure. */
export type DefaultedRequest = { containers: string[]; range: ObjectRef | null };

/**
 * Where the API server writes down what it filled in: `LimitRanger plugin set: cpu, memory request for container app; cpu limit
 * for init container setup`.
 * https://github.com/kubernetes/kubernetes/blob/master/plugin/pkg/admission/limitranger/admission.go
 */
const limitRanger = 'kubernetes.io/limit-ranger';
const clause = /([\w./, -]+?) (request|limit) for (?:init )?container (\S+?)(?:;|$)/g;

const filledIn = (
  { metadata }: Pod,
  what: 'request' | 'limit' = 'request',
): { resources: string[]; container: string }[] => {
  const text = (metadata?.annotations?.[limitRanger] ?? '').replace(/^LimitRanger plugin set: */, '');
  return [...text.matchAll(clause)]
    .filter(([, , word]) => word === what)
    .map(([, resources = '', , container = '']) => ({
      resources: resources.split(',').map((resource) => resource.trim()),
      container,
    }));
};

/** Whether a LimitRange, and nobody else, gave a container its limit of a resource. */
export const isDefaultLimit = ({ pod, name }: ContainerView, resource: string): boolean =>
  filledIn(pod, 'limit').some((one) => one.container === name && one.resources.includes(resource));

/** The annotation in which the API server notes what it filled in, as evidence. */
export const filledInEvidence = (pod: Pod): Evidence =>
  specEvidence(
    refOf('Pod', pod),
    `annotation ${limitRanger}: ${pod.metadata?.annotations?.[limitRanger] ?? ''}`,
  );

/** Whether a pod got requests from a LimitRange. */
export const hasDefaults = (pod: Pod): boolean => filledIn(pod).length > 0;

/** The LimitRange that gives containers this much of a resource, where there is exactly one. */
const rangeOf = (facts: Facts, pod: Pod, resource: string, amounts: readonly number[]): ObjectRef | null => {
  const fitting = facts.objects.LimitRange.filter(
    ({ metadata, spec }) =>
      metadata?.namespace === pod.metadata?.namespace &&
      spec?.limits?.some(
        ({ type, defaultRequest, default: limit }) =>
          type === 'Container' &&
          amounts.includes(quantity(defaultRequest?.[resource] ?? limit?.[resource]) ?? NaN),
      ) === true,
  );
  const [only] = fitting;
  return fitting.length === 1 && only !== undefined ? refOf('LimitRange', only) : null;
};

/** The LimitRange by which a pod asks for most of what it asks of a resource; null where it asks for that itself. */
export const defaultedRequest = (facts: Facts, pod: Pod, resource: string): DefaultedRequest | null => {
  const containers = filledIn(pod).flatMap((one) => (one.resources.includes(resource) ? one.container : []));
  const amounts = containersOf(pod)
    .filter(({ name }) => containers.includes(name))
    .flatMap(({ spec }) => quantity(spec?.resources?.requests?.[resource]) ?? []);
  const given = amounts.reduce((sum, amount) => sum + amount, 0);
  return given * 2 > requestOf(pod, resource)
    ? { containers, range: rangeOf(facts, pod, resource, amounts) }
    : null;
};

/** What the API server noted of it, and the LimitRange as it is. */
export const defaultEvidence = (facts: Facts, pod: Pod, resource: string): Evidence[] => {
  const defaulted = defaultedRequest(facts, pod, resource);
  if (defaulted === null) return [];
  const { range } = defaulted;
  return [
    filledInEvidence(pod),
    ...facts.objects.LimitRange.filter(
      (one) => range !== null && sameRef(refOf('LimitRange', one), range),
    ).map((one) => specEvidence(refOf('LimitRange', one), JSON.stringify(one.spec?.limits ?? []))),
  ];
};
