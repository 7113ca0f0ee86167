import type { Subject } from '../facts.ts';
import { unmountedVolumes } from '../mount-timeouts.ts';
import { secretMakers } from '../outside/secret-makers.ts';
import { complaintsOf } from './complaints.ts';
import type { Want, Wanting } from './want.ts';

const missing = /\b(configmap|secret) "([^"]+)" not found/gi;
const asked = [
  { word: 'configmap', kind: 'ConfigMap' },
  { word: 'secret', kind: 'Secret' },
] as const;

/** About one pod those that most clusters have are asked for at once: it gets no read that waits for another. */
const makersIn = ({ kind }: Subject, namespace: string): Want[] =>
  kind === 'Pod'
    ? secretMakers.map((maker): Want => ({
        read: 'outside',
        kind: maker,
        namespace,
        name: null,
        spare: true,
      }))
    : [{ read: 'served', lists: { of: 'secret-makers', namespace }, spare: true }];

/**
 * Where a ConfigMap or Secret does not exist, or a volume of it is waited for in vain: the names that its namespace has, and
 * other namespaces that have it; what is to make a Secret.
 */
export const names: Wanting = {
  id: 'names',
  rights: asked.map(({ kind }) => ({ kind, verb: 'list' })),
  wants: ({ facts, subject, pods }) => {
    const namespace = subject.kind === 'Namespace' ? subject.name : subject.namespace;
    const matches = pods.flatMap((pod) =>
      complaintsOf(facts, pod).flatMap((sentence) => [...sentence.matchAll(missing)]),
    );
    const awaited = pods
      .flatMap((pod) => unmountedVolumes(facts, pod))
      .flatMap(({ sources }) => sources.flatMap(({ ref, optional }) => (optional ? [] : ref)));
    return asked.flatMap(({ word, kind }): Want[] => {
      const named = [
        ...matches.filter(([, one]) => one?.toLowerCase() === word).map(([, , name]) => name ?? ''),
        ...awaited.filter((ref) => ref.kind === kind).map(({ name }) => name),
      ];
      const first = named[0];
      if (first === undefined) return [];
      return [
        { read: 'list', kind, query: { namespace, metadataOnly: true } },
        // A Secret that is missing may stand there as a ConfigMap.
        ...(kind === 'Secret'
          ? [{ read: 'list', kind: 'ConfigMap', query: { namespace, metadataOnly: true } } satisfies Want]
          : []),
        {
          read: 'list',
          kind,
          query: { namespace: null, metadataOnly: true, fields: `metadata.name=${first}`, limit: 10 },
        },
        // One that is missing may be another's to make.
        ...(kind === 'Secret' ? makersIn(subject, namespace ?? '') : []),
      ];
    });
  },
};
