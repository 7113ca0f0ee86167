import type { ObjectRef } from '../answer.ts';
import type { Facts } from './facts.ts';
import { once } from './memo.ts';
import { refOf } from './refs.ts';

/** https://helm.sh/docs/topics/advanced/#storage-backends */
const prefix = 'sh.helm.release.v1.';
const workloads = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'] as const;

/** A workload that a Helm release made: `release` is its name, in the namespace that holds its Secrets. */
export type HelmMade = { ref: ObjectRef; release: string; namespace: string | null };

/** The workloads that carry Helm's annotations. */
export const helmMade = once((facts: Facts): HelmMade[] =>
  workloads.flatMap((kind) =>
    facts.objects[kind].flatMap((object): HelmMade[] => {
      const ref = refOf(kind, object);
      const release = object.metadata?.annotations?.['meta.helm.sh/release-name'];
      const place = object.metadata?.annotations?.['meta.helm.sh/release-namespace'];
      return release === undefined ? [] : [{ ref, release, namespace: place ?? ref.namespace }];
    }),
  ),
);

/** The newest revision of a release, as the labels of its Secret tell. */
export type HelmRevision = {
  release: string;
  namespace: string | null;
  revision: number;
  status: string;
  at: string | null;
  secret: ObjectRef;
};

/** The newest revision of each release whose Secrets were read. */
export const newestReleases = once((facts: Facts): HelmRevision[] => {
  const newest = new Map<string, HelmRevision>();
  for (const secret of facts.objects.Secret) {
    const labels = secret.metadata?.labels ?? {};
    const ref = refOf('Secret', secret);
    if (labels['owner'] !== 'helm' || !ref.name.startsWith(prefix)) continue;
    const one: HelmRevision = {
      release: labels['name'] ?? '',
      namespace: ref.namespace,
      revision: Number(labels['version'] ?? 0),
      status: labels['status'] ?? '',
      at: secret.metadata?.creationTimestamp ?? null,
      secret: ref,
    };
    const key = `${ref.namespace ?? ''}/${one.release}`;
    if ((newest.get(key)?.revision ?? -1) < one.revision) newest.set(key, one);
  }
  return [...newest.values()];
});
