import type { OutsideKind } from '../objects.ts';
import { projectOf } from './projects.ts';
import { makesSecrets } from './secret-makers.ts';

/**
 * Which of the kinds that a cluster serves are meant: those that make Secrets, with what they need for it, or the one of a
 * resource as the API server names it: `certificates.cert-manager.io`.
 */
export type Meant = { of: 'secret-makers' } | { of: 'resource'; resource: string };

/** What the makers of Secrets stand on: https://cert-manager.io/docs/concepts/, https://external-secrets.io/latest/introduction/overview/ */
const helps = /(?:Store|Issuer|Auth|Connection|CertificateRequest)$|^(?:Order|Challenge)$/;
const kindsAtMost = 10;

const makersOf = (served: readonly OutsideKind[]): OutsideKind[] => {
  const makers = served.filter(makesSecrets);
  const projects = new Set(makers.map(({ group }) => projectOf(group)));
  const helpers = served.filter(
    (one) => !makesSecrets(one) && helps.test(one.kind) && projects.has(projectOf(one.group)),
  );
  return [...makers, ...helpers].slice(0, kindsAtMost);
};

export const kindsMeant = (served: readonly OutsideKind[], meant: Meant): OutsideKind[] =>
  meant.of === 'secret-makers'
    ? makersOf(served)
    : served.filter(({ plural, group }) => `${plural}.${group}` === meant.resource);
