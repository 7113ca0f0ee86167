import type { Wanting } from './want.ts';

/** Of a DaemonSet: the nodes on which it could run, to tell where it does not and why. */
export const daemonNodes: Wanting = {
  id: 'daemon-nodes',
  rights: [{ kind: 'Node', verb: 'list' }],
  wants: ({ subject }) =>
    subject.kind === 'DaemonSet' ? [{ read: 'list', kind: 'Node', query: { namespace: null } }] : [],
};
