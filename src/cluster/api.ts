import { setTimeout as pause } from 'node:timers/promises';

import { kindOf, pathOf } from '../facts/kinds.ts';
import type { KindName, ObjectOf, OutsideKind, OutsideObject } from '../facts/objects.ts';
import type { Cluster, ListQuery, LogQuery, Page, Read, ReadFailure } from '../ports.ts';
import type { Credentials } from './credentials.ts';
import type { Endpoint } from './endpoint.ts';
import { statusFailure } from './failures.ts';
import { readWell } from './fit-shape.ts';
import { discoveryAccept, outsidePath, readDiscovery, readOutside } from './outside.ts';
import type { Reply } from './transport.ts';
import { fetchText } from './transport.ts';
import { readObject, readPage } from './wire.ts';

const failure = (reason: ReadFailure['reason'], message: string): { ok: false; failure: ReadFailure } => ({
  ok: false,
  failure: { reason, message },
});

/** https://kubernetes.io/docs/reference/using-api/api-concepts/#metadata-only-fetches */
const metadataList = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json';

/** What the API server takes for a name in a path: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#path-segment-names */
const isName = (name: string): boolean => name !== '' && name !== '.' && name !== '..' && !/[/%]/.test(name);

const queryOf = (values: Readonly<Record<string, string | number | boolean | undefined>>): string => {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) if (value !== undefined) query.set(key, String(value));
  return `?${query.toString()}`;
};

const garbled = (what: string): { ok: false; failure: ReadFailure } =>
  failure('rejected', `the server's answer for ${what} is not the JSON that the Kubernetes API gives`);

/** Objects at most in one page of a list, unless told. client-go's pager uses the same. */
const pageSize = 500;

/**
 * The cluster behind an endpoint. Each read has `timeoutMs` for everything after the credentials: connecting, headers,
 * body, and one more try after a 401 (with fresh credentials) or a 429 (after the time that the server asks for).
 */
export const apiCluster = (
  name: string,
  namespace: string | null,
  endpoint: Endpoint,
  credentials: Credentials,
  timeoutMs: number,
): Cluster => {
  const attempt = async (path: string, accept: string, until: number): Promise<Read<Reply>> => {
    const access = await credentials.access();
    if (!access.ok) return access;
    return fetchText(endpoint, access.value, path, accept, Math.max(1, until - performance.now()));
  };

  const fetch = async (path: string, accept: string): Promise<Read<Reply>> => {
    // The plugin that makes credentials has a deadline of its own, so the clock starts after its first run.
    const ready = await credentials.access();
    if (!ready.ok) return ready;
    const until = performance.now() + timeoutMs;
    const first = await attempt(path, accept, until);
    if (!first.ok) return first;
    const { status, retryAfter } = first.value;
    if (status === 401) {
      credentials.renew();
      return attempt(path, accept, until);
    }
    if (status === 429 && retryAfter !== null && performance.now() + retryAfter * 1000 < until) {
      await pause(retryAfter * 1000);
      return attempt(path, accept, until);
    }
    return first;
  };

  return {
    name,
    namespace,

    async list<K extends KindName>(kind: K, query: ListQuery): Promise<Read<Page<K>>> {
      const declared = { ...kindOf(kind), kind };
      // Secrets are never listed with their values on the way.
      const metadataOnly = query.metadataOnly === true || kind === 'Secret';
      const path =
        pathOf(declared, query.namespace) +
        queryOf({
          limit: query.limit ?? pageSize,
          labelSelector: query.labels,
          fieldSelector: query.fields,
          continue: query.next,
        });
      const reply = await fetch(path, metadataOnly ? metadataList : 'application/json');
      if (!reply.ok) return reply;
      const { status, body } = reply.value;
      if (status !== 200) return { ok: false, failure: statusFailure(status, body) };
      const page = readPage(declared, body, metadataOnly);
      return page === null ? garbled(`the list of ${declared.plural}`) : readWell(page.page, page.wrong);
    },

    async get<K extends KindName>(
      kind: K,
      place: string | null,
      objectName: string,
    ): Promise<Read<ObjectOf[K] | null>> {
      const declared = { ...kindOf(kind), kind };
      if (declared.namespaced && place === null)
        return failure('rejected', `a ${kind} is read by namespace and name, and no namespace was given`);
      if (!isName(objectName)) return { ok: true, value: null };
      const reply = await fetch(pathOf(declared, place, objectName), 'application/json');
      if (!reply.ok) return reply;
      const { status, body } = reply.value;
      if (status === 404) return { ok: true, value: null };
      if (status !== 200) return { ok: false, failure: statusFailure(status, body) };
      const object = readObject(declared, body);
      return object === null
        ? garbled(`${declared.plural}/${objectName}`)
        : readWell(object.object, object.wrong);
    },

    async discover(): Promise<Read<OutsideKind[]>> {
      const reply = await fetch('/apis', discoveryAccept);
      if (!reply.ok) return reply;
      const { status, body } = reply.value;
      if (status !== 200) return { ok: false, failure: statusFailure(status, body) };
      const found = readDiscovery(body);
      return found === null
        ? failure('rejected', 'the API server does not say in one answer which kinds it serves')
        : { ok: true, value: found };
    },

    async listOutside(kind, { namespace: place, name: objectName }): Promise<Read<OutsideObject[]>> {
      const fieldSelector = objectName === null ? undefined : `metadata.name=${objectName}`;
      const reply = await fetch(
        outsidePath(kind, place) + queryOf({ limit: pageSize, fieldSelector }),
        'application/json',
      );
      if (!reply.ok) return reply;
      const { status, body } = reply.value;
      // The group, or this version of it, is not installed.
      if (status === 404) return { ok: true, value: [] };
      if (status !== 200) return { ok: false, failure: statusFailure(status, body) };
      const objects = readOutside(kind, body);
      return objects === null
        ? garbled(`the list of ${kind.plural}`)
        : readWell(objects.objects, objects.wrong);
    },

    async log(query: LogQuery): Promise<Read<string>> {
      const { container, previous, tailLines, limitBytes } = query;
      if (!isName(query.pod)) return failure('rejected', `pods "${query.pod}" not found`);
      const path = `${pathOf(kindOf('Pod'), query.namespace, query.pod)}/log`;
      const reply = await fetch(path + queryOf({ container, previous, tailLines, limitBytes }), '*/*');
      if (!reply.ok) return reply;
      const { status, body } = reply.value;
      return status === 200 ? { ok: true, value: body } : { ok: false, failure: statusFailure(status, body) };
    },
  };
};
