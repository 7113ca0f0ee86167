/**
 * Words for kinds from outside Kubernetes that many clusters have: `certificate/web` names one of these, where
 * `shop/web` names a namespace. Others are named with their group: `widgets.example.com/web`.
 */
const known = new Set(
  (
    'application applicationset appproject bucket certificate certificaterequest challenge clusterissuer ' +
    'clustersecretstore clusterserviceversion catalogsource destinationrule externalsecret gateway gatewayclass ' +
    'gitrepository grpcroute helmchart helmrelease helmrepository httproute imagepolicy imagerepository installplan ' +
    'issuer kustomization machine machinedeployment machineset nodeclaim nodepool ocirepository order postgrescluster ' +
    'prometheusrule provider referencegrant restore rollout route scaledjob scaledobject schedule secretstore servicemonitor ' +
    'subscription tcproute tlsroute verticalpodautoscaler virtualservice volumesnapshot volumesnapshotclass ' +
    'volumesnapshotcontent workflow backup claim cephcluster'
  ).split(' '),
);

/** Whether a word names a kind from outside: a well-known one, singular or plural, or any with its group. */
export const isOutsideWord = (word: string): boolean => {
  const plain = word.toLowerCase();
  return (
    known.has(plain) ||
    known.has(plain.replace(/s$/, '')) ||
    known.has(plain.replace(/ies$/, 'y')) ||
    known.has(plain.replace(/es$/, '')) ||
    /^[a-z][a-z0-9]*\.[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(plain)
  );
};
