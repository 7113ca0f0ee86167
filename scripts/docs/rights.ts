import { askable, kindOf } from '../../src/facts/kinds.ts';
import { clusterLists, listsFor, namespaceLists } from '../../src/facts/lists.ts';
import type { KindName } from '../../src/facts/objects.ts';
import { projects } from '../../src/facts/outside/projects.ts';
import { wantings } from '../../src/facts/wants/index.ts';

/** One right on the API server. `resource` is as RBAC names it: `pods`, `pods/log`. */
export type Right = { group: string; resource: string; verb: 'get' | 'list' };

const rightsTo = (kind: KindName, ...verbs: Right['verb'][]): Right[] => {
  const { group, plural: resource } = kindOf(kind);
  return verbs.map((verb) => ({ group, resource, verb }));
};

const unique = (rights: readonly Right[]): Right[] => [
  ...new Map(rights.map((right) => [`${right.group} ${right.resource} ${right.verb}`, right])).values(),
];

/** What can be asked about, and the lists that tell about it. */
const asked = askable.flatMap((kind) => [
  ...rightsTo(kind, 'get', 'list'),
  ...listsFor({ kind, namespace: 'any', name: 'any' }).flatMap((list) => rightsTo(list.kind, 'list')),
]);

/** ConfigMaps and Secrets hold values: their rights stand apart. */
const valued: readonly KindName[] = ['ConfigMap', 'Secret'];

/** What the second wave goes to. */
const near = wantings
  .flatMap((wanting) => wanting.rights)
  .filter(({ kind }) => !valued.includes(kind))
  .flatMap(({ kind, verb }) => rightsTo(kind, verb));

/** Every right to objects without values of their own. `test/gates/rights.test.ts` holds that the code uses each. */
export const rights: readonly Right[] = unique([
  ...asked,
  ...namespaceLists.flatMap((kind) => rightsTo(kind, 'list')),
  ...clusterLists.flatMap(({ kind }) => rightsTo(kind, 'list')),
  ...near,
]);

/** Custom resources that an overview reads. */
export const outsideRights: readonly Right[] = projects.map(({ group, plural }) => ({
  group,
  resource: plural,
  verb: 'list',
}));

export const logRights: readonly Right[] = [{ group: '', resource: 'pods/log', verb: 'get' }];
export const configMapRights: readonly Right[] = rightsTo('ConfigMap', 'get', 'list');
/** Not needed: without them an answer names them under "Not examined". */
export const secretRights: readonly Right[] = rightsTo('Secret', 'get', 'list');
