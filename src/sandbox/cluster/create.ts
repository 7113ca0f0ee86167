import { randomBytes } from 'node:crypto';

import type { Answer, Ask } from './exchange.ts';
import { badRequest, isDryRun, isFields, statusAnswer } from './exchange.ts';
import type { ObjectStore } from './object-store.ts';
import { apiVersionOf, qualified } from './resources.ts';

const nameIn = (metadata: Readonly<Record<string, unknown>>): string | null => {
  const { name, generateName } = metadata;
  if (typeof name === 'string' && name !== '') return name;
  return typeof generateName === 'string'
    ? `${generateName}${randomBytes(3).toString('hex').slice(0, 5)}`
    : null;
};

/** `POST` to a collection. Access reviews are answered, not kept: in the sandbox everything is allowed. */
export const create = (ask: Ask, store: ObjectStore, now: () => Date): Answer => {
  if (!isFields(ask.body))
    return badRequest('the object provided is unrecognized: the body is no JSON object');
  const { resource } = ask;
  const head = { apiVersion: apiVersionOf(resource), kind: resource.kind };
  if (resource.kind === 'SelfSubjectAccessReview') {
    const status = { allowed: true, reason: 'the sandbox allows everything' };
    return { status: 201, body: { ...ask.body, ...head, status } };
  }
  const metadata = isFields(ask.body['metadata']) ? ask.body['metadata'] : {};
  const name = nameIn(metadata);
  if (name === null)
    return statusAnswer(
      422,
      'Invalid',
      `${resource.kind} "" is invalid: metadata.name: Required value: name or generateName is required`,
    );
  if (store.get(resource, ask.namespace, name) !== undefined)
    return statusAnswer(409, 'AlreadyExists', `${qualified(resource)} "${name}" already exists`);
  const object = {
    ...ask.body,
    ...head,
    metadata: {
      ...metadata,
      name,
      ...(resource.namespaced ? { namespace: ask.namespace ?? 'default' } : {}),
      creationTimestamp: now().toISOString(),
    },
  };
  return { status: 201, body: isDryRun(ask) ? object : store.put(resource, object) };
};
