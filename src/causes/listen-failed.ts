import type { Evidence } from '../answer.ts';
import { specEvidence } from '../facts/evidence.ts';
import { explanations } from '../facts/explanations.ts';
import type { Facts } from '../facts/facts.ts';
import { containersOf, familyOf } from '../facts/pods.ts';
import type { ContainerView } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import { spokenEvidence } from '../facts/spoken.ts';
import { editCommand } from '../facts/workloads.ts';
import type { Cause } from './cause.ts';

type Reason = { why: string; remedy: string; evidence: Evidence[] };

const declares = ({ spec }: ContainerView, port: number): boolean =>
  (spec?.ports ?? []).some(({ containerPort }) => containerPort === port);

/** Another container of the same pod, which shares its network, then another pod on the network of the node. */
const holderOf = (facts: Facts, view: ContainerView, port: number | null): Reason => {
  const others = containersOf(view.pod).filter(({ name, role }) => name !== view.name && role !== 'init');
  const own = (view.spec?.ports ?? []).flatMap(({ containerPort }) => containerPort ?? []);
  const wanted = port === null ? own : [port];
  const twin = others.find((one) => wanted.some((number) => declares(one, number)));
  if (twin !== undefined)
    return {
      why: `container ${twin.name} of the same pod has it`,
      remedy: `Give ${view.name} or ${twin.name} another port: the containers of a pod share one network`,
      evidence: [
        specEvidence(
          view.ref,
          `${twin.name}: containerPort ${wanted.filter((number) => declares(twin, number)).join(', ')}`,
        ),
      ],
    };
  if (view.pod.spec?.hostNetwork === true) {
    const neighbour = facts.objects.Pod.find(
      (pod) =>
        pod !== view.pod &&
        pod.spec?.nodeName === view.pod.spec?.nodeName &&
        containersOf(pod).some(
          ({ spec }) =>
            port !== null &&
            spec?.ports?.some(
              (one) =>
                one.hostPort === port || (pod.spec?.hostNetwork === true && one.containerPort === port),
            ) === true,
        ),
    );
    return {
      why:
        neighbour === undefined
          ? `hostNetwork is set, so a process of node ${view.pod.spec.nodeName ?? '?'} has it`
          : `hostNetwork is set and pod ${neighbour.metadata?.name ?? ''} on the same node has it`,
      remedy: 'Leave out hostNetwork, or take another port',
      evidence: [
        specEvidence(view.ref, 'hostNetwork: true'),
        ...(neighbour === undefined ? [] : [specEvidence(refOf('Pod', neighbour), `port ${port ?? ''}`)]),
      ],
    };
  }
  return others.length > 0
    ? {
        why: `its pod has ${others.length === 1 ? `container ${others[0]?.name ?? ''}` : `${others.length} other containers`} on the same network`,
        remedy: 'See which container of the pod listens there: they share one network',
        evidence: [],
      }
    : {
        why: 'the pod has no other container, so the process starts its server twice or leaves a child behind',
        remedy: 'See why the program listens twice on one port',
        evidence: [],
      };
};

const forbidden = (view: ContainerView, port: number | null): Reason => {
  const user = view.spec?.securityContext?.runAsUser ?? view.pod.spec?.securityContext?.runAsUser;
  const drop = view.spec?.securityContext?.capabilities?.drop ?? [];
  return {
    why: `ports below 1024 need root or NET_BIND_SERVICE${user === undefined ? '' : `, and it runs as user ${user}`}`,
    remedy: `Listen on a port above 1023 and let the Service lead to it${port === null ? '' : ` (port: ${port}, targetPort: the new one)`}, or add the capability NET_BIND_SERVICE`,
    evidence: [
      specEvidence(
        view.ref,
        `${view.name}: runAsUser ${user ?? 'of the image'}, capabilities dropped: ${drop.join(', ') || 'none'}`,
      ),
    ],
  };
};

export const listenFailed: Cause = {
  id: 'listen-failed',
  title: 'Container cannot listen on its port',
  rulesOut: 'known errors in logs',
  signal:
    'The last complaint of a container that exits says that its address is in use or that it may not bind a port below 1024. The other containers of the pod, hostNetwork and the user it runs as say why.',
  looksAt: ['Pod', 'logs'],
  about: ['Pod'],
  look: (facts) =>
    explanations(facts, 'address-in-use', 'port-denied').flatMap(({ trouble, spoken, sign }) => {
      if (spoken === null || sign === null) return [];
      const { view, words, effect } = trouble;
      const taken = sign.sign === 'address-in-use';
      const { why, remedy, evidence } = taken ? holderOf(facts, view, sign.port) : forbidden(view, sign.port);
      const port = sign.port === null ? 'its port' : `port ${sign.port}`;
      const brief = `${words} because ${taken ? `${port} is already in use` : `it may not listen on ${port}`}`;
      return [
        {
          severity: 'critical' as const,
          confidence: 'likely' as const,
          object: view.ref,
          summary: `${brief}: ${why}`,
          brief,
          effect,
          evidence: [spokenEvidence(spoken, sign), ...evidence, ...trouble.evidence],
          remedies: [{ title: remedy, command: editCommand(facts, view.pod), action: null }],
          fingerprint: `${familyOf(view.pod)} ${view.name} ${sign.port ?? ''}`,
        },
      ];
    }),
};
