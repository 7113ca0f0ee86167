import { kinds } from '../facts/kinds.ts';
import type { OutsideKind, OutsideObject } from '../facts/objects.ts';
import { fitShape, misfitOf } from './fit-shape.ts';
import { isFields, parsed } from './wire.ts';

/** https://kubernetes.io/docs/concepts/overview/kubernetes-api/#aggregated-discovery */
export const discoveryAccept =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json';

/** The path of a list: `/apis/cert-manager.io/v1/namespaces/shop/certificates`. A null namespace means all of them. */
export const outsidePath = (
  { group, version, plural, namespaced }: OutsideKind,
  namespace: string | null,
): string =>
  [
    `/apis/${encodeURIComponent(group)}/${encodeURIComponent(version)}`,
    namespaced && namespace !== null ? `/namespaces/${encodeURIComponent(namespace)}` : '',
    `/${encodeURIComponent(plural)}`,
  ].join('');

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const listOf = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter(isFields) : [];

/** The singular and the short names that `kubectl` takes for a resource. */
const wordsOf = (resource: Record<string, unknown>): string[] => {
  const short = resource['shortNames'];
  return [resource['singularResource'], ...(Array.isArray(short) ? short : [])].map(text).filter(Boolean);
};

const isInside = (group: string, kind: string): boolean =>
  kinds.some((each) => each.kind === kind && each.group === group);

const serves = (version: Record<string, unknown>, plural: string): boolean =>
  listOf(version['resources']).some((resource) => resource['resource'] === plural);

/** The kinds of an aggregated discovery document that `kinds` does not have; null where the body is no such document. */
export const readDiscovery = (body: string): OutsideKind[] | null => {
  const document = parsed(body);
  if (!isFields(document) || document['kind'] !== 'APIGroupDiscoveryList') return null;
  return listOf(document['items']).flatMap((item) => {
    const group = isFields(item['metadata']) ? text(item['metadata']['name']) : '';
    const seen = new Set<string>();
    const all = listOf(item['versions']);
    return all.flatMap((version) =>
      listOf(version['resources']).flatMap((resource): OutsideKind[] => {
        const kind = isFields(resource['responseKind']) ? text(resource['responseKind']['kind']) : '';
        const plural = text(resource['resource']);
        const listable = Array.isArray(resource['verbs']) && resource['verbs'].includes('list');
        if (!listable || plural === '' || seen.has(plural) || isInside(group, kind)) return [];
        seen.add(plural);
        const namespaced = resource['scope'] === 'Namespaced';
        const versions = all.filter((one) => serves(one, plural)).map((one) => text(one['version']));
        const [first = ''] = versions;
        return [{ group, version: first, kind, plural, namespaced, words: wordsOf(resource), versions }];
      }),
    );
  });
};

/** The items of a list of such a kind, or null where the body is no list; `wrong` as in `Read`. */
export const readOutside = (
  kind: OutsideKind,
  body: string,
): { objects: OutsideObject[]; wrong: string[] } | null => {
  const list = parsed(body);
  if (!isFields(list) || !Array.isArray(list['items'] ?? [])) return null;
  const read = listOf(list['items']).map((item) =>
    fitShape<OutsideObject>(null, {
      ...item,
      apiVersion: `${kind.group}/${kind.version}`,
      kind: kind.kind,
    }),
  );
  return {
    objects: read.map(({ object }) => object),
    wrong: read.flatMap(({ object, wrong }) => misfitOf(kind.kind, object, wrong)),
  };
};
