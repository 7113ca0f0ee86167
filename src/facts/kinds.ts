import type { KindName } from './objects.ts';

/** How a kind is addressed: its API path, whether it lives in a namespace, and the words kubectl takes for it. */
export type Kind = {
  kind: KindName;
  /** Empty for the core group. */
  group: string;
  version: string;
  plural: string;
  namespaced: boolean;
  /** Singular, plural and short names, lower case. */
  words: readonly string[];
};

const define = (
  kind: KindName,
  group: string,
  version: string,
  plural: string,
  namespaced: boolean,
  ...short: string[]
): Kind => ({ kind, group, version, plural, namespaced, words: [kind.toLowerCase(), plural, ...short] });

const admission = 'admissionregistration.k8s.io';

/** Short names as in `kubectl api-resources` of Kubernetes 1.36. */
export const kinds: readonly Kind[] = [
  define('Deployment', 'apps', 'v1', 'deployments', true, 'deploy'),
  define('StatefulSet', 'apps', 'v1', 'statefulsets', true, 'sts'),
  define('DaemonSet', 'apps', 'v1', 'daemonsets', true, 'ds'),
  define('CronJob', 'batch', 'v1', 'cronjobs', true, 'cj'),
  define('Job', 'batch', 'v1', 'jobs', true),
  define('ReplicaSet', 'apps', 'v1', 'replicasets', true, 'rs'),
  define('Pod', '', 'v1', 'pods', true, 'po'),
  define('Service', '', 'v1', 'services', true, 'svc'),
  define('Ingress', 'networking.k8s.io', 'v1', 'ingresses', true, 'ing'),
  define('PersistentVolumeClaim', '', 'v1', 'persistentvolumeclaims', true, 'pvc'),
  define('HorizontalPodAutoscaler', 'autoscaling', 'v2', 'horizontalpodautoscalers', true, 'hpa'),
  define('PodDisruptionBudget', 'policy', 'v1', 'poddisruptionbudgets', true, 'pdb'),
  define('EndpointSlice', 'discovery.k8s.io', 'v1', 'endpointslices', true),
  define('ResourceQuota', '', 'v1', 'resourcequotas', true, 'quota'),
  define('LimitRange', '', 'v1', 'limitranges', true, 'limits'),
  define('ConfigMap', '', 'v1', 'configmaps', true, 'cm'),
  define('Secret', '', 'v1', 'secrets', true),
  define('ServiceAccount', '', 'v1', 'serviceaccounts', true, 'sa'),
  define('Event', '', 'v1', 'events', true, 'ev'),
  define('Node', '', 'v1', 'nodes', false, 'no'),
  define('Namespace', '', 'v1', 'namespaces', false, 'ns'),
  define('StorageClass', 'storage.k8s.io', 'v1', 'storageclasses', false, 'sc'),
  define('PersistentVolume', '', 'v1', 'persistentvolumes', false, 'pv'),
  define('ReplicationController', '', 'v1', 'replicationcontrollers', true, 'rc'),
  define('ControllerRevision', 'apps', 'v1', 'controllerrevisions', true),
  define('NetworkPolicy', 'networking.k8s.io', 'v1', 'networkpolicies', true, 'netpol'),
  define('IngressClass', 'networking.k8s.io', 'v1', 'ingressclasses', false),
  define('Lease', 'coordination.k8s.io', 'v1', 'leases', true),
  define('RuntimeClass', 'node.k8s.io', 'v1', 'runtimeclasses', false),
  define('PriorityClass', 'scheduling.k8s.io', 'v1', 'priorityclasses', false, 'pc'),
  define('CSIDriver', 'storage.k8s.io', 'v1', 'csidrivers', false),
  define('CSINode', 'storage.k8s.io', 'v1', 'csinodes', false),
  define('VolumeAttachment', 'storage.k8s.io', 'v1', 'volumeattachments', false),
  define('ResourceClaim', 'resource.k8s.io', 'v1', 'resourceclaims', true),
  define('Role', 'rbac.authorization.k8s.io', 'v1', 'roles', true),
  define('RoleBinding', 'rbac.authorization.k8s.io', 'v1', 'rolebindings', true),
  define('ClusterRole', 'rbac.authorization.k8s.io', 'v1', 'clusterroles', false),
  define('ClusterRoleBinding', 'rbac.authorization.k8s.io', 'v1', 'clusterrolebindings', false),
  define('APIService', 'apiregistration.k8s.io', 'v1', 'apiservices', false),
  define(
    'CustomResourceDefinition',
    'apiextensions.k8s.io',
    'v1',
    'customresourcedefinitions',
    false,
    'crd',
    'crds',
  ),
  define(
    'CertificateSigningRequest',
    'certificates.k8s.io',
    'v1',
    'certificatesigningrequests',
    false,
    'csr',
  ),
  define('ValidatingWebhookConfiguration', admission, 'v1', 'validatingwebhookconfigurations', false),
  define('MutatingWebhookConfiguration', admission, 'v1', 'mutatingwebhookconfigurations', false),
  define('ValidatingAdmissionPolicy', admission, 'v1', 'validatingadmissionpolicies', false),
  define('ValidatingAdmissionPolicyBinding', admission, 'v1', 'validatingadmissionpolicybindings', false),
];

/** The kinds a bare name can mean, in the order in which it is taken for them. */
export const diagnosable: readonly KindName[] = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'CronJob',
  'Job',
  'Pod',
  'ReplicaSet',
  'Service',
  'Ingress',
  'PersistentVolumeClaim',
  'HorizontalPodAutoscaler',
  'PodDisruptionBudget',
  'Node',
  'Namespace',
];

/** The kinds one can ask about when the kind is named: what else can be unwell by itself. */
export const askable: readonly KindName[] = [
  ...diagnosable,
  'ReplicationController',
  'PersistentVolume',
  'StorageClass',
  'ResourceQuota',
  'NetworkPolicy',
  'IngressClass',
  'VolumeAttachment',
  'ResourceClaim',
  'RoleBinding',
  'ClusterRoleBinding',
  'APIService',
  'CustomResourceDefinition',
  'CertificateSigningRequest',
  'ValidatingWebhookConfiguration',
  'MutatingWebhookConfiguration',
];

const byName = new Map<string, Kind>(kinds.map((kind) => [kind.kind, kind]));

/** The declaration of a kind. Every `KindName` has one: `test/facts/kinds.test.ts` holds that. */
export const kindOf = (name: KindName): Kind => {
  const kind = byName.get(name);
  if (kind === undefined) throw new Error(`no kind is declared for ${name}`);
  return kind;
};

/** The kind a word such as `deploy`, `Deployments` or `deployments.apps` names, or undefined. */
export const kindByWord = (word: string): Kind | undefined => {
  const [plain = '', ...rest] = word.toLowerCase().split('.');
  const group = rest.join('.');
  return kinds.find(
    (kind) =>
      kind.words.includes(plain) &&
      (group === '' || group === kind.group || (group.endsWith(kind.group) && /^v\d/.test(group))),
  );
};

/** The path of a kind on the API server: `/api/v1/namespaces/shop/pods/web-1`. A null namespace means all of them. */
export const pathOf = (kind: Kind, namespace: string | null, name?: string): string =>
  [
    kind.group === '' ? `/api/${kind.version}` : `/apis/${kind.group}/${kind.version}`,
    kind.namespaced && namespace !== null ? `/namespaces/${encodeURIComponent(namespace)}` : '',
    `/${kind.plural}`,
    name === undefined ? '' : `/${encodeURIComponent(name)}`,
  ].join('');
