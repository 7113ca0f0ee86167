import type { Evidence, Remedy } from '../answer.ts';
import { counted } from './counts.ts';
import { serviceTitle } from './dependencies.ts';
import type { Dependency, Verdict } from './dependencies.ts';
import { specEvidence, statusEvidence } from './evidence.ts';
import { kubectl, whyService } from './kubectl.ts';
import { siblingClause, siblingRemedies } from './sibling-words.ts';

const clockTime = (at: string): string => at.replace(/^.*T(\d\d:\d\d:\d\d).*$/, '$1');

/** What is known of the peer, as the end of a sentence; `own` is the asker's namespace, `since` when its run began. */
export const peerClause = (
  { host, port, peer, verdict }: Dependency,
  own: string | null,
  since: string | undefined,
): string => {
  const title = 'ref' in peer ? serviceTitle(peer.ref, own) : host;
  switch (verdict.state) {
    case 'not-ready':
      return peer.type === 'pod' ? `${title} is not ready` : `${title} has no ready endpoint`;
    case 'no-pods': {
      const zero = verdict.backers.find(({ replicas }) => replicas === 0);
      return zero === undefined
        ? `${title} has no pods`
        : `${title} has no pods, ${zero.ref.kind} ${zero.ref.name} is scaled to 0`;
    }
    case 'absent': {
      const there = 'ref' in peer ? (peer.ref.namespace ?? '') : '';
      const name = 'ref' in peer ? peer.ref.name : host;
      const [elsewhere, ...more] = verdict.elsewhere;
      const [near] = verdict.near;
      if (more.length > 0)
        return `namespace ${there} has no Service ${name}; namespaces ${verdict.elsewhere.slice(0, 3).join(', ')} have: use ${name}.NAMESPACE`;
      if (elsewhere !== undefined)
        return `namespace ${there} has no Service ${name}; namespace ${elsewhere} has: use ${name}.${elsewhere}`;
      return `namespace ${there} has no Service ${name}${near === undefined ? '' : `; it has ${near}`}`;
    }
    case 'wrong-port':
      return `${title} serves ${verdict.served.join(', ')} and not ${port ?? '?'}`;
    case 'dns-down':
      return 'the DNS of the cluster has no ready endpoint';
    case 'blocked':
      return `NetworkPolicy ${verdict.block.policies[0].metadata?.name ?? ''} does not let it through`;
    case 'dns-doubtful': {
      const there = 'ref' in peer ? `${title} is there, and ` : '';
      return verdict.dns === null
        ? `${there}no Service kube-dns was found that would answer for names`
        : `${there}the DNS of the cluster has ${counted(verdict.dns.ready, 'ready endpoint')}, so its upstream or the way to it may be broken`;
    }
    case 'answers': {
      const later = verdict.since !== null && since !== undefined && verdict.since > since;
      return later
        ? `${title} is ready only since ${clockTime(verdict.since ?? '')}, so the next start may do`
        : `${title} has ${counted(verdict.pods, 'ready endpoint')} all the same`;
    }
    case 'self':
      return 'nothing in the pod listens there';
    case 'sibling':
      return siblingClause(verdict.sibling);
    case 'outside':
      return 'it is outside the cluster';
    case 'unread':
      if (verdict.denied) return `by the DNS there is no ${title}`;
      return verdict.sure ? `${title} was not read` : `it may be ${title}, which was not read`;
    case 'unknown':
      return verdict.node === null
        ? 'no pod or Service that was read has this address'
        : `it is node ${verdict.node}`;
  }
};

