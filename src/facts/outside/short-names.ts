/** Short names as the CustomResourceDefinitions of the projects give them, which files seldom hold. */
const known = new Map(
  Object.entries({
    'argoproj.io': { Application: 'app apps', ApplicationSet: 'appset appsets', Rollout: 'ro' },
    'autoscaling.k8s.io': { VerticalPodAutoscaler: 'vpa' },
    'cert-manager.io': { Certificate: 'cert certs', CertificateRequest: 'cr crs' },
    'external-secrets.io': { ExternalSecret: 'es', SecretStore: 'ss', ClusterSecretStore: 'css' },
    'gateway.networking.k8s.io': { Gateway: 'gtw', GatewayClass: 'gc' },
    'helm.toolkit.fluxcd.io': { HelmRelease: 'hr' },
    'keda.sh': { ScaledJob: 'sj', ScaledObject: 'so' },
    'kustomize.toolkit.fluxcd.io': { Kustomization: 'ks' },
    'networking.istio.io': { DestinationRule: 'dr', ServiceEntry: 'se', VirtualService: 'vs' },
    'operators.coreos.com': {
      CatalogSource: 'catsrc',
      ClusterServiceVersion: 'csv csvs',
      InstallPlan: 'ip',
      Subscription: 'sub subs',
    },
    'snapshot.storage.k8s.io': { VolumeSnapshot: 'vs', VolumeSnapshotContent: 'vsc vscs' },
    'source.toolkit.fluxcd.io': {
      GitRepository: 'gitrepo',
      HelmChart: 'hc',
      HelmRepository: 'helmrepo',
      OCIRepository: 'ocirepo',
    },
  }).flatMap(([group, kinds]) =>
    Object.entries(kinds).map(([kind, words]): [string, string[]] => [`${group} ${kind}`, words.split(' ')]),
  ),
);

/** The short names that `kubectl` takes for a kind of a well-known project; none for any other. */
export const shortNames = (group: string, kind: string): readonly string[] =>
  known.get(`${group} ${kind}`) ?? [];
