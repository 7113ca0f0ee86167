import { isAbsent } from './absence.ts';
import { certificateKey, certificateOf, privateKey } from './certificates.ts';
import type { CertificateNote } from './certificates.ts';
import type { Facts } from './facts.ts';
import { ingressClassOf } from './ingress-controllers.ts';
import { classOf } from './ingresses.ts';
import type { Ingress } from './ingresses.ts';
import type { ObjectOf } from './objects.ts';

/**
 * The Secret of one tls entry of an Ingress, as far as it was read. `absent` is known not to exist; of one whose
 * certificate was not read `certificate` is null.
 */
export type TlsSecret = {
  name: string;
  hosts: string[];
  absent: boolean;
  type: string | null;
  lacking: string[];
  certificate: CertificateNote | 'none' | null;
};

/** The hosts that a tls entry is for: those it names, and where it names none those of the rules. */
const hostsOf = ({ spec }: Ingress, hosts: readonly (string | undefined)[] | undefined): string[] => {
  const named = (hosts ?? []).flatMap((host) => host ?? []);
  return named.length > 0 ? named : (spec?.rules ?? []).flatMap(({ host }) => host ?? []);
};

/** The Secrets that an Ingress takes certificates from, each once. */
export const tlsNames = ({ spec }: Ingress): string[] => [
  ...new Set(
    (spec?.tls ?? []).flatMap(({ secretName }) =>
      secretName === undefined || secretName === '' ? [] : [secretName],
    ),
  ),
];

const lackingIn = ({ data }: ObjectOf['Secret']): string[] =>
  data === undefined ? [] : [certificateKey, privateKey].filter((key) => !(key in data));

/** The controller of AWS takes certificates of ACM and reads no Secrets: a secretName is left over from a chart. */
const takesOwnCertificates = (facts: Facts, ingress: Ingress): boolean =>
  ingressClassOf(facts, ingress)?.spec?.controller === 'ingress.k8s.aws/alb' ||
  classOf(ingress)?.name === 'alb';

/** What stands behind the tls entries of an Ingress; one without a Secret takes the controller's own certificate. */
export const tlsSecretsOf = (facts: Facts, ingress: Ingress): TlsSecret[] => {
  const namespace = ingress.metadata?.namespace ?? null;
  if (takesOwnCertificates(facts, ingress)) return [];
  return (ingress.spec?.tls ?? []).flatMap(({ secretName: name, hosts }): TlsSecret[] => {
    if (name === undefined || name === '') return [];
    const secret = facts.objects.Secret.find(
      ({ metadata }) => metadata?.name === name && (metadata.namespace ?? null) === namespace,
    );
    return [
      {
        name,
        hosts: hostsOf(ingress, hosts),
        absent: isAbsent(facts, 'Secret', { namespace, name }),
        type: secret?.type ?? null,
        // A Secret that came as bare metadata has no keys to judge.
        lacking: secret?.type === undefined ? [] : lackingIn({ ...secret, data: secret.data ?? {} }),
        certificate: secret === undefined ? null : certificateOf(secret),
      },
    ];
  });
};

/** cert-manager writes the Secret of such an Ingress. https://cert-manager.io/docs/usage/ingress/#supported-annotations */
export const isIssued = ({ metadata }: Ingress): boolean =>
  ['cert-manager.io/issuer', 'cert-manager.io/cluster-issuer', 'kubernetes.io/tls-acme'].some(
    (annotation) => metadata?.annotations?.[annotation] !== undefined,
  );
