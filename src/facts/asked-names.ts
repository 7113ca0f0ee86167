import type { Pod } from './objects.ts';

/** A ConfigMap or Secret that a pod reads, in its environment, as a volume or as a pull secret. */
export type AskedName = { kind: 'ConfigMap' | 'Secret'; name: string };

const named = (kind: AskedName['kind'], name: string | undefined): AskedName[] =>
  name === undefined || name === '' ? [] : [{ kind, name }];
const configMap = (name: string | undefined): AskedName[] => named('ConfigMap', name);
const secret = (name: string | undefined): AskedName[] => named('Secret', name);

/** Every ConfigMap and Secret that a pod names, each once. */
export const askedNames = ({ spec }: Pod): AskedName[] => {
  const containers = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])];
  const asked = [
    ...containers.flatMap(({ env, envFrom }) => [
      ...(env ?? []).flatMap(({ valueFrom }) => [
        ...configMap(valueFrom?.configMapKeyRef?.name),
        ...secret(valueFrom?.secretKeyRef?.name),
      ]),
      ...(envFrom ?? []).flatMap((source) => [
        ...configMap(source.configMapRef?.name),
        ...secret(source.secretRef?.name),
      ]),
    ]),
    ...(spec?.volumes ?? []).flatMap((volume) => [
      ...configMap(volume.configMap?.name),
      ...secret(volume.secret?.secretName),
      ...(volume.projected?.sources ?? []).flatMap((source) => [
        ...configMap(source.configMap?.name),
        ...secret(source.secret?.name),
      ]),
    ]),
    ...(spec?.imagePullSecrets ?? []).flatMap(({ name }) => secret(name)),
  ];
  return [...new Map(asked.map((one) => [`${one.kind} ${one.name}`, one])).values()].filter(
    // Every namespace gets it from the control plane, which nobody edits.
    ({ name }) => name !== 'kube-root-ca.crt',
  );
};
