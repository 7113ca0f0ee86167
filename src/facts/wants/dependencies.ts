import { looksInternal, serviceNames } from '../host-names.ts';
import { signsIn } from '../log-signs/signs.ts';
import { mentionsOf } from '../mentions.ts';
import type { Pod } from '../objects.ts';
import { peerOf } from '../peers.ts';
import { containersOf, lastEnd } from '../pods.ts';
import type { ContainerView } from '../pods.ts';
import { refOf } from '../refs.ts';
import { lacksBacker, mayLack, suspectsOf } from '../suspects.ts';
import type { Scene, Want, Wanting } from './want.ts';

const namesAtMost = 2;
const elsewhereAtMost = 1;

const servicesCalled = (name: string): Want => ({
  read: 'list',
  kind: 'Service',
  query: { namespace: null, fields: `metadata.name=${name}`, limit: 20 },
});

/** A Service of another namespace, what is ready behind it, and the pods there. */
const serviceElsewhere = (namespace: string, name: string): Want[] => [
  { read: 'get', kind: 'Service', namespace, name },
  { read: 'list', kind: 'EndpointSlice', query: { namespace, labels: `kubernetes.io/service-name=${name}` } },
  { read: 'list', kind: 'Pod', query: { namespace } },
];

/** The end of the log that the status holds, where the container lets it (FallbackToLogsOnError). */
const toldHosts = ({ status }: ContainerView): string[] =>
  signsIn((lastEnd(status)?.message ?? '').split('\n')).flatMap(({ host }) => host ?? []);

/** The hosts that a pod is known to talk to before any log is read: by its declaration and its status. */
const hostsOf = (pod: Pod): string[] =>
  containersOf(pod).flatMap((view) => [...toldHosts(view), ...mentionsOf(view.spec).map(({ host }) => host)]);

/** What a host that a pod talks to asks to be read: nothing where it is a Service of the pod's own namespace. */
const ofHosts = ({ facts }: Scene, pods: readonly Pod[]): Want[] => {
  const here = new Map<string, Want>();
  const elsewhere = new Map<string, Want[]>();
  for (const pod of pods) {
    const own = pod.metadata?.namespace ?? '';
    for (const host of hostsOf(pod)) {
      const { type } = peerOf(facts, pod, host);
      const [name] = serviceNames(host, own);
      if (name === undefined || type === 'service' || type === 'pod' || !looksInternal(host)) continue;
      if (name.namespace === own) here.set(name.name, servicesCalled(name.name));
      else elsewhere.set(`${name.namespace}/${name.name}`, serviceElsewhere(name.namespace, name.name));
    }
  }
  return [
    ...[...elsewhere.values()].slice(0, elsewhereAtMost).flat(),
    ...[...here.values()].slice(0, namesAtMost),
  ];
};

/** The endpoints of named Services that find no pods by themselves. */
const ofUnselecting = ({ facts }: Scene, pods: readonly Pod[]): Want[] =>
  pods.flatMap((pod) =>
    containersOf(pod)
      .flatMap(({ spec }) => mentionsOf(spec))
      .flatMap(({ host }): Want[] => {
        const peer = peerOf(facts, pod, host);
        if (peer.type !== 'service' || Object.keys(peer.service.spec?.selector ?? {}).length > 0) return [];
        const { namespace, name } = peer.ref;
        return [
          {
            read: 'list',
            kind: 'EndpointSlice',
            query: { namespace, labels: `kubernetes.io/service-name=${name}` },
          },
        ];
      })
      .slice(0, namesAtMost),
  );

/**
 * What pods in trouble may need and cannot reach, by their declarations and their status, before their logs are read: Services
 * of other namespaces, and the events of the pods behind Services that are down.
 */
export const dependencies: Wanting = {
  id: 'dependencies',
  rights: [
    { kind: 'Service', verb: 'get' },
    { kind: 'Service', verb: 'list' },
    { kind: 'EndpointSlice', verb: 'list' },
    { kind: 'Pod', verb: 'list' },
    { kind: 'Event', verb: 'list' },
    { kind: 'StatefulSet', verb: 'list' },
  ],
  wants: (scene) => {
    const { facts, subject, pods } = scene;
    const unwell = pods.filter((pod) => mayLack(facts, pod)).slice(0, 10);
    const suspects = subject.kind === 'Pod' ? suspectsOf(facts, unwell) : [];
    const events = suspects.map((pod): Want => {
      const { namespace, name } = refOf('Pod', pod);
      return { read: 'list', kind: 'Event', query: { namespace, fields: `involvedObject.name=${name}` } };
    });
    const sets: Want[] =
      facts.objects.StatefulSet.length === 0 && lacksBacker(facts, unwell)
        ? [
            {
              read: 'list',
              kind: 'StatefulSet',
              query: { namespace: unwell[0]?.metadata?.namespace ?? null },
            },
          ]
        : [];
    return [...events, ...sets, ...ofUnselecting(scene, unwell), ...ofHosts(scene, unwell)].map((want) => ({
      ...want,
      spare: true,
    }));
  },
};
