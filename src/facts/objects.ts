import type {
  V1APIService,
  V1CSIDriver,
  V1CSINode,
  V1CertificateSigningRequest,
  V1ClusterRole,
  V1ClusterRoleBinding,
  V1ControllerRevision,
  V1CustomResourceDefinition,
  V1IngressClass,
  V1Lease,
  V1MutatingWebhookConfiguration,
  V1NetworkPolicy,
  V1PriorityClass,
  V1ReplicationController,
  ResourceV1ResourceClaim,
  V1Role,
  V1RoleBinding,
  V1RuntimeClass,
  V1ValidatingAdmissionPolicy,
  V1ValidatingAdmissionPolicyBinding,
  V1ValidatingWebhookConfiguration,
  V1VolumeAttachment,
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
  APIService: Raw<V1APIService>;
  CSIDriver: Raw<V1CSIDriver>;
  CSINode: Raw<V1CSINode>;
  CertificateSigningRequest: Raw<V1CertificateSigningRequest>;
  ClusterRole: Raw<V1ClusterRole>;
  ClusterRoleBinding: Raw<V1ClusterRoleBinding>;
  ControllerRevision: Raw<V1ControllerRevision>;
  CustomResourceDefinition: Raw<V1CustomResourceDefinition>;
  IngressClass: Raw<V1IngressClass>;
  Lease: Raw<V1Lease>;
  MutatingWebhookConfiguration: Raw<V1MutatingWebhookConfiguration>;
  NetworkPolicy: Raw<V1NetworkPolicy>;
  PriorityClass: Raw<V1PriorityClass>;
  ReplicationController: Raw<V1ReplicationController>;
  ResourceClaim: Raw<ResourceV1ResourceClaim>;
  Role: Raw<V1Role>;
  RoleBinding: Raw<V1RoleBinding>;
  RuntimeClass: Raw<V1RuntimeClass>;
  ValidatingAdmissionPolicy: Raw<V1ValidatingAdmissionPolicy>;
  ValidatingAdmissionPolicyBinding: Raw<V1ValidatingAdmissionPolicyBinding>;
  ValidatingWebhookConfiguration: Raw<V1ValidatingWebhookConfiguration>;
  VolumeAttachment: Raw<V1VolumeAttachment>;
};
export type KindName = keyof ObjectOf;
export type AnyObject = ObjectOf[KindName];

/** A kind from outside Kubernetes itself: that of a custom resource, or of an aggregated API. */
export type OutsideKind = {
  group: string;
  version: string;
  kind: string;
  plural: string;
  namespaced: boolean;
  /** Its singular and its short names, where the cluster says them. */
  words?: readonly string[];
  /** The versions it is served in, the preferred one first, where the cluster says them. */
  versions?: readonly string[];
};

/** An object of such a kind. What its `spec` and `status` hold only its own causes know. */
export type OutsideObject = {
  apiVersion: string;
  kind: string;
  metadata?: Metadata | undefined;
  spec?: unknown;
  status?: unknown;
};

/** A condition in the status of a workload, whichever its kind. */
export type WorkloadCondition = {
  type?: string | undefined;
  status?: string | undefined;
  reason?: string | undefined;
  message?: string | undefined;
  lastTransitionTime?: string | undefined;
};

export type Pod = ObjectOf['Pod'];
export type PodSpec = NonNullable<Pod['spec']>;
export type Container = NonNullable<PodSpec['containers']>[number];
export type ContainerStatus = NonNullable<NonNullable<Pod['status']>['containerStatuses']>[number];
export type Metadata = NonNullable<Pod['metadata']>;
