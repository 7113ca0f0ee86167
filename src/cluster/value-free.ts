import { certificateKey, certificateNote } from '../facts/certificates.ts';
import type { KindName, ObjectOf } from '../facts/objects.ts';
import { pullSecretKeys, registriesNote } from '../facts/secret-notes.ts';
import { noteOfCertificate } from './certificate-note.ts';

/** What `kubectl apply` keeps here is the whole object again, values included. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const emptied = (values: unknown): Record<string, string> =>
  isRecord(values) ? Object.fromEntries(Object.keys(values).map((key) => [key, ''])) : {};

/** The registries that a pull secret names; what stands before an `@` could be a password and is left out. */
const registriesIn = (text: string): string[] => {
  try {
    const config: unknown = JSON.parse(text);
    if (!isRecord(config)) return [];
    const auths = isRecord(config.auths) ? config.auths : config;
    return Object.keys(auths).map((key) => key.replace(/^(https?:\/\/)?[^/]*@/, '$1').replaceAll(/\s/g, ''));
  } catch {
    return [];
  }
};

const textOf = ({ data, stringData }: ObjectOf['Secret'], key: string): string => {
  const [value, plain] = [data?.[key], stringData?.[key]];
  if (typeof plain === 'string' && plain !== '') return plain;
  return typeof value === 'string' ? Buffer.from(value, 'base64').toString('utf8') : '';
};

/** What causes need of a Secret's values, in place of them. A Secret without values keeps what was noted before. */
const notesOf = (secret: ObjectOf['Secret']): { [name: string]: string } => {
  const config = textOf(secret, pullSecretKeys[secret.type ?? ''] ?? '');
  if (config !== '') return { [registriesNote]: registriesIn(config).join(' ') };
  const certificate = textOf(secret, certificateKey);
  return certificate === '' ? {} : { [certificateNote]: JSON.stringify(noteOfCertificate(certificate)) };
};

/**
 * A ConfigMap or Secret with its keys and without its values, which no diagnosis needs; any other object as it is. A pull
 * secret keeps the names of its registries as an annotation, and a TLS Secret the dates and names of its certificate. Adapters call this before anything else sees the object.
 */
export const valueFree = <K extends KindName>(kind: K, object: ObjectOf[K]): ObjectOf[K] => {
  if (kind !== 'ConfigMap' && kind !== 'Secret') return object;
  const copy = { ...object };
  for (const field of ['data', 'stringData', 'binaryData'] as const)
    if (field in copy) Object.assign(copy, { [field]: emptied(Reflect.get(copy, field)) });
  const notes = kind === 'Secret' ? notesOf(object) : {};
  const annotations = copy.metadata?.annotations;
  const hidden = annotations?.[lastApplied] === undefined ? {} : { [lastApplied]: '' };
  if (Object.keys({ ...notes, ...hidden }).length > 0)
    copy.metadata = { ...copy.metadata, annotations: { ...annotations, ...hidden, ...notes } };
  return copy;
};
