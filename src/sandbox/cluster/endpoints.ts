import { isDeepStrictEqual } from 'node:util';

import { isOfKind } from '../../cluster/of-kind.ts';
import { kindOf } from '../../facts/kinds.ts';
import type { ObjectStore } from './object-store.ts';
import { isReady, stamp } from './pod-status.ts';

const state = (uid: string | undefined, ready: boolean | undefined): string => `${uid} ${ready}`;

/** Brings the EndpointSlices of a namespace in line with the pods that their Services select. */
export const refreshEndpoints = (store: ObjectStore, namespace: string, now: Date): void => {
  const slices = kindOf('EndpointSlice');
  const pods = store.list(kindOf('Pod'), namespace).filter((pod) => isOfKind(pod, 'Pod'));
  for (const slice of store.list(slices, namespace)) {
    const name = slice.metadata.labels?.['kubernetes.io/service-name'] ?? '';
    const service = store.get(kindOf('Service'), namespace, name);
    if (service === undefined || !isOfKind(service, 'Service') || !isOfKind(slice, 'EndpointSlice')) continue;
    const wanted = Object.entries(service.spec?.selector ?? {});
    if (wanted.length === 0) continue;
    const endpoints = pods
      .filter(({ metadata }) => wanted.every(([key, value]) => metadata.labels?.[key] === value))
      .filter(({ status }) => status?.podIP !== undefined)
      .map((pod) => ({
        addresses: [pod.status?.podIP],
        conditions: { ready: isReady(pod), serving: isReady(pod), terminating: false },
        nodeName: pod.spec?.nodeName,
        targetRef: { kind: 'Pod', name: pod.metadata.name, namespace, uid: pod.metadata.uid },
      }));
    const known = (slice.endpoints ?? []).map(({ targetRef, conditions }) =>
      state(targetRef?.uid, conditions?.ready),
    );
    const next = endpoints.map(({ targetRef, conditions }) => state(targetRef.uid, conditions.ready));
    if (isDeepStrictEqual(new Set(known), new Set(next))) continue;
    const annotations = {
      ...slice.metadata.annotations,
      'endpoints.kubernetes.io/last-change-trigger-time': stamp(now),
    };
    store.put(slices, { ...slice, endpoints, metadata: { ...slice.metadata, annotations } });
  }
};
