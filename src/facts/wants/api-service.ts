import type { Want, Wanting } from './want.ts';

/** About an APIService: the Service that serves it, and the pods of that namespace. */
export const apiService: Wanting = {
  id: 'api-service',
  rights: [
    { kind: 'Service', verb: 'get' },
    { kind: 'Pod', verb: 'list' },
    { kind: 'EndpointSlice', verb: 'list' },
    { kind: 'Event', verb: 'list' },
  ],
  wants: ({ facts, subject }) => {
    const one = facts.objects.APIService.find(({ metadata }) => metadata?.name === subject.name);
    const { name, namespace } = one?.spec?.service ?? {};
    if (subject.kind !== 'APIService' || name === undefined || namespace === undefined) return [];
    return [
      { read: 'get', kind: 'Service', namespace, name },
      ...(['Pod', 'EndpointSlice', 'Event'] as const).map((kind): Want => ({
        read: 'list',
        kind,
        query: { namespace },
      })),
    ];
  },
};
