import { specEvidence } from '../facts/evidence.ts';
import { backendsOf, classOf, ingressesOf } from '../facts/ingresses.ts';
import type { Backend, Ingress } from '../facts/ingresses.ts';
import { kubectl } from '../facts/kubectl.ts';
import { nameOf, refOf } from '../facts/refs.ts';
import type { Cause, Found } from './cause.ts';

type Claim = { ingress: Ingress; backend: Backend };

/** A canary shares the path of another Ingress on purpose, and minions that of their master. */
const shares = ({ metadata }: Ingress): boolean =>
  metadata?.annotations?.['nginx.ingress.kubernetes.io/canary'] === 'true' ||
  metadata?.annotations?.['nginx.org/mergeable-ingress-type'] !== undefined;

const born = ({ metadata }: Ingress): string => metadata?.creationTimestamp ?? '';

const addressesOf = ({ status }: Ingress): string =>
  (status?.loadBalancer?.ingress ?? [])
    .map(({ ip, hostname }) => ip ?? hostname ?? '')
    .toSorted()
    .join(' ');

/** Two Ingresses that have addresses of their own are served by balancers of their own. */
const isApart = (a: Ingress, b: Ingress): boolean =>
  addressesOf(a) !== '' && addressesOf(b) !== '' && addressesOf(a) !== addressesOf(b);

const keyOf = ({ ingress, backend }: Claim): string =>
  [classOf(ingress)?.name ?? '', backend.host ?? '*', backend.path, backend.type].join('\n');

const leadsTo = ({ ingress, backend }: Claim): string =>
  `${ingress.metadata?.namespace ?? ''}/${backend.service}:${backend.port ?? ''}`;

export const ingressConflict: Cause = {
  id: 'ingress-conflict',
  title: 'Two Ingresses claim the same host and path',
  rulesOut: 'Ingresses',
  signal:
    'Two Ingresses of one class send the same host, path and path type to different Services; controllers serve the older one. Canaries and mergeable Ingresses are left alone.',
  looksAt: ['Ingress'],
  about: ['Ingress'],
  look: (facts) => {
    const claims = ingressesOf(facts)
      .filter((ingress) => !shares(ingress))
      .flatMap((ingress) =>
        backendsOf(ingress)
          .filter(({ host }) => host !== null)
          .map((backend): Claim => ({ ingress, backend })),
      );
    return [...Map.groupBy(claims, keyOf).values()].flatMap((same): Found[] => {
      const [older, ...younger] = same.toSorted((a, b) => born(a.ingress).localeCompare(born(b.ingress)));
      const loser = younger.find(
        (one) =>
          older !== undefined &&
          one.ingress !== older.ingress &&
          !isApart(one.ingress, older.ingress) &&
          leadsTo(one) !== leadsTo(older),
      );
      if (older === undefined || loser === undefined) return [];
      const object = refOf('Ingress', loser.ingress);
      const winner = refOf('Ingress', older.ingress);
      return [
        {
          severity: 'warning',
          confidence: 'likely',
          object,
          summary: `Ingress ${object.name} and the older ${nameOf(winner)} both claim ${loser.backend.at}: requests go to Service ${older.backend.service}, not to ${loser.backend.service}`,
          evidence: [
            specEvidence(
              winner,
              `${older.backend.at} → Service ${older.backend.service}, since ${born(older.ingress)}`,
            ),
            specEvidence(
              object,
              `${loser.backend.at} → Service ${loser.backend.service}, since ${born(loser.ingress)}`,
            ),
          ],
          remedies: [
            {
              title: 'Take the path out of one of them',
              command: kubectl(object.namespace, 'edit', 'ingress', object.name),
              action: null,
            },
          ],
          fingerprint: `${object.namespace ?? ''}/${object.name} ${loser.backend.at}`,
        },
      ];
    });
  },
};
