import { wasListed } from '../facts/absence.ts';
import { specEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { ingressClassOf, isBuiltIn, isDefaultClass } from '../facts/ingress-controllers.ts';
import { classOf, givenUpMs, hasAddress, ingressesOf, ingressAgeMs } from '../facts/ingresses.ts';
import type { Ingress } from '../facts/ingresses.ts';
import { kubectl } from '../facts/kubectl.ts';
import { nearest } from '../facts/near.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause, Found } from './cause.ts';

const present = (facts: Facts): string[] =>
  facts.objects.IngressClass.flatMap(({ metadata }) => metadata?.name ?? []);

const correct = (
  ingress: Ingress,
  name: string | undefined,
  names: readonly string[],
): Found['remedies'][number] => {
  const { namespace, name: own } = refOf('Ingress', ingress);
  return name === undefined
    ? {
        title:
          names.length === 0
            ? 'Install an Ingress controller, which brings its IngressClass'
            : `Set ingressClassName to one that exists: ${names.slice(0, 3).join(', ')}`,
        command: null,
        action: null,
      }
    : {
        title: `Set ingressClassName to ${name}`,
        command: kubectl(
          namespace,
          'patch',
          'ingress',
          own,
          '-p',
          JSON.stringify({ spec: { ingressClassName: name } }),
        ),
        action: null,
      };
};

const unknownClass = (facts: Facts, ingress: Ingress, name: string): Found => {
  const object = refOf('Ingress', ingress);
  const names = present(facts);
  const near = nearest(name, names, 1)[0] ?? (names.length === 1 ? names[0] : undefined);
  const there =
    names.length === 0 ? 'there is none at all' : `the cluster has ${names.slice(0, 3).join(', ')}`;
  return {
    severity: 'critical',
    confidence: 'certain',
    object,
    summary: `Ingress ${object.name} is of IngressClass ${name}, which does not exist; ${there}`,
    effect: `no controller serves Ingress ${object.name}`,
    evidence: [specEvidence(object, `ingressClassName: ${name}`)],
    remedies: [correct(ingress, near, names)],
    fingerprint: `class ${name}`,
  };
};

const classless = (facts: Facts, ingress: Ingress): Found => {
  const object = refOf('Ingress', ingress);
  const names = present(facts);
  const byDefault = facts.objects.IngressClass.find(isDefaultClass)?.metadata?.name;
  const why =
    names.length === 0
      ? 'the cluster has none: no Ingress controller seems to be installed'
      : byDefault === undefined
        ? `none is the default; the cluster has ${names.slice(0, 3).join(', ')}`
        : `the default ${byDefault} is given only to Ingresses that are created after it`;
  return {
    severity: 'critical',
    confidence: 'likely',
    object,
    summary: `Ingress ${object.name} names no IngressClass, and ${why}`,
    effect: `no controller serves Ingress ${object.name}`,
    evidence: [specEvidence(object, 'ingressClassName: none; status.loadBalancer is empty')],
    remedies: [correct(ingress, byDefault ?? (names.length === 1 ? names[0] : undefined), names)],
    fingerprint: 'no class',
  };
};

export const ingressClassMissing: Cause = {
  id: 'ingress-class-missing',
  title: 'Ingress has no class, or one that does not exist',
  rulesOut: 'Ingresses',
  signal:
    'ingressClassName names no IngressClass that exists; or it is absent, no annotation stands for it, and after five minutes no controller has given an address. What has an address, and the classes of the cloud that need no object, are left alone.',
  looksAt: ['Ingress', 'IngressClass'],
  about: ['Ingress'],
  look: (facts) =>
    wasListed(facts, 'IngressClass', null)
      ? ingressesOf(facts).flatMap((ingress): Found[] => {
          const named = classOf(ingress);
          if (hasAddress(ingress) || named?.by === 'annotation') return [];
          if (named === null)
            return ingressAgeMs(facts, ingress) > givenUpMs ? [classless(facts, ingress)] : [];
          if (isBuiltIn(named.name) || ingressClassOf(facts, ingress) !== undefined) return [];
          return [unknownClass(facts, ingress, named.name)];
        })
      : [],
};
