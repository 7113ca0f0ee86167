import { counted } from '../facts/counts.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { isIssued, tlsSecretsOf } from '../facts/ingress-secrets.ts';
import type { TlsSecret } from '../facts/ingress-secrets.ts';
import { ingressAgeMs, ingressesOf } from '../facts/ingresses.ts';
import type { Ingress } from '../facts/ingresses.ts';
import { kubectl } from '../facts/kubectl.ts';
import { nearest } from '../facts/near.ts';
import type { OutsideObject } from '../facts/objects.ts';
import { groupOf, refOfOutside } from '../facts/outside/refs.ts';
import { makerOf } from '../facts/outside/secret-makers.ts';
import { youthMs } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause, Found } from './cause.ts';

type Fault = Pick<Found, 'severity' | 'confidence' | 'follows'> & {
  what: string;
  helps: string;
  command: string | null;
};

/** A Secret that is made by something else is not made by hand. */
const ofMaker = (maker: OutsideObject): Pick<Fault, 'what' | 'helps' | 'command' | 'follows'> => {
  const ref = refOfOutside(maker);
  return {
    what: `which does not exist: ${ref.kind} ${ref.name} is to make it and has not yet`,
    helps: `Mend ${ref.kind} ${ref.name}, which makes the Secret`,
    command: kubectl(ref.namespace, 'describe', `${ref.kind.toLowerCase()}.${groupOf(maker)}`, ref.name),
    follows: [ref],
  };
};

const missing = (facts: Facts, ingress: Ingress, { name }: TlsSecret): Fault => {
  const { namespace, name: own } = refOf('Ingress', ingress);
  const names = facts.objects.Secret.filter(({ metadata }) => (metadata?.namespace ?? null) === namespace);
  const near = nearest(
    name,
    names.flatMap(({ metadata }) => metadata?.name ?? []),
    1,
  )[0];
  const maker = makerOf(facts, namespace, name);
  const severity = ingressAgeMs(facts, ingress) > youthMs ? 'warning' : 'info';
  if (maker !== undefined) return { severity, confidence: 'certain', ...ofMaker(maker) };
  if (isIssued(ingress))
    return {
      severity,
      confidence: 'certain',
      what: `which does not exist: cert-manager is to issue it and has not yet`,
      helps: 'See what the Certificate of that Secret waits for',
      command: kubectl(namespace, 'describe', 'certificate'),
    };
  return {
    severity: 'critical',
    confidence: 'certain',
    what: `which does not exist${near === undefined ? '' : `; there is a Secret ${near}`}`,
    helps:
      near === undefined
        ? 'Create the Secret from the certificate and its key'
        : `Name Secret ${near} in the Ingress, or create ${name}`,
    command:
      near === undefined
        ? kubectl(namespace, 'create', 'secret', 'tls', name, '--cert=CERT.pem', '--key=KEY.pem')
        : kubectl(namespace, 'edit', 'ingress', own),
  };
};

const faultOf = (facts: Facts, ingress: Ingress, secret: TlsSecret): Fault | null => {
  const { namespace } = refOf('Ingress', ingress);
  if (secret.absent) return missing(facts, ingress, secret);
  const renew = {
    helps: 'Create the Secret anew from the certificate and its key',
    command: kubectl(namespace, 'create', 'secret', 'tls', secret.name, '--cert=CERT.pem', '--key=KEY.pem'),
  };
  if (secret.lacking.length > 0)
    return {
      severity: 'critical',
      confidence: 'certain',
      what: `which has no ${secret.lacking.join(' and no ')}${secret.type === 'kubernetes.io/tls' ? '' : `; its type is ${secret.type ?? 'none'}, not kubernetes.io/tls`}`,
      ...renew,
    };
  if (secret.certificate === 'none')
    return {
      severity: 'critical',
      confidence: 'certain',
      what: 'whose tls.crt is no certificate in PEM form',
      ...renew,
    };
  // Most controllers look at the keys, not at the type.
  if (secret.type !== null && secret.type !== 'kubernetes.io/tls')
    return {
      severity: 'info',
      confidence: 'certain',
      what: `whose type is ${secret.type}; controllers that ask for kubernetes.io/tls leave it out`,
      ...renew,
    };
  return null;
};

export const ingressTlsSecret: Cause = {
  id: 'ingress-tls-secret',
  title: 'TLS Secret of an Ingress is missing or unfit',
  rulesOut: 'Ingresses',
  signal:
    'A tls entry of the Ingress names a Secret that does not exist in its namespace, lacks tls.crt or tls.key, or holds no certificate. One that cert-manager is to issue is told apart; another type with the right keys is only mentioned.',
  looksAt: ['Ingress', 'Secret'],
  about: ['Ingress'],
  look: (facts) =>
    ingressesOf(facts).flatMap((ingress) =>
      tlsSecretsOf(facts, ingress).flatMap((secret): Found[] => {
        const fault = faultOf(facts, ingress, secret);
        if (fault === null) return [];
        const object = refOf('Ingress', ingress);
        const hosts = secret.hosts[0] ?? 'its hosts';
        const more = secret.hosts.length > 1 ? ` and ${counted(secret.hosts.length - 1, 'other')}` : '';
        return [
          {
            severity: fault.severity,
            confidence: fault.confidence,
            object,
            summary: `Ingress ${object.name} takes the certificate for ${hosts}${more} from Secret ${secret.name}, ${fault.what}`,
            effect: `Ingress ${object.name} has no certificate for ${hosts}`,
            evidence: [
              specEvidence(
                object,
                `tls: ${secret.hosts.slice(0, 3).join(', ') || 'all hosts'} → secretName ${secret.name}`,
              ),
              ...(secret.type === null
                ? []
                : [
                    statusEvidence(
                      { kind: 'Secret', namespace: object.namespace, name: secret.name },
                      `type ${secret.type}${secret.lacking.length === 0 ? '' : `, without ${secret.lacking.join(', ')}`}`,
                    ),
                  ]),
            ],
            ...(fault.follows === undefined ? {} : { follows: fault.follows }),
            blames: [{ kind: 'Secret', namespace: object.namespace, name: secret.name }],
            remedies: [{ title: fault.helps, command: fault.command, action: null }],
            fingerprint: `${object.namespace ?? ''}/${secret.name} ${fault.severity}`,
          },
        ];
      }),
    ),
};
