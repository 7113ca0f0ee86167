import type { Wanting } from './want.ts';

const nodesAtMost = 500;

/**
 * About a node: its Lease, the other nodes (which version they run), the certificates that kubelets ask for.
 */
export const nodeSubject: Wanting = {
  id: 'node-subject',
  rights: [
    { kind: 'Lease', verb: 'get' },
    { kind: 'Node', verb: 'list' },
    { kind: 'CertificateSigningRequest', verb: 'list' },
  ],
  wants: ({ subject: { kind, name } }) =>
    kind === 'Node'
      ? [
          { read: 'get', kind: 'Lease', namespace: 'kube-node-lease', name, spare: true },
          { read: 'list', kind: 'Node', query: { namespace: null, limit: nodesAtMost }, spare: true },
          { read: 'list', kind: 'CertificateSigningRequest', query: { namespace: null }, spare: true },
        ]
      : [],
};
