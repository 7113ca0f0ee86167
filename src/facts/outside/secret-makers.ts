import type { Facts } from '../facts.ts';
import type { OutsideKind, OutsideObject } from '../objects.ts';
import { healthOf } from './health.ts';
import { isFields, textAt } from './json.ts';

/** The kinds whose objects make a Secret that pods read. */
export const secretMakers: readonly OutsideKind[] = [
  {
    group: 'external-secrets.io',
    version: 'v1',
    kind: 'ExternalSecret',
    plural: 'externalsecrets',
    namespaced: true,
  },
  {
    group: 'cert-manager.io',
    version: 'v1',
    kind: 'Certificate',
    plural: 'certificates',
    namespaced: true,
  },
];

const inName = /Secret|Certificate|Credential/;
const notMaking = /^Push|(?:Request|Store|Class|Policy|Issuer|Report)s?$/;

/** Whether the objects of a kind make Secrets, by what it is called: those of many projects do, and any may be renamed. */
export const makesSecrets = ({ kind, namespaced }: Pick<OutsideKind, 'kind' | 'namespaced'>): boolean =>
  namespaced && inName.test(kind) && !notMaking.test(kind);

/** A field that says where something is written to: `target`, `destination`, `output`, `writeConnectionSecretToRef`. */
const isOutput = (field: string): boolean =>
  /^(?:target|destination|output|write|managed|generated)/i.test(field);

/** The Secret that such a field names; a plain name is one of a Secret where the field or the kind speaks of Secrets. */
const namedAt = (kind: string, field: string, value: unknown): string | undefined =>
  textAt(value, 'secretName') ??
  textAt(value, 'secret') ??
  textAt(value, 'secret', 'name') ??
  textAt(value, 'secretRef', 'name') ??
  (inName.test(kind) || /secret/i.test(field) ? textAt(value, 'name') : undefined);

/** Where an object says it in another namespace than its own, it is not told. */
const isHere = ({ metadata }: OutsideObject, value: unknown): boolean =>
  [undefined, metadata?.namespace].includes(textAt(value, 'namespace'));

/**
 * The name of the Secret that an object makes in its namespace, or null: by the fields in which the projects name it,
 * whatever their group is. An ExternalSecret and its like name it as themselves where they do not say.
 * https://external-secrets.io/latest/api/externalsecret/, https://cert-manager.io/docs/usage/certificate/,
 * https://developer.hashicorp.com/vault/docs/deploy/kubernetes/vso/api-reference and
 * https://docs.crossplane.io/latest/managed-resources/managed-resources/#writeconnectionsecrettoref
 */
export const secretMadeBy = (object: OutsideObject): string | null => {
  const { kind, metadata, spec } = object;
  if (metadata?.namespace === undefined || notMaking.test(kind)) return null;
  const outputs = Object.entries(isFields(spec) ? spec : {}).filter(
    ([field, value]) => isOutput(field) && isHere(object, value),
  );
  const [named] = outputs.flatMap(([field, value]) => namedAt(kind, field, value) ?? []);
  if (named !== undefined) return named;
  if (!inName.test(kind)) return null;
  return textAt(spec, 'secretName') ?? (kind.endsWith('Secret') ? (metadata.name ?? null) : null);
};

/** What is to make a Secret, as far as it was read; one that is not well before any other. */
export const makerOf = (
  facts: Facts,
  namespace: string | null,
  secret: string,
): OutsideObject | undefined => {
  const makers = facts.outside.filter(
    (object) => (object.metadata?.namespace ?? null) === namespace && secretMadeBy(object) === secret,
  );
  return makers.find((object) => healthOf(object).state !== 'fine') ?? makers[0];
};
