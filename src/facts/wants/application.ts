import { unwellOf } from '../outside/edges.ts';
import { at } from '../outside/json.ts';
import { isOf, outsideByRef } from '../outside/refs.ts';
import type { Want, Wanting } from './want.ts';

const kinds = ['Pod', 'Event', 'Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'] as const;

/** The names of the cluster that Argo CD runs in. https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#clusters */
const ownServer = ['https://kubernetes.default.svc', undefined];
const ownName = ['in-cluster', undefined];

/** About an Application of Argo CD that deploys into another namespace of its cluster: what is unwell there. */
export const application: Wanting = {
  id: 'application',
  rights: kinds.map((kind) => ({ kind, verb: 'list' })),
  wants: ({ facts, subject }) => {
    const object = outsideByRef(facts, subject);
    if (object === undefined || !isOf(object, 'argoproj.io', 'Application')) return [];
    const own = (known: readonly unknown[], field: string): boolean =>
      known.includes(at(object.spec, 'destination', field));
    if (!own(ownServer, 'server') || !own(ownName, 'name')) return [];
    const namespace = unwellOf(object).find(({ ref }) => ref.namespace !== null)?.ref.namespace;
    return namespace === undefined || namespace === subject.namespace
      ? []
      : kinds.map((kind): Want => ({ read: 'list', kind, query: { namespace } }));
  },
};
