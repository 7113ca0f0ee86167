/**
 * What a host name can mean inside a cluster: a Service (and one pod of a headless one) in a namespace. `sure` is false
 * where it could as well be a name of the world outside.
 * https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
 */
export type ServiceName = { namespace: string; name: string; pod: string | null; sure: boolean };

/** A host as it is compared: lower case, without the brackets of IPv6, the dot at the end and a zone. */
export const plainHost = (host: string): string =>
  host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/%\w+$/, '')
    .replace(/\.$/, '');

const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Whether a host is an address of IPv4 or IPv6 and no name. */
export const isAddress = (host: string): boolean =>
  /^\d{1,3}(?:\.\d{1,3}){3}$|^[\da-f]*:[\da-f:.]*$/i.test(host);

/** Whether a host means the machine that asks: the pod itself. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host.startsWith('127.') || host === '::1' || host.endsWith('.localhost');

/**
 * The Services a host name can mean for a pod in namespace `own`, the likeliest first. Addresses and names of more than
 * three labels without `svc` mean none.
 */
export const serviceNames = (host: string, own: string): ServiceName[] => {
  const labels = host.split('.');
  if (isAddress(host) || isLoopback(host) || labels.some((one) => !label.test(one))) return [];
  const at = labels.indexOf('svc');
  if (at === 2 || at === 3) {
    const [first = '', second = '', third = ''] = labels;
    return at === 2
      ? [{ name: first, namespace: second, pod: null, sure: true }]
      : [{ name: second, namespace: third, pod: first, sure: true }];
  }
  const [first = '', second = '', third = ''] = labels;
  switch (labels.length) {
    case 1:
      return [{ name: first, namespace: own, pod: null, sure: true }];
    case 2:
      return [
        { name: first, namespace: second, pod: null, sure: false },
        { name: second, namespace: own, pod: first, sure: false },
      ];
    case 3:
      return [{ name: second, namespace: third, pod: first, sure: false }];
    default:
      return [];
  }
};

/** Endings of names of the world outside; a namespace can have such a name, and then it is known to exist. */
const worldly =
  /\.(?:com|org|net|io|dev|app|cloud|co|ai|edu|gov|info|biz|me|tv|local|internal|lan|corp|home|intra|private|[a-z]{2})$/;

/** Whether a name that could be a Service looks like one: few labels, and none that the world outside ends with. */
export const looksInternal = (host: string): boolean =>
  !isAddress(host) &&
  !isLoopback(host) &&
  (/\.svc(?:\.|$)/.test(host) || !worldly.test(host)) &&
  host.split('.').length <= 6 &&
  (host.includes('.svc') || host.split('.').length <= 3);
