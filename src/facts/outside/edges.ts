import type { ObjectRef } from '../../answer.ts';
import type { OutsideObject } from '../objects.ts';
import { listAt, textAt } from './json.ts';
import { isOf, refOfOutside } from './refs.ts';

type Named = { kind: string | undefined; namespace: string | null; name: string | undefined };

const named = ({ kind, namespace, name }: Named): ObjectRef[] =>
  kind === undefined || name === undefined ? [] : [{ kind, namespace, name }];

/** Cluster-wide kinds that are named like those of a namespace. */
const clusterWide = new Set(['ClusterIssuer', 'ClusterSecretStore', 'GatewayClass']);

/** What a `{kind, name, namespace}` field names, in the namespace of its object unless it says another. */
const at = (object: OutsideObject, usual: string, ...path: readonly string[]): ObjectRef[] => {
  const kind = textAt(object, ...path, 'kind') ?? usual;
  const namespace = textAt(object, ...path, 'namespace') ?? object.metadata?.namespace ?? null;
  return named({
    kind,
    namespace: clusterWide.has(kind) ? null : namespace,
    name: textAt(object, ...path, 'name'),
  });
};

const ofList = (object: OutsideObject, list: readonly unknown[], usual: string): ObjectRef[] =>
  list.flatMap((one) =>
    named({
      kind: textAt(one, 'kind') ?? usual,
      namespace: textAt(one, 'namespace') ?? object.metadata?.namespace ?? null,
      name: textAt(one, 'name'),
    }),
  );

/** What an object of Flux waits for before it is applied. */
export const dependenciesOf = (object: OutsideObject): ObjectRef[] =>
  ofList(object, listAt(object.spec, 'dependsOn'), object.kind);

const flux = (object: OutsideObject): ObjectRef[] => [
  ...at(object, 'GitRepository', 'spec', 'sourceRef'),
  ...at(object, 'HelmRepository', 'spec', 'chart', 'spec', 'sourceRef'),
  ...at(object, 'OCIRepository', 'spec', 'chartRef'),
  ...dependenciesOf(object),
];

/** A resource of an Argo CD Application, and what it says of its health. */
export type ArgoResource = { ref: ObjectRef; health: string; message: string | undefined };

/** The resources that an Application says are unwell; those of other clusters have the same names here. */
export const unwellOf = (object: OutsideObject): ArgoResource[] =>
  listAt(object.status, 'resources').flatMap((one) => {
    const health = textAt(one, 'health', 'status') ?? '';
    if (!['Degraded', 'Missing', 'Progressing'].includes(health)) return [];
    const namespace = textAt(one, 'namespace') ?? null;
    return named({ kind: textAt(one, 'kind'), namespace, name: textAt(one, 'name') }).map((ref) => ({
      ref,
      health,
      message: textAt(one, 'health', 'message'),
    }));
  });

/** `Deployment web is Degraded: …`, or what Argo CD says of it where that names it. */
export const unwellWords = ({ ref, health, message }: ArgoResource): string => {
  const plain = `${ref.kind} ${ref.name} is ${health}`;
  if (message === undefined) return plain;
  return message.includes(ref.name) ? message : `${plain}: ${message}`;
};

const argo = (object: OutsideObject): ObjectRef[] => unwellOf(object).map(({ ref }) => ref);

const gateway = (object: OutsideObject): ObjectRef[] => {
  const gatewayClass = textAt(object.spec, 'gatewayClassName');
  return [
    ...named({ kind: 'GatewayClass', namespace: null, name: gatewayClass }),
    ...ofList(object, listAt(object.spec, 'parentRefs'), 'Gateway'),
    ...listAt(object.spec, 'rules').flatMap((rule) => ofList(object, listAt(rule, 'backendRefs'), 'Service')),
  ];
};

/** The Services that a Route of OpenShift sends to. */
const openShift = (object: OutsideObject): ObjectRef[] => [
  ...at(object, 'Service', 'spec', 'to'),
  ...ofList(object, listAt(object.spec, 'alternateBackends'), 'Service'),
];

/** What an object of a kind from outside names in its own words, and so stands on. */
export const namedBy = (object: OutsideObject): ObjectRef[] => {
  const own = refOfOutside(object);
  const found = isOf(object, 'cert-manager.io')
    ? at(object, 'Issuer', 'spec', 'issuerRef')
    : isOf(object, 'fluxcd.io')
      ? flux(object)
      : isOf(object, 'argoproj.io', 'Application')
        ? argo(object)
        : isOf(object, 'gateway.networking.k8s.io')
          ? gateway(object)
          : isOf(object, 'external-secrets.io')
            ? at(object, 'SecretStore', 'spec', 'secretStoreRef')
            : isOf(object, 'route.openshift.io', 'Route')
              ? openShift(object)
              : isOf(object, 'keda.sh', 'ScaledObject')
                ? at(object, 'Deployment', 'spec', 'scaleTargetRef')
                : [];
  return found.filter(({ kind, name }) => kind !== own.kind || name !== own.name);
};
