import { wasListed } from './absence.ts';
import type { Facts } from './facts.ts';
import { nearest } from './near.ts';

/** The handler that a RuntimeClass names, or null where the class was not seen. */
export const handlerOf = (facts: Facts, name: string): string | null =>
  facts.objects.RuntimeClass.find(({ metadata }) => metadata?.name === name)?.handler ?? null;

/** The RuntimeClasses there are, or null where they were not read. */
export const runtimeClasses = (facts: Facts): string[] | null =>
  wasListed(facts, 'RuntimeClass', null) || facts.objects.RuntimeClass.length > 0
    ? facts.objects.RuntimeClass.flatMap(({ metadata }) => metadata?.name ?? [])
    : null;

export const similarClass = (facts: Facts, name: string): string | null =>
  nearest(name, runtimeClasses(facts) ?? [], 1)[0] ?? null;

/** The handlers a node says it has, without the nameless default. */
export const handlersOn = (facts: Facts, node: string): string[] | null => {
  const handlers = facts.objects.Node.find(({ metadata }) => metadata?.name === node)?.status
    ?.runtimeHandlers;
  return handlers === undefined ? null : handlers.flatMap(({ name }) => (name === '' ? [] : (name ?? [])));
};
