import type { OutsideKind } from '../objects.ts';
import { pluralOf } from './plural.ts';

const kindsOf = (group: string, version: string, kinds: string, clusterWide = ''): OutsideKind[] =>
  [kinds, clusterWide].flatMap((words, scope) =>
    words
      .split(' ')
      .filter((kind) => kind !== '')
      .map((kind) => ({ group, version, kind, plural: pluralOf(kind), namespaced: scope === 0 })),
  );

/**
 * The kinds of projects that many clusters have and whose objects say how they are. An overview reads them where the
 * cluster serves them, and the roles in deploy/ grant it.
 */
export const projects: readonly OutsideKind[] = [
  ...kindsOf('argoproj.io', 'v1alpha1', 'Application ApplicationSet Rollout'),
  ...kindsOf('autoscaling.k8s.io', 'v1', 'VerticalPodAutoscaler'),
  ...kindsOf('cert-manager.io', 'v1', 'Certificate CertificateRequest Issuer', 'ClusterIssuer'),
  ...kindsOf('acme.cert-manager.io', 'v1', 'Order Challenge'),
  ...kindsOf('cluster.x-k8s.io', 'v1beta2', 'Cluster Machine MachineDeployment MachineSet'),
  ...kindsOf('pkg.crossplane.io', 'v1', '', 'Configuration Function Provider'),
  ...kindsOf('external-secrets.io', 'v1', 'ExternalSecret PushSecret SecretStore', 'ClusterSecretStore'),
  ...kindsOf(
    'gateway.networking.k8s.io',
    'v1',
    'BackendTLSPolicy Gateway GRPCRoute HTTPRoute TCPRoute TLSRoute UDPRoute',
    'GatewayClass',
  ),
  ...kindsOf('helm.toolkit.fluxcd.io', 'v2', 'HelmRelease'),
  ...kindsOf('image.toolkit.fluxcd.io', 'v1', 'ImagePolicy ImageRepository ImageUpdateAutomation'),
  ...kindsOf('karpenter.sh', 'v1', '', 'NodeClaim NodePool'),
  ...kindsOf('keda.sh', 'v1alpha1', 'ScaledJob ScaledObject'),
  ...kindsOf('kustomize.toolkit.fluxcd.io', 'v1', 'Kustomization'),
  ...kindsOf('networking.istio.io', 'v1', 'DestinationRule ServiceEntry VirtualService'),
  ...kindsOf(
    'operators.coreos.com',
    'v1alpha1',
    'CatalogSource ClusterServiceVersion InstallPlan Subscription',
  ),
  ...kindsOf('route.openshift.io', 'v1', 'Route'),
  ...kindsOf('snapshot.storage.k8s.io', 'v1', 'VolumeSnapshot', 'VolumeSnapshotContent'),
  ...kindsOf(
    'source.toolkit.fluxcd.io',
    'v1',
    'Bucket ExternalArtifact GitRepository HelmChart HelmRepository OCIRepository',
  ),
];

const keyOf = ({ group, kind }: OutsideKind): string => `${group} ${kind}`;
const known = new Set(projects.map(keyOf));

export const isKnownProject = (kind: OutsideKind): boolean => known.has(keyOf(kind));

/** `cert-manager.io` of `acme.cert-manager.io`: what the groups of one project end with. */
export const projectOf = (group: string): string => group.split('.').slice(-2).join('.');

/** So many kinds that no project here knows are read as well; a cluster that has more has too many to ask for each. */
const othersAtMost = 20;

/** Of the kinds a cluster serves, those an overview reads: the known projects', and others where they are few. */
export const worthReading = (served: readonly OutsideKind[]): OutsideKind[] => {
  const groups = new Set(projects.map(({ group }) => group));
  const others = served.filter(
    ({ group }) => !groups.has(group) && !group.endsWith('.k8s.io') && group.includes('.'),
  );
  return [...served.filter(isKnownProject), ...(others.length > othersAtMost ? [] : others)];
};
