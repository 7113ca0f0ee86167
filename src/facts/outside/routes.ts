import type { ObjectRef } from '../../answer.ts';
import { isAbsent } from '../absence.ts';
import type { Facts } from '../facts.ts';
import { nearest } from '../near.ts';
import type { OutsideObject } from '../objects.ts';
import { listAt, textAt } from './json.ts';
import { outsideByRef } from './refs.ts';

/** What a route asks of a parent that has no such listener: `sectionName` or port, and the listeners there are. */
export type ListenerMiss = { gateway: string; wanted: string; has: string[] };

const namespaceOf = ({ metadata }: OutsideObject): string | null => metadata?.namespace ?? null;

/** The listener that a route names and its Gateway does not have; null where the Gateway was not read or has it. */
export const missingListener = (
  facts: Facts,
  route: OutsideObject,
  parentRef: unknown,
): ListenerMiss | null => {
  const gateway = textAt(parentRef, 'name') ?? '';
  const namespace = textAt(parentRef, 'namespace') ?? namespaceOf(route);
  const parent = outsideByRef(facts, { kind: 'Gateway', namespace, name: gateway });
  const [section, port] = [textAt(parentRef, 'sectionName'), textAt(parentRef, 'port')];
  if (parent === undefined || (section === undefined && port === undefined)) return null;
  const listeners = listAt(parent.spec, 'listeners');
  const fits = listeners.some(
    (one) =>
      (section === undefined || textAt(one, 'name') === section) &&
      (port === undefined || textAt(one, 'port') === port),
  );
  if (fits) return null;
  const wanted = [section ?? [], port === undefined ? [] : `on port ${port}`].flat().join(' ');
  const has = listeners.map((one) =>
    [
      textAt(one, 'name') ?? '',
      ...(port === undefined ? [] : [`on port ${textAt(one, 'port') ?? '?'}`]),
    ].join(' '),
  );
  return { gateway, wanted, has };
};

/** The Services that a route sends to and that do not exist, each once. */
export const missingBackends = (facts: Facts, route: OutsideObject): ObjectRef[] => {
  const refs = listAt(route.spec, 'rules')
    .flatMap((rule) => listAt(rule, 'backendRefs'))
    .filter((one) => (textAt(one, 'kind') ?? 'Service') === 'Service' && textAt(one, 'group') === undefined)
    .map((one) => ({
      kind: 'Service',
      namespace: textAt(one, 'namespace') ?? namespaceOf(route),
      name: textAt(one, 'name') ?? '',
    }))
    .filter((ref) => ref.name !== '' && isAbsent(facts, 'Service', ref));
  return [...new Map(refs.map((ref) => [`${ref.namespace ?? ''}/${ref.name}`, ref])).values()];
};

/** A Service that may have been meant by the name of one that does not exist: a near name, or the same up to its last word. */
export const serviceLike = (facts: Facts, { namespace, name }: ObjectRef): string | undefined => {
  const names = facts.objects.Service.flatMap(({ metadata }) =>
    (metadata?.namespace ?? null) === namespace ? (metadata?.name ?? []) : [],
  );
  const stem = name.slice(0, name.lastIndexOf('-') + 1);
  return nearest(name, names, 1)[0] ?? names.find((one) => stem.length > 3 && one.startsWith(stem));
};
