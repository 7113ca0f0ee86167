/**
 * The Service of this cluster that a host name means, or null for a name from outside: `api.billing.svc`, with or
 * without the cluster's domain behind it. https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
 */
export const inClusterName = (host: string): { namespace: string; name: string } | null => {
  const match = /^([a-z0-9-]+)\.([a-z0-9-]+)\.svc(?:\.cluster\.local)?\.?$/i.exec(host);
  return match === null
    ? null
    : { name: (match[1] ?? '').toLowerCase(), namespace: (match[2] ?? '').toLowerCase() };
};
