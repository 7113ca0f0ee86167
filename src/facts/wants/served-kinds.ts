import { containersOf, lastEnd } from '../pods.ts';
import type { ContainerView } from '../pods.ts';
import type { Wanting } from './want.ts';

/** Where the credentials for the API server are: https://kubernetes.io/docs/concepts/security/service-accounts/ */
const credentials = '/var/run/secrets/kubernetes.io/serviceaccount';

/** A program that can talk to the API server and ended by itself: it may want a kind that the cluster does not serve. */
const mayWantKinds = ({ spec, status }: ContainerView): boolean =>
  (lastEnd(status)?.exitCode ?? 0) > 0 &&
  (lastEnd(status)?.exitCode ?? 0) < 128 &&
  spec?.volumeMounts?.some(({ mountPath }) => mountPath === credentials) === true;

/** Where a program fails that can talk to the API server: the kinds that are served, of which its log may miss one. */
export const servedKinds: Wanting = {
  id: 'served-kinds',
  rights: [],
  wants: ({ pods }) =>
    pods.flatMap(containersOf).some(mayWantKinds) ? [{ read: 'served', lists: null, spare: true }] : [],
};