/** The lines of the API that prove it. */
export const peerEvidence = ({ peer, verdict }: Dependency): Evidence[] => {
  if (!('ref' in peer)) return [];
  switch (verdict.state) {
    case 'not-ready':
      return [statusEvidence(peer.ref, `${verdict.ready} of ${verdict.total} pods behind it are ready`)];
    case 'no-pods':
      return verdict.backers.map(({ ref, replicas }) => specEvidence(ref, `replicas: ${replicas ?? '?'}`));
    case 'wrong-port':
      return [specEvidence(peer.ref, `ports: ${verdict.served.join(', ')}`)];
    case 'answers':
      return [
        statusEvidence(
          peer.ref,
          `${verdict.pods} ready${verdict.since === null ? '' : `, the first since ${verdict.since}`}`,
        ),
      ];
    case 'absent':
    case 'blocked':
    case 'dns-down':
    case 'dns-doubtful':
    case 'self':
    case 'sibling':
    case 'outside':
    case 'unread':
    case 'unknown':
      return [];
  }
};

const plain = (title: string, command: string | null = null): Remedy[] => [{ title, command, action: null }];

const unreadRemedies = (
  { denied }: Verdict & { state: 'unread' },
  peer: Dependency['peer'],
  at: string,
): Remedy[] => {
  const { namespace, name } = 'ref' in peer ? peer.ref : { namespace: null, name: at };
  return denied
    ? plain(
        'Correct the host or create the Service; without ready pods a headless one has no name either',
        kubectl(namespace, 'get', 'service', name),
      )
    : plain(`Ask what is wrong with ${name} in namespace ${namespace ?? ''}`, whyService(namespace, name));
};

/** What helps where nothing else that was found is the root. */
export const peerRemedies = ({ host, port, peer, verdict }: Dependency, own: string | null): Remedy[] => {
  const at = port === null ? host : `${host}:${port}`;
  switch (verdict.state) {
    case 'not-ready':
    case 'dns-down':
    case 'blocked':
      return [];
    case 'no-pods': {
      const zero = verdict.backers.find(
        ({ replicas, ref }) => replicas === 0 && (ref.kind === 'Deployment' || ref.kind === 'StatefulSet'),
      );
      return zero === undefined
        ? []
        : plain(
            'Scale it up, if it was not stopped on purpose',
            kubectl(
              zero.ref.namespace,
              'scale',
              `${zero.ref.kind.toLowerCase()}/${zero.ref.name}`,
              '--replicas=1',
            ),
          );
    }
    case 'absent': {
      const [elsewhere] = verdict.elsewhere;
      const name = 'ref' in peer ? peer.ref.name : host;
      return plain(
        elsewhere === undefined
          ? `Create the Service ${name}, or correct the host name`
          : `Write ${name}.${verdict.elsewhere.length > 1 ? 'NAMESPACE' : elsewhere} instead of ${host}`,
        kubectl('ref' in peer ? peer.ref.namespace : own, 'get', 'services'),
      );
    }
    case 'wrong-port':
      return plain(`Ask port ${verdict.served[0] ?? ''}, or add port ${port ?? ''} to the Service`);
    case 'dns-doubtful':
      return plain(
        'Look the name up from a pod of the same namespace',
        kubectl(
          own,
          'run',
          'lookup',
          '--rm',
          '-it',
          '--restart=Never',
          '--image=busybox',
          '--',
          'nslookup',
          host,
        ),
      );
    case 'answers':
      return plain(
        'See whether it is a NetworkPolicy or the port: who listens, and who may connect',
        kubectl('ref' in peer ? peer.ref.namespace : own, 'get', 'networkpolicies'),
      );
    case 'self':
      return plain(`Start what should listen on ${at} in this pod, or name the Service instead of ${host}`);
    case 'sibling':
      return siblingRemedies(verdict.sibling, verdict.asker);
    case 'outside':
      return plain(`Check ${at} and the way out of the cluster; the API server knows nothing of it`);
    case 'unread':
      return unreadRemedies(verdict, peer, at);
    case 'unknown':
      if (verdict.node !== null)
        return plain(`See what listens on ${at}: a nodePort, a hostPort or a process of the node`);
      return plain(
        `Find out what ${at} is: a Service of another namespace, a pod, or a machine beside the cluster`,
        kubectl(null, 'get', 'services', '--all-namespaces', '--field-selector', `spec.clusterIP=${host}`),
      );
  }
};
