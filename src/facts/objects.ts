import type {
  V1ConfigMap,
  V1CronJob,
  V1DaemonSet,
  V1Deployment,
  V1EndpointSlice,
  V1Ingress,
  V1Job,
  V1LimitRange,
  V1Namespace,
  V1Node,
  V1PersistentVolume,
  V1PersistentVolumeClaim,
  V1Pod,
  V1PodDisruptionBudget,
  V1ReplicaSet,
  V1ResourceQuota,
  V1Secret,
  V1Service,
  V1ServiceAccount,
  V1StatefulSet,
  V1StorageClass,
  V2HorizontalPodAutoscaler,
  CoreV1Event,
} from '@kubernetes/client-node';

/**
 * An API object as JSON carries it: times are strings, and every field may be absent, however required the
 * schema says it is. The client's own type names (`_from`, `_continue`) go back to the names on the wire.
 */
export type Raw<T> = T extends Date
  ? string
  : T extends (infer E)[]
    ? Raw<E>[]
    : T extends object
      ? { [K in keyof T as K extends `_${infer Wire}` ? Wire : K]?: Raw<T[K]> | undefined }
      : T;

/** The kinds the collector reads, each with the shape of its JSON. */
export type ObjectOf = {
  Pod: Raw<V1Pod>;
  Deployment: Raw<V1Deployment>;
  ReplicaSet: Raw<V1ReplicaSet>;
  StatefulSet: Raw<V1StatefulSet>;
  DaemonSet: Raw<V1DaemonSet>;
  Job: Raw<V1Job>;
  CronJob: Raw<V1CronJob>;
  Service: Raw<V1Service>;
  EndpointSlice: Raw<V1EndpointSlice>;
  Ingress: Raw<V1Ingress>;
  PersistentVolumeClaim: Raw<V1PersistentVolumeClaim>;
  HorizontalPodAutoscaler: Raw<V2HorizontalPodAutoscaler>;
  PodDisruptionBudget: Raw<V1PodDisruptionBudget>;
  ResourceQuota: Raw<V1ResourceQuota>;
  LimitRange: Raw<V1LimitRange>;
  ConfigMap: Raw<V1ConfigMap>;
  Secret: Raw<V1Secret>;
  ServiceAccount: Raw<V1ServiceAccount>;
  Event: Raw<CoreV1Event>;
  Node: Raw<V1Node>;
  Namespace: Raw<V1Namespace>;
  StorageClass: Raw<V1StorageClass>;
  PersistentVolume: Raw<V1PersistentVolume>;
};
export type KindName = keyof ObjectOf;
export type AnyObject = ObjectOf[KindName];

export type Pod = ObjectOf['Pod'];
export type PodSpec = NonNullable<Pod['spec']>;
export type Container = NonNullable<PodSpec['containers']>[number];
export type ContainerStatus = NonNullable<NonNullable<Pod['status']>['containerStatuses']>[number];
export type Metadata = NonNullable<Pod['metadata']>;
