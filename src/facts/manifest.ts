import type { Metadata } from './objects.ts';

type Whole = {
  metadata?: Metadata | undefined;
  status?: unknown;
  involvedObject?: unknown;
  endpoints?: unknown;
};

/**
 * Whether an object is a manifest: what somebody wants to apply, and not what an API server has. The server gives every
 * object an identity and a time; exports that leave these out still carry a status, or the endpoints of an EndpointSlice.
 * Nobody writes an event, which has none, to apply it.
 */
export const isManifest = ({ metadata, status, involvedObject, endpoints }: Whole): boolean =>
  involvedObject === undefined &&
  metadata?.uid === undefined &&
  metadata?.creationTimestamp === undefined &&
  metadata?.resourceVersion === undefined &&
  endpoints === undefined &&
  (typeof status !== 'object' || status === null || Object.keys(status).length === 0);
